import { createEffect, createSignal, Match, on, Show, Switch } from "solid-js";
import type { Owed, PayOwedOutcome } from "../../../worker/domains/family-payments/shapes.ts";
import type { PayOutcome } from "../../../worker/domains/payments/shapes.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { openFieldsWindow } from "../../shared/open-fields.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { CircleCheckIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { AccountPage } from "../account/parts.tsx";
import { StickyBar } from "../cart/sticky-bar.tsx";
import { refreshMe } from "../session.ts";
import { checkoutWords } from "../words/checkout.ts";
import { paymentWords } from "../words/payments.ts";
import { MoneyTabs } from "./money-tabs.tsx";
import { OwedLines } from "./owed-lines.tsx";
import { createPayChoice } from "./pay-choice.ts";
import { PayPart } from "./pay-part.tsx";

type Told = { readonly tone: "good" | "bad" | "plain"; readonly text: string };

/** Everything the family owes, explained, and paid with a press. */
export default function PaymentsPage() {
  const owed = createQuery<Owed>(() => "/payments/owed");
  const [told, setTold] = createSignal<Told>();
  const words = paymentWords;
  let answer: HTMLDivElement | undefined;
  // On a phone the button is far below what became of it, and gone where nothing is left to pay.
  createEffect(on(told, (word) => word && answer?.focus(), { defer: true }));
  return (
    <AccountPage title={words().payments}>
      <MoneyTabs />
      <div class="flex flex-col gap-4">
        <div ref={answer} tabindex="-1" class="scroll-mt-20 outline-none empty:hidden">
          <Show when={told()}>{(word) => <Notice tone={word().tone}>{word().text}</Notice>}</Show>
        </div>
        <Switch>
          <Match when={owed.error() && !owed.data()}>
            <ErrorState error={owed.error()!} onRetry={owed.refetch} />
          </Match>
          <Match when={owed.data()?.lines.length === 0 && owed.data()}>
            {(seen) => (
              <EmptyState icon={CircleCheckIcon} title={words().nothingOwed}>
                {seen().options.creditMinor > 0
                  ? words().creditLeft(formats().money(seen().options.creditMinor))
                  : words().nothingOwedHelp}
              </EmptyState>
            )}
          </Match>
          <Match when={owed.data()}>
            {(seen) => <PayOwed owed={seen()} onTold={setTold} onChanged={owed.refetch} />}
          </Match>
        </Switch>
      </div>
    </AccountPage>
  );
}

type PayOwedProps = { owed: Owed; onTold: (told: Told | undefined) => void; onChanged: () => void };

function PayOwed(props: PayOwedProps) {
  const words = paymentWords;
  const [left, setLeft] = createSignal<readonly string[]>([]);
  const [busy, setBusy] = createSignal(false);
  const chosen = () => props.owed.lines.filter(({ id }) => !left().includes(id));
  const sumMinor = () => chosen().reduce((sum, line) => sum + line.openMinor, 0);
  const choice = createPayChoice(() => props.owed.options, sumMinor);
  const money = (amountMinor: number) => formats().money(amountMinor);
  const label = () =>
    choice.payMinor() > 0
      ? words().pay(money(choice.payMinor()))
      : words().applyCredit(money(choice.creditMinor()));
  const isPayable = () =>
    sumMinor() > 0 &&
    choice.problem() === undefined &&
    choice.payMinor() + choice.creditMinor() === sumMinor();
  async function act(work: () => Promise<void>) {
    if (busy()) return;
    setBusy(true);
    props.onTold(undefined);
    try {
      await work();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
      props.onChanged();
      void refreshMe();
    }
  }
  const pay = () =>
    act(async () => {
      const lineIds = chosen().map(({ id }) => id);
      const body = { lineIds, shownMinor: sumMinor(), ...choice.input() };
      const answer = await api.post<PayOwedOutcome>("/payments/owed", body);
      if (answer.outcome === "changed") return props.onTold({ tone: "bad", text: answer.message });
      props.onTold(
        answer.pay
          ? toldOf(answer.pay)
          : { tone: "good", text: words().creditPaid(money(answer.creditMinor)) },
      );
    });
  const check = (attemptId: string) => {
    const opened = openFieldsWindow();
    void act(async () => {
      const outcome = await api.post<PayOutcome>(`/payments/attempts/${attemptId}/check`);
      if (outcome.outcome !== "needs_action") opened?.close();
      else if (!opened) showToast(checkoutWords().blocked, { tone: "bad", durationMs: 12_000 });
      else await opened.show(outcome.action, attemptId);
      const last =
        outcome.outcome === "needs_action"
          ? await api.post<PayOutcome>(`/payments/attempts/${attemptId}/check`)
          : outcome;
      props.onTold(toldOf(last));
    });
  };
  return (
    <>
      <Show when={props.owed.underWay}>
        {(attempt) => (
          <Show
            when={attempt().isAsked}
            fallback={
              <Notice tone="plain" title={words().underWay(money(attempt().amountMinor))}>
                <Button busy={busy()} onClick={() => check(attempt().id)}>
                  {words().check}
                </Button>
              </Notice>
            }
          >
            <Notice tone="warn" title={words().bankAsks(money(attempt().amountMinor))}>
              <ButtonLink variant="primary" class="mt-2" href={`/account/confirm/${attempt().id}`}>
                {words().confirm}
              </ButtonLink>
            </Notice>
          </Show>
        )}
      </Show>
      <OwedLines owed={props.owed} left={left()} onLeft={setLeft} />
      <Show when={sumMinor() > 0}>
        <PayPart choice={choice} options={props.owed.options} onMethods={props.onChanged} />
      </Show>
      <StickyBar label={words().chosen} amount={money(sumMinor())}>
        <Show when={choice.payMinor() + choice.creditMinor() > 0}>
          <Button
            variant="primary"
            size="large"
            busy={busy()}
            disabled={!isPayable() || props.owed.underWay !== null}
            onClick={() => void pay()}
          >
            {label()}
          </Button>
        </Show>
      </StickyBar>
    </>
  );
}

function toldOf(pay: PayOutcome): Told {
  const amount = formats().money(pay.amountMinor);
  if (pay.outcome === "paid") return { tone: "good", text: paymentWords().paid(amount) };
  if (pay.outcome === "pending") return { tone: "good", text: paymentWords().pending(amount) };
  if (pay.outcome === "declined" || pay.outcome === "cancelled") return { tone: "bad", text: pay.message };
  return { tone: "plain", text: paymentWords().underWay(amount) };
}
