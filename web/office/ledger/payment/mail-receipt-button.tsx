import { createSignal, Show } from "solid-js";
import { can } from "../../../shared/session.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { MailIcon } from "../../../shared/ui/icons.tsx";
import { refreshMoney } from "../announce-money.ts";
import { payments } from "../calls.ts";

/** Sends the family the receipt of a payment, or the note of a credit. */
export function MailReceiptButton(props: { paymentId: string }) {
  const [busy, setBusy] = createSignal(false);
  async function mail() {
    setBusy(true);
    try {
      const { sentTo } = await payments.mailReceipt(props.paymentId);
      showToast(`It is on its way to ${sentTo}`, { tone: "good" });
      refreshMoney();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Show when={can("payments", "full")}>
      <Button icon={MailIcon} busy={busy()} onClick={() => void mail()}>
        Mail it
      </Button>
    </Show>
  );
}
