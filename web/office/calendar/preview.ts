import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { api } from "../../shared/api.ts";
import { type ApiError, isAbort, toApiError } from "../../shared/api-error.ts";

interface Question {
  readonly path: string;
  readonly body: unknown;
}

export interface Preview<T> {
  readonly answer: Accessor<T | undefined>;
  /** Why there is no answer, in a sentence. */
  readonly problem: Accessor<string | undefined>;
  readonly isAsking: Accessor<boolean>;
}

/** A hand that still types asks nothing. */
const restMs = 180;

/** What an act would do, asked again whenever what it is about changes; the answer before stays until then. */
export function createPreview<T>(question: Accessor<Question | undefined>): Preview<T> {
  const [answer, setAnswer] = createSignal<T>();
  const [error, setError] = createSignal<ApiError>();
  const [isAsking, setAsking] = createSignal(false);
  const text = createMemo(() => JSON.stringify(question()));
  createEffect(
    on(text, (asked, before) => {
      setError(undefined);
      if (asked === undefined) {
        setAnswer(undefined);
        return setAsking(false);
      }
      setAsking(true);
      const mine = new AbortController();
      const timer = setTimeout(() => void ask(asked, mine.signal), before === undefined ? 0 : restMs);
      onCleanup(() => {
        clearTimeout(timer);
        mine.abort();
      });
    }),
  );

  async function ask(asked: string, signal: AbortSignal) {
    const { path, body } = JSON.parse(asked) as Question;
    try {
      const found = await api.post<T>(path, body, { signal });
      setAnswer(() => found);
    } catch (cause) {
      if (isAbort(cause)) return;
      setAnswer(undefined);
      setError(toApiError(cause));
    }
    setAsking(false);
  }

  // "Some of the fields cannot be accepted" helps nobody who is looking at all of them.
  const problem = () => error()?.problem.fields?.[0]?.message ?? error()?.message;
  return { answer, problem, isAsking };
}
