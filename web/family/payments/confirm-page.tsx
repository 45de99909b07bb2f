import { useParams } from "@solidjs/router";
import { createEffect, For, type JSX, Match, on, Show, Switch } from "solid-js";
import type { OwnAttempt } from "../../../worker/domains/family-payments/shapes.ts";
import type { PayOutcome } from "../../../worker/domains/payments/shapes.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { AccountPage, Answer, cardClass, longDay } from "../account/parts.tsx";
import { refreshMe } from "../session.ts";
import { paymentWords } from "../words/payments.ts";
import { BankButtons, createBankAnswer } from "./answer-bank.tsx";
import { LineName } from "./line-name.tsx";

const words = paymentWords;
const money = (amountMinor: number) => formats().money(amountMinor);

/** Where the mail leads when a bank wants its customer to confirm a payment: what it is, yes, or otherwise. */
export default function ConfirmPage() {
  const params = useParams<{ rest?: string }>();
  const id = () => (params.rest ?? "").split("/")[0] ?? "";
  const at = () => `/payments/attempts/${id()}`;
  const attempt = createQuery<OwnAttempt>(() => (id() ? at() : undefined));
  const answer = createBankAnswer({
    check: async () => {
      const seen = await api.post<PayOutcome>(`${at()}/check`);
      return seen.outcome === "needs_action" ? { action: seen.action, attemptId: id() } : undefined;
    },
    giveUp: () => api.post(`${at()}/give-up`),
    afterwards: async () => {
      await refreshMe().catch(() => {});
      attempt.refetch();
    },
  });
  // Whoever comes too late ends it by looking.
  createEffect(
    on(
      () => attempt.data()?.state,
      (state) => state === "late" && answer.look(),
    ),
  );
  return (
    <AccountPage title={words().confirmTitle}>
      <Answer query={attempt} label={words().confirmTitle}>
        {(seen) => (
          <div class="flex flex-col gap-4">
            <Payment attempt={seen()}>
              <Show when={seen().state === "waiting"} fallback={<Ended attempt={seen()} />}>
                <p>{words().confirmLead}</p>
                <Show when={seen().confirmBy}>
                  {(day) => <p class="mt-1 font-medium">{words().confirmBy(longDay(day()))}</p>}
                </Show>
              </Show>
            </Payment>
            <Show
              when={seen().state === "waiting"}
              fallback={
                <ButtonLink size="large" class="self-start max-sm:w-full" href="/account/payments">
                  {words().toPayments}
                </ButtonLink>
              }
            >
              <BankButtons answer={answer} confirm={words().confirm} giveUp={words().notThisWay} />
              <p class="text-sm text-ink-2">{words().confirmHelp}</p>
            </Show>
          </div>
        )}
      </Answer>
    </AccountPage>
  );
}

/** How much, from what, for what; between them where it stands. */
function Payment(props: { attempt: OwnAttempt; children: JSX.Element }) {
  return (
    <>
      <section class={`${cardClass} p-4`} aria-label={words().confirmTitle}>
        <p class="text-xl font-bold tabular-nums tracking-tight">{money(props.attempt.amountMinor)}</p>
        <Show when={props.attempt.methodName}>
          {(name) => <p class="text-ink-2">{words().from(name())}</p>}
        </Show>
        <Show when={props.attempt.lines.length > 0}>
          <h2 class="mt-4 text-sm font-semibold text-ink-2">{words().isFor}</h2>
          <ul class="mt-1 divide-y divide-line">
            <For each={props.attempt.lines}>
              {(line) => (
                <li class="flex justify-between gap-3 py-2">
                  <LineName line={line} />
                  <span class="flex-none tabular-nums">{money(line.amountMinor)}</span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </section>
      <div aria-live="polite">{props.children}</div>
    </>
  );
}

/** What became of it, whoever was faster: confirmed twice is confirmed once. */
function Ended(props: { attempt: OwnAttempt }) {
  const amount = () => money(props.attempt.amountMinor);
  const retry = () => (props.attempt.retryOn ? words().retry(longDay(props.attempt.retryOn)) : "");
  return (
    <Switch fallback={<Notice tone="plain">{words().notKnown}</Notice>}>
      <Match when={props.attempt.state === "paid"}>
        <Notice tone="good" title={words().isPaid} isInLiveRegion>
          {words().paid(amount())}
        </Notice>
      </Match>
      <Match when={props.attempt.state === "pending"}>
        <Notice tone="good" title={words().isPaid} isInLiveRegion>
          {words().pending(amount())}
        </Notice>
      </Match>
      <Match when={props.attempt.state === "late"}>
        <Notice tone="warn" isInLiveRegion>
          {words().tooLate}
        </Notice>
      </Match>
      <Match when={props.attempt.state === "cancelled"}>
        <Notice tone="plain" isInLiveRegion>
          {words().givenUp}
        </Notice>
      </Match>
      <Match when={props.attempt.state === "declined"}>
        <Notice tone="warn" title={words().notTakenNow} isInLiveRegion>
          <p>{props.attempt.message}</p>
          <p>{retry()}</p>
        </Notice>
      </Match>
    </Switch>
  );
}
