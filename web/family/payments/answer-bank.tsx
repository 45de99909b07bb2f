import { createSignal } from "solid-js";
import type { PayerAction } from "../../../worker/domains/payments/shapes.ts";
import { openFieldsWindow } from "../../shared/open-fields.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { checkoutWords } from "../words/checkout.ts";

type Act = "confirm" | "leave";
/** What the bank wants to be done about an attempt. */
type Asked = { readonly action: PayerAction; readonly attemptId: string };

export type BankAnswer = ReturnType<typeof createBankAnswer>;

/** A bank wants its customer to confirm a payment: answered in its own window, or otherwise. */
export function createBankAnswer(of: {
  /** Asks the processor how the attempt stands; undefined when the bank wants nothing any more. */
  check: () => Promise<Asked | undefined>;
  giveUp: () => Promise<unknown>;
  /** Shows what became of it, however it went. */
  afterwards: () => Promise<unknown>;
}) {
  const [busy, setBusy] = createSignal<Act>();
  async function act(kind: Act, work: () => Promise<unknown>) {
    if (busy()) return;
    setBusy(kind);
    try {
      await work();
    } catch (cause) {
      showProblem(cause);
    } finally {
      await of.afterwards().catch(() => {});
      setBusy(undefined);
    }
  }
  const confirm = () => {
    // Opened by the press itself, or browsers keep it shut.
    const opened = openFieldsWindow();
    if (!opened) return void showToast(checkoutWords().blocked, { tone: "bad", durationMs: 12_000 });
    void act("confirm", async () => {
      try {
        const asked = await of.check();
        if (!asked) return;
        await opened.show(asked.action, asked.attemptId);
        await of.check();
      } finally {
        opened.close();
      }
    });
  };
  return {
    busy,
    confirm,
    giveUp: () => void act("leave", of.giveUp),
    /** Ends by looking what nobody can confirm any more. */
    look: () => void act("confirm", of.check),
  };
}

export function BankButtons(props: { answer: BankAnswer; confirm: string; giveUp: string }) {
  return (
    <div class="flex flex-wrap gap-2.5">
      <Button
        variant="primary"
        size="large"
        class="max-sm:w-full"
        busy={props.answer.busy() === "confirm"}
        onClick={props.answer.confirm}
      >
        {props.confirm}
      </Button>
      <Button
        size="large"
        class="max-sm:w-full"
        busy={props.answer.busy() === "leave"}
        onClick={props.answer.giveUp}
      >
        {props.giveUp}
      </Button>
    </div>
  );
}
