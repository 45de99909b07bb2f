import { createSignal, Show } from "solid-js";
import type { AttemptFacts, PayOutcome } from "../../../worker/domains/payments/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { refreshMoney } from "../ledger/announce-money.ts";
import { refreshMethods } from "./add-method.ts";
import { cards } from "./calls.ts";
import { letConfirm } from "./let-confirm.ts";
import { attemptState, attemptTitle } from "./words.ts";

/** A payment of which the end is not known or was not good, and the way on: also for a draft before which nobody sat. */
export function AttemptRow(props: { attempt: AttemptFacts; mayChange: boolean }) {
  const [busy, setBusy] = createSignal(false);
  const { attempt } = props;
  const tone = () =>
    attempt.state === "declined" ? "bad" : attempt.state === "cancelled" ? "plain" : "warn";
  const isAsked = () => attempt.state === "asked";
  const isUnknown = () => attempt.state === "unknown" || attempt.state === "created";
  async function during(act: () => Promise<PayOutcome | undefined>) {
    setBusy(true);
    try {
      const outcome = await act();
      if (!outcome) return;
      const isGood = outcome.outcome === "paid" || outcome.outcome === "pending";
      showToast(outcome.message, isGood ? { tone: "good" } : {});
      refreshMethods();
      refreshMoney();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return (
    <li class="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 py-1 text-sm">
      <span class="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">
        {attemptTitle(attempt)}
        <span class="block text-ink-3">
          {attempt.message}
          <Show when={attempt.state === "declined" && attempt.nextAt}>
            {(at) => <>{` It is tried again on ${formats().date(formats().dateOf(at()))}.`}</>}
          </Show>
          <Show when={isAsked() && attempt.nextAt}>
            {(at) => <>{`The bank wants the payer to confirm by ${formats().instant(at())}.`}</>}
          </Show>
        </span>
      </span>
      <Pill tone={tone()}>{attemptState(attempt.state)}</Pill>
      <Show when={props.mayChange && isAsked()}>
        <span class="flex flex-wrap gap-2">
          <Button
            size="small"
            variant="primary"
            busy={busy()}
            onClick={() => void during(() => letConfirm(attempt.id))}
          >
            Let the payer confirm
          </Button>
          <Button size="small" disabled={busy()} onClick={() => void during(() => cards.giveUp(attempt.id))}>
            Give it up
          </Button>
        </span>
      </Show>
      <Show when={props.mayChange && isUnknown()}>
        <Button size="small" busy={busy()} onClick={() => void during(() => cards.check(attempt.id))}>
          Look again
        </Button>
      </Show>
    </li>
  );
}
