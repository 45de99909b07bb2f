import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { WriteOptions } from "../../shared/api.ts";
import { type ApiError, isAbort, toApiError } from "../../shared/api-error.ts";

const restMs = 180;

export type LivePreview<Answer> = ReturnType<typeof createLivePreview<object, Answer>>;

/**
 * What would come of a form, asked anew whenever it rests. The last answer stays while the next is under way; `isCurrent`
 * says whether it is that of what is wanted now.
 */
export function createLivePreview<Input extends object, Answer>(
  wanted: Accessor<Input | undefined>,
  ask: (input: Input, options: WriteOptions) => Promise<Answer>,
) {
  const [answer, setAnswer] = createSignal<{ key: string; data: Answer }>();
  const [error, setError] = createSignal<ApiError>();
  const [turn, setTurn] = createSignal(0);
  const key = createMemo(() => JSON.stringify(wanted() ?? null));

  createEffect(
    on([key, turn], ([current]) => {
      const input = wanted();
      if (!input) {
        setAnswer(undefined);
        setError(undefined);
        return;
      }
      const flight = new AbortController();
      const timer = setTimeout(async () => {
        try {
          const data = await ask(input, { signal: flight.signal });
          setError(undefined);
          setAnswer(() => ({ key: current, data }));
        } catch (cause) {
          if (isAbort(cause)) return;
          setAnswer(undefined);
          setError(toApiError(cause));
        }
      }, restMs);
      onCleanup(() => {
        clearTimeout(timer);
        flight.abort();
      });
    }),
  );

  return {
    data: () => answer()?.data,
    error,
    isCurrent: () => answer()?.key === key(),
    refetch: () => setTurn((count) => count + 1),
  };
}
