import { createMemo, createSignal } from "solid-js";
import { createQuery } from "../../shared/query.ts";

/**
 * What a form shows for a day, asked anew for every day that is chosen. The last answer outlives a day that could not be
 * asked, and with it what was typed beside it; nothing is to be sent by an answer that is not of the chosen day.
 */
export function askedByDay<T>(pathOf: (day: string | undefined) => string) {
  const [day, choose] = createSignal<string>();
  const query = createQuery<T>(() => pathOf(day()), { keepPrevious: true });
  const data = createMemo<T | undefined>((before) => query.data() ?? before);
  return {
    query: { ...query, data },
    choose,
    isBehind: () => query.data() === undefined || query.refreshing(),
    /** Why the chosen day could not be asked, beside the answer of the one before. */
    problem: () => (query.data() === undefined ? query.error() : undefined),
  };
}

export type AskedByDay<T> = ReturnType<typeof askedByDay<T>>;
