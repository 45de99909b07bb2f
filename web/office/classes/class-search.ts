import { useSearchParams } from "@solidjs/router";
import { followAfterPaint } from "../../shared/after-paint.ts";
import { useQuickParam, withParams } from "../../shared/url-state.ts";

export type ClassSearch = ReturnType<typeof createClassSearch>;

/** In the order of the first data in the document. */
export const filterNames = [
  "status",
  "program",
  "level",
  "location",
  "day",
  "from",
  "to",
  "instructor",
  "room",
  "session",
  "keyword",
  "online",
  "openings",
  "on",
  "years",
  "months",
  "gender",
  "sort",
] as const;
export type FilterName = (typeof filterNames)[number];

/** What the classes list is narrowed by, as its address says it. */
export function createClassSearch() {
  const [typed, setTyped] = useQuickParam("q");
  const [params, setParams] = useSearchParams();
  const q = followAfterPaint(() => typed().trim());
  const value = (name: FilterName): string => {
    const raw = params[name];
    return (Array.isArray(raw) ? raw[0] : raw) ?? "";
  };
  const filterParams = () => ({
    q: q(),
    ...Object.fromEntries(filterNames.map((name) => [name, value(name) || undefined])),
  });
  const set = (changed: Partial<Record<FilterName, string | undefined>>) =>
    setParams(changed as Record<string, string | undefined>, { replace: true });
  return {
    typed,
    setTyped,
    q,
    value,
    set,
    path: () => withParams("/classes", filterParams()),
    filterParams: filterParams as () => Record<string, string | undefined>,
    isNarrowed: () => Boolean(q() || filterNames.some((name) => name !== "sort" && value(name))),
    clear: () => {
      setTyped(undefined);
      set(Object.fromEntries(filterNames.map((name) => [name, undefined])));
    },
  };
}
