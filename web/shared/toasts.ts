import { createSignal } from "solid-js";
import { toApiError } from "./api-error.ts";

export type ToastTone = "plain" | "good" | "bad";

export type Toast = {
  id: number;
  title: string;
  detail?: string;
  tone: ToastTone;
  durationMs: number;
  undo?: () => Promise<void> | void;
  action?: { label: string; run: () => void };
};

/** Undo is promised for at least this long, and the clock stands still under the pointer or the focus. */
const undoMs = 20_000;
const plainMs = 6_000;
const shownMax = 4;

let lastId = 0;
const [toasts, setToasts] = createSignal<Toast[]>([]);

export { toasts };

export function showToast(title: string, options: Partial<Omit<Toast, "id" | "title">> = {}) {
  lastId += 1;
  const durationMs = options.durationMs ?? (options.undo ? undoMs : plainMs);
  const toast: Toast = { tone: "plain", ...options, durationMs, id: lastId, title };
  setToasts((current) => [...current, toast].slice(-shownMax));
  return toast.id;
}

export const dismissToast = (id: number) =>
  setToasts((current) => current.filter((toast) => toast.id !== id));

export function showProblem(cause: unknown, title?: string) {
  const error = toApiError(cause);
  const said = title ?? error.problem.title;
  const detail = error.message === said ? undefined : error.message;
  showToast(said, { detail, tone: "bad", durationMs: 12_000 });
}

export async function runUndo(toast: Toast) {
  dismissToast(toast.id);
  try {
    await toast.undo?.();
    showToast("Undone", { tone: "good" });
  } catch (cause) {
    showProblem(cause, "Could not be undone");
  }
}
