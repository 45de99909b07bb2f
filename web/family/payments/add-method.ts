import { createSignal } from "solid-js";
import type { FinishMethodOutcome, MethodBegun } from "../../../worker/domains/payments/shapes.ts";
import { api } from "../../shared/api.ts";
import { openFieldsWindow } from "../../shared/open-fields.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { checkoutWords } from "../words/checkout.ts";

/** Lets a card or bank account be entered on the processor's own page, and keeps it; `onKept` is told its id. */
export function createAddMethod(onKept: (methodId: string) => void) {
  const [busy, setBusy] = createSignal(false);
  async function add() {
    const fields = openFieldsWindow();
    if (!fields) return void showToast(checkoutWords().blocked, { tone: "bad", durationMs: 12_000 });
    setBusy(true);
    try {
      const begun = await api.post<MethodBegun>("/payments/methods");
      if (!(await fields.show(begun.fields, begun.setupId, begun.payer))) return;
      const kept = await api.post<FinishMethodOutcome>(`/payments/methods/setups/${begun.setupId}/finish`);
      if (kept.outcome === "saved") onKept(kept.methodId);
      else showToast(kept.message, { durationMs: 12_000 });
    } catch (cause) {
      fields.close();
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return { add: () => void add(), busy };
}
