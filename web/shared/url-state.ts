import { useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, on, onCleanup } from "solid-js";

/** One search parameter as a signal. `undefined` or "" removes it; history is replaced unless `push` is asked for. */
export function useParam(name: string, options: { push?: boolean } = {}) {
  const [params, setParams] = useSearchParams();
  const value = () => {
    const raw = params[name];
    return (Array.isArray(raw) ? raw[0] : raw) ?? "";
  };
  const set = (next: string | undefined) =>
    setParams({ [name]: next || undefined }, { replace: !options.push });
  return [value, set] as const;
}

/**
 * Shows a change at once and writes it to the address when the hand rests: typing and walking through rows must not
 * wait for the router.
 */
export function useQuickParam(name: string, delayMs = 140) {
  const [param, setParam] = useParam(name);
  const [value, setValue] = createSignal(param());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = param();
  createEffect(
    on(
      param,
      (next) => {
        // The echo of our own write may arrive after the next key: only a change from elsewhere replaces what is typed.
        if (next === written) return;
        written = next;
        clearTimeout(timer);
        setValue(next);
      },
      { defer: true },
    ),
  );
  onCleanup(() => clearTimeout(timer));
  const set = (next: string | undefined) => {
    setValue(next ?? "");
    clearTimeout(timer);
    timer = setTimeout(() => {
      written = next ?? "";
      setParam(next);
    }, delayMs);
  };
  return [value, set, param] as const;
}

/** Adds what is set to a path, in a stable order, so that equal filters share one cached answer. */
export function withParams(path: string, params: Record<string, string | undefined>) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) if (value) search.set(name, value);
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}
