import { createEffect, For, Match, onCleanup, Show, Switch } from "solid-js";
import type { CheckoutState, DoneLine } from "../../../worker/domains/checkout/shapes.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery, setQuery } from "../../shared/query.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { CalendarIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { Spinner } from "../../shared/ui/spinner.tsx";
import { lineDay } from "../cart/cart-text.ts";
import { BankButtons, createBankAnswer } from "../payments/answer-bank.tsx";
import { refreshMe } from "../session.ts";
import { checkoutWords } from "../words/checkout.ts";
import { sentCart } from "./sent-cart.ts";

const askAgainMs = 4_000;

/** What became of a cart; as long as nobody knows, it is asked for again. */
export default function CheckoutStatePage(props: { cartId: string }) {
  const path = () => `/checkout/${props.cartId}`;
  const state = createQuery<CheckoutState>(path);
  const check = async () => {
    setQuery(path(), await api.post<CheckoutState>(`${path()}/check`));
    void refreshMe();
  };
  createEffect(() => {
    if (state.data()?.outcome !== "paying") return;
    const timer = window.setInterval(() => void check().catch(() => {}), askAgainMs);
    onCleanup(() => window.clearInterval(timer));
  });
  // Done, or never sent: then a reload of the checkout need not come here.
  createEffect(() => {
    if (state.data()?.outcome === "done" || state.error()?.status === 404) sentCart.forget();
  });
  const title = () => {
    const words = checkoutWords();
    const outcome = state.data()?.outcome;
    if (outcome === "reopened") return words.reopenedTitle;
    return outcome === "paying" ? words.payingTitle : words.doneTitle;
  };
  return (
    <Switch>
      <Match when={state.error() && !state.data()}>
        <ErrorState error={state.error()!} onRetry={state.refetch} />
      </Match>
      <Match when={state.data()}>
        {(seen) => (
          <div class="mx-auto flex max-w-2xl flex-col gap-4">
            <PageTitle class="text-xl font-bold tracking-tight" title={title()} />
            <Switch>
              <Match when={seen().outcome === "done"}>
                <Done state={seen()} />
              </Match>
              <Match when={seen().outcome === "reopened"}>
                <Reopened state={seen()} />
              </Match>
              <Match when={seen().outcome === "paying"}>
                <Paying state={seen()} onChecked={check} />
              </Match>
            </Switch>
          </div>
        )}
      </Match>
    </Switch>
  );
}

function Done(props: { state: CheckoutState }) {
  const words = checkoutWords;
  const record = () => props.state.record;
  const money = (amountMinor: number) => formats().money(amountMinor);
  const pay = () => props.state.pay?.outcome;
  /** What is only asked or waited for is in no calendar yet. */
  const isBooked = () => record().lines.some(({ what }) => what !== "requested" && what !== "waitlisted");
  const sums = () => {
    const { creditMinor, payMinor, laterMinor, totalMinor } = record();
    const isTaken = pay() === "paid" || pay() === "pending";
    return [
      pay() === "paid" ? words().donePaid(money(payMinor)) : undefined,
      pay() === "pending" ? words().donePending(money(payMinor)) : undefined,
      payMinor > 0 && !isTaken ? words().doneOwed(money(payMinor)) : undefined,
      creditMinor > 0 ? words().doneCredit(money(creditMinor)) : undefined,
      laterMinor > 0 ? words().doneLater(money(laterMinor)) : undefined,
      totalMinor === 0 ? words().doneFree : undefined,
      record().lines.some(({ what }) => what === "requested") ? words().doneAsked : undefined,
    ].filter((text) => text !== undefined);
  };
  return (
    <>
      <Notice tone="good">
        <For each={sums()}>{(text) => <p>{text}</p>}</For>
        <p>{words().mailed}</p>
      </Notice>
      <ul class="flex flex-col gap-2">
        <For each={record().lines}>{(line) => <DoneRow line={line} />}</For>
      </ul>
      <div class="flex flex-wrap gap-2">
        <Show when={isBooked()}>
          <ButtonLink variant="primary" size="large" href="/account/calendar" icon={CalendarIcon}>
            {words().calendar}
          </ButtonLink>
        </Show>
        <ButtonLink size="large" href="/classes">
          {words().toClasses}
        </ButtonLink>
        <ButtonLink size="large" href="/">
          {words().toStart}
        </ButtonLink>
      </div>
    </>
  );
}

function DoneRow(props: { line: DoneLine }) {
  const words = checkoutWords;
  const what = () => {
    if (props.line.what === "waitlisted") return words().waitlisted(props.line.position ?? 1);
    return props.line.what === "requested" ? words().requested : words().enrolled;
  };
  return (
    <li class="flex items-start justify-between gap-3 rounded-lg border border-line bg-sheet p-4">
      <span class="min-w-0">
        <span class="block font-semibold [overflow-wrap:anywhere]">{props.line.className}</span>
        <span class="text-ink-2">
          {props.line.studentName} · {lineDay(props.line)}
        </span>
      </span>
      <span class="flex-none font-medium text-good">{what()}</span>
    </li>
  );
}

function Reopened(props: { state: CheckoutState }) {
  const words = checkoutWords;
  return (
    <>
      <Notice tone="warn" title={props.state.pay?.message}>
        {words().reopenedHelp}
      </Notice>
      <ButtonLink variant="primary" size="large" class="self-start" href="/checkout">
        {words().toCart}
      </ButtonLink>
    </>
  );
}

function Paying(props: { state: CheckoutState; onChecked: () => Promise<void> }) {
  const words = checkoutWords;
  const answer = createBankAnswer({
    check: async () => {
      const { pay } = await api.post<CheckoutState>(`/checkout/${props.state.cartId}/check`);
      return pay?.outcome === "needs_action" ? { action: pay.action, attemptId: pay.attemptId } : undefined;
    },
    giveUp: () => api.post(`/payments/attempts/${props.state.pay?.attemptId}/give-up`),
    afterwards: () => props.onChecked(),
  });
  return (
    <Show
      when={props.state.awaitsPayer}
      fallback={
        <p class="flex items-center gap-3 text-ink-2" role="status">
          <Spinner />
          {words().payingHelp}
        </p>
      }
    >
      <Notice tone="plain" title={words().confirmTitle}>
        {words().confirmHelp}
      </Notice>
      <BankButtons answer={answer} confirm={words().confirm} giveUp={words().toCart} />
    </Show>
  );
}
