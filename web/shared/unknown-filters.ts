import { useSearchParams } from "@solidjs/router";
import type { ApiError } from "./api-error.ts";

/** Which filters of the address an answer refused, and how to go on without them; the others stay. */
export function createUnknownFilters(error: () => ApiError) {
  const [params, setParams] = useSearchParams();
  const refused = () => [...new Set(error().problem.fields?.map(({ path }) => path) ?? [])];
  const names = () => (error().status === 400 ? refused().filter((name) => params[name] !== undefined) : []);
  return {
    any: () => names().length > 0,
    text: () =>
      names()
        .map((name) => `${name} “${params[name]}”`)
        .join(", "),
    clear: () => setParams(Object.fromEntries(names().map((name) => [name, undefined])), { replace: true }),
  };
}
