import { A } from "@solidjs/router";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import type { CartFee } from "../../../worker/domains/cart/shapes.ts";
import type { InTheWay as Hindrance, OwnMoney } from "../../../worker/domains/enrollments/own-shapes.ts";
import type { FormField } from "../../shared/form.ts";
import { formats } from "../../shared/formats.ts";
import type { Query } from "../../shared/query.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ArrowLeftIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { feeNote } from "../cart/fee-note.ts";
import { hasRole } from "../session.ts";
import { accountWords } from "../words/account.ts";
import { actWords } from "../words/enrollment-acts.ts";
import { paymentWords } from "../words/payments.ts";
import { told } from "../words/told.ts";

export const cardClass = "rounded-lg border border-line bg-sheet";

/** A page of the account: the way back, its name, and one column of what it is about. */
export function AccountPage(props: { title: string; lead?: string | undefined; children: JSX.Element }) {
  return (
    <div class="mx-auto max-w-2xl">
      <A href="/account" class="link -ml-2 inline-flex min-h-11 items-center gap-1.5 px-2">
        <ArrowLeftIcon />
        {accountWords().back}
      </A>
      <PageTitle class="text-xl font-bold tracking-tight" title={props.title} />
      <Show when={props.lead}>{(lead) => <p class="mt-1 text-ink-2">{lead()}</p>}</Show>
      <div class="mt-5 flex flex-col gap-5">{props.children}</div>
    </div>
  );
}

/** Why nothing can be done here, to whoever sees everything of a page that others act on. */
export function LookOnly() {
  return (
    <Show when={!hasRole("payer")}>
      <Notice tone="plain">{accountWords().lookOnly}</Notice>
    </Show>
  );
}

/** What a question to the server came to, or bars of its size, or why it failed. */
export function Answer<T>(props: {
  query: Query<T>;
  label: string;
  children: (data: () => T) => JSX.Element;
}) {
  return (
    <Switch fallback={<Waiting label={props.label} />}>
      <Match when={props.query.data()}>{(data) => props.children(data)}</Match>
      <Match when={props.query.error()}>
        {(error) => <ErrorState error={error()} onRetry={props.query.refetch} />}
      </Match>
    </Switch>
  );
}

function Waiting(props: { label: string }) {
  return (
    <SkeletonRegion label={props.label} class={`${cardClass} flex flex-col gap-4 p-5`}>
      <SkeletonText width={180} />
      <SkeletonText width={240} />
      <SkeletonText width={140} />
    </SkeletonRegion>
  );
}

/** A day, in the browser's own picker: a phone shows its wheel. */
export function DayField(props: {
  label: string;
  field: FormField;
  min?: string | undefined;
  max?: string | undefined;
  help?: string;
}) {
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={props.field.id} class="font-medium">
        {props.label}
      </label>
      <input
        id={props.field.id}
        type="date"
        class="control"
        value={String(props.field.value() ?? "")}
        min={props.min}
        max={props.max}
        aria-invalid={props.field.error() ? "true" : undefined}
        aria-describedby={`${props.field.id}-help`}
        onChange={(event) => props.field.set(event.currentTarget.value)}
      />
      <p
        id={`${props.field.id}-help`}
        class={props.field.error() ? "text-sm font-medium text-bad" : "text-sm text-ink-3"}
      >
        {props.field.error() ?? props.help}
      </p>
    </div>
  );
}

/** “Mon, Wed 4:30 PM”, or each with its own time. */
export function slotText(
  slots: readonly { readonly weekday: number; readonly startMinute: number }[],
): string {
  // 2024 began with a Monday.
  const day = (weekday: number) => formats().date(`2024-01-0${weekday}`, { weekday: "short" });
  const inWeek = slots.toSorted((a, b) => a.weekday - b.weekday || a.startMinute - b.startMinute);
  const byTime = Map.groupBy(inWeek, ({ startMinute }) => startMinute);
  return [...byTime]
    .map(([minute, own]) => `${own.map(({ weekday }) => day(weekday)).join(", ")} ${formats().clock(minute)}`)
    .join(" · ");
}

export const longDay = (date: string) =>
  formats().date(date, { weekday: "short", day: "numeric", month: "long", year: "numeric" });
export const shortDay = (date: string) =>
  formats().date(date, { weekday: "short", day: "numeric", month: "short" });

/** What is in the way of an act, a line each; nothing when nothing is. */
export function InTheWay(props: { obstacles: readonly Hindrance[] }) {
  return (
    <Show when={props.obstacles.length > 0}>
      <Notice tone="warn">
        <For each={props.obstacles}>{(one) => <p>{told(one)}.</p>}</For>
      </Notice>
    </Show>
  );
}

/** What an act changes of the bill, with how each amount came about. */
export function MoneyLines(props: { money: OwnMoney; fees?: readonly CartFee[] }) {
  const words = actWords;
  const fees = () => props.fees ?? [];
  const feesMinor = () => fees().reduce((total, { totalMinor }) => total + totalMinor, 0);
  const sum = () => props.money.chargeMinor - props.money.creditMinor + feesMinor();
  return (
    <section class={`${cardClass} p-4`} aria-label={words().bill}>
      <Show
        when={props.money.lines.length + fees().length > 0}
        fallback={<p class="text-ink-2">{words().billStays}</p>}
      >
        <p class="font-semibold">
          {sum() < 0 ? words().credited(formats().money(-sum())) : words().charged(formats().money(sum()))}
        </p>
        <ul class="mt-2 flex flex-col gap-2 text-sm">
          {props.money.lines.map((line) => (
            <li>
              <p class="flex justify-between gap-3">
                <span>{paymentWords().title(line.description)}</span>
                <span class="tabular-nums">{formats().money(line.differenceMinor)}</span>
              </p>
              <p class="text-ink-3">
                {words().instead(formats().money(line.nowMinor), formats().money(line.billedMinor))}
              </p>
            </li>
          ))}
          {fees().map((fee) => (
            <li class="flex justify-between gap-3">
              <span>
                {fee.label}
                <span class="block text-ink-3">{feeNote(fee)}</span>
              </span>
              <span class="tabular-nums">{formats().money(fee.totalMinor)}</span>
            </li>
          ))}
        </ul>
      </Show>
      <p class="mt-2 text-sm text-ink-3">{words().notBilledYet}</p>
    </section>
  );
}
