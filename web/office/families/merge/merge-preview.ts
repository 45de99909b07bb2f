import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { MergePreview } from "../../../../worker/domains/families/shapes.ts";
import { api } from "../../../shared/api.ts";
import { type ApiError, isAbort, toApiError } from "../../../shared/api-error.ts";

/** What a merge in this order would do. While another order is asked for, the last answer stays in sight. */
export function createMergePreview(familyIds: Accessor<string[]>) {
  const [data, setData] = createSignal<MergePreview>();
  const [error, setError] = createSignal<ApiError>();
  const [isStale, setStale] = createSignal(true);
  let flight: AbortController | undefined;

  async function load(ids: string[]) {
    flight?.abort();
    const mine = new AbortController();
    flight = mine;
    setStale(true);
    setError(undefined);
    try {
      const answer = await api.post<MergePreview>(
        "/families/merge-preview",
        { familyIds: ids },
        { signal: mine.signal },
      );
      if (flight !== mine) return;
      setData(answer);
      setStale(false);
    } catch (cause) {
      if (flight === mine && !isAbort(cause)) setError(toApiError(cause));
    }
  }

  createEffect(on(familyIds, (ids) => void load(ids)));
  onCleanup(() => flight?.abort());
  return { data, error, isStale, refetch: () => void load(familyIds()) };
}
