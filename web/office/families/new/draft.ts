import { createEffect, on, onCleanup } from "solid-js";
import { storage } from "../../../shared/session.ts";
import type { NewFamily } from "./to-input.ts";

/** Drafts of families whose number is known lie apart, so that neither takes another's place. */
const keyFor = (phone: string | undefined) => (phone === undefined ? "new-family" : `new-family:${phone}`);
const restMs = 300;

export const keptDraft = (phone?: string) => storage().get<NewFamily>(keyFor(phone));

/** What is typed survives a reload and a stray click; it is kept for this person in this school only. */
export function keepDraft(values: NewFamily, isEmpty: () => boolean, phone?: string) {
  const key = keyFor(phone);
  const drafts = storage();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const keep = () => {
    clearTimeout(timer);
    if (isOver) return;
    if (isEmpty()) drafts.remove(key);
    else drafts.set(key, values);
  };
  createEffect(
    on(
      () => JSON.stringify(values),
      () => {
        clearTimeout(timer);
        timer = setTimeout(keep, restMs);
      },
      { defer: true },
    ),
  );
  addEventListener("pagehide", keep);
  onCleanup(() => {
    removeEventListener("pagehide", keep);
    keep();
  });
  return {
    /** After saving there is nothing to come back to. */
    discard() {
      isOver = true;
      clearTimeout(timer);
      drafts.remove(key);
    },
  };
}
