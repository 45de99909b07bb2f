import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { HoldInput } from "../../../../worker/domains/enrollments/schemas.ts";
import { enrollments } from "../calls.ts";

const refreshAheadMs = 60_000;
const refreshLeastMs = 5_000;

/**
 * Keeps a place for one student while a person decides, so that it is still there when they press Enroll. A place that
 * cannot be held is no obstacle here: whether there is one is decided when it is taken.
 */
export function createHeldPlace(wanted: Accessor<HoldInput | undefined>) {
  const [id, setId] = createSignal<string>();
  const key = createMemo(() => JSON.stringify(wanted() ?? null));
  const release = (holdId: string) => void enrollments.release(holdId).catch(() => {});

  createEffect(
    on(key, () => {
      const input = wanted();
      if (!input) return;
      let isOff = false;
      let timer: ReturnType<typeof setTimeout> | undefined;

      function refreshBefore(holdId: string, expiresAt: number) {
        const inMs = Math.max(refreshLeastMs, expiresAt - Date.now() - refreshAheadMs);
        timer = setTimeout(async () => {
          const kept = await enrollments.keepHold(holdId).catch(() => undefined);
          if (kept && !isOff) refreshBefore(holdId, kept.expiresAt);
        }, inMs);
      }

      async function take(held: HoldInput) {
        const outcome = await enrollments.hold(held).catch(() => undefined);
        if (outcome?.outcome !== "held") return;
        if (isOff) return release(outcome.id);
        setId(outcome.id);
        refreshBefore(outcome.id, outcome.expiresAt);
      }

      void take(input);
      onCleanup(() => {
        isOff = true;
        clearTimeout(timer);
        const holdId = id();
        setId(undefined);
        if (holdId) release(holdId);
      });
    }),
  );

  /** `forget` when the place was taken: what is taken is not to be released. */
  return { id, forget: () => setId(undefined) };
}
