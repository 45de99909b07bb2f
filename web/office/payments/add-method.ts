import { createSignal } from "solid-js";
import { invalidate } from "../../shared/cache.ts";
import { openFieldsWindow } from "../../shared/open-fields.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { methods } from "./calls.ts";

export const refreshMethods = () => invalidate("/payments", "/history", "/audit");

/** Lets a card or bank account be entered on the processor's own page, and keeps it. */
export function createAddMethod(familyId: () => string) {
  const [busy, setBusy] = createSignal(false);
  async function add() {
    const fields = openFieldsWindow();
    if (!fields) {
      showToast("The window was blocked", {
        tone: "bad",
        detail: "Allow windows of this site, then try again.",
      });
      return;
    }
    setBusy(true);
    try {
      const begun = await methods.begin(familyId());
      if (!(await fields.show(begun.fields, begun.setupId, begun.payer))) return;
      const kept = await methods.finish(begun.setupId);
      if (kept.outcome === "saved") showToast("The payment method was kept", { tone: "good" });
      else showToast(kept.message, { durationMs: 12_000 });
      refreshMethods();
    } catch (cause) {
      fields.close();
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return { add: () => void add(), busy };
}
