import { createSignal, Show } from "solid-js";
import type { PayOutcome } from "../../../../worker/domains/payments/shapes.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { cards } from "../../payments/calls.ts";
import { letConfirm } from "../../payments/let-confirm.ts";

const titles: Record<PayOutcome["outcome"], string> = {
  paid: "Paid",
  pending: "On its way",
  declined: "Declined",
  needs_action: "The bank asks the payer",
  unknown: "Not known yet",
  cancelled: "Nothing was taken",
};

type ChargedProps = { outcome: PayOutcome; onOutcome: (outcome: PayOutcome) => void; onAgain: () => void };

/** What became of charging a kept method when it is not simply paid, and what can be done now. */
export function Charged(props: ChargedProps) {
  const [busy, setBusy] = createSignal(false);
  const mayTryAgain = () => props.outcome.outcome === "declined" || props.outcome.outcome === "cancelled";
  const isOpen = () => props.outcome.outcome === "unknown" || props.outcome.outcome === "needs_action";
  const look = () => during(() => cards.check(props.outcome.attemptId));
  const confirm = () => during(() => letConfirm(props.outcome.attemptId, props.outcome));
  async function during(act: () => Promise<PayOutcome | undefined>) {
    setBusy(true);
    try {
      const outcome = await act();
      if (outcome) props.onOutcome(outcome);
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section role="status" class="flex flex-col items-start gap-3">
      <h3 class="font-semibold">{titles[props.outcome.outcome]}</h3>
      <p>{props.outcome.message}</p>
      <div class="flex flex-wrap gap-2">
        <Show when={props.outcome.outcome === "needs_action"}>
          <Button variant="primary" busy={busy()} onClick={() => void confirm()}>
            Let the payer confirm
          </Button>
        </Show>
        <Show when={isOpen()}>
          <Button busy={busy()} onClick={() => void look()}>
            Look again
          </Button>
        </Show>
        <Show when={mayTryAgain()}>
          <Button onClick={props.onAgain}>Pay another way</Button>
        </Show>
      </div>
    </section>
  );
}
