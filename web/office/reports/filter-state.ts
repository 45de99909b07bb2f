import { useSearchParams } from "@solidjs/router";
import { createMemo } from "solid-js";
import type { ReportField, ReportSummary } from "../../../worker/domains/reports/shapes.ts";
import type { ApiError } from "../../shared/api-error.ts";
import type { FormField } from "../../shared/form.ts";
import { withParams } from "../../shared/url-state.ts";

type Values = Readonly<Record<string, unknown>>;

/** The parameters of the address that one field of the form is kept in. */
const keysOf = (field: ReportField) => (field.kind === "period" ? ["period", "from", "to"] : [field.key]);

const kindOf = (report: ReportSummary, key: string) => report.fields.find((field) => field.key === key)?.kind;

function toText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean") return value ? "1" : "0";
  return String(value);
}

/** The page of a report with these filters; what is as it usually is stays out of the address. */
export function filterHref(report: ReportSummary, filter: Values = {}): string {
  const own = report.fields.flatMap(keysOf).map((key) => {
    const text = toText(filter[key]);
    return [key, text === toText(report.defaults[key]) ? undefined : text] as const;
  });
  return withParams(`/reports/${report.code}`, Object.fromEntries(own));
}

/** The filters of a report, kept in the address. */
export function createFilterState(report: () => ReportSummary, problem: () => ApiError | undefined) {
  const [params, setParams] = useSearchParams<Record<string, string>>();
  const current = (key: string): unknown => {
    const text = params[key];
    if (text === undefined) return report().defaults[key];
    const kind = kindOf(report(), key);
    if (kind === "switch") return text === "1";
    return kind === "money" && /^-?\d+$/.test(text) ? Number(text) : text;
  };
  const values = createMemo<Values>(() => {
    const isCustom = current("period") === "custom";
    const keys = report()
      .fields.flatMap(keysOf)
      .filter((key) => isCustom || (key !== "from" && key !== "to"));
    const set = keys.map((key) => [key, current(key)] as const);
    return Object.fromEntries(set.filter(([, value]) => value !== undefined && value !== ""));
  });
  const set = (key: string, value: unknown) => {
    const text = toText(value);
    setParams(
      { [key]: text === toText(report().defaults[key]) ? undefined : text || undefined },
      { replace: true },
    );
  };
  const field = (key: string): FormField => ({
    id: `filter-${key}`,
    name: key,
    value: () => current(key),
    set: (value) => set(key, value),
    error: () => problem()?.problem.fields?.find(({ path }) => path === key)?.message,
  });
  const isChanged = () => Object.keys(params).some((key) => report().fields.flatMap(keysOf).includes(key));
  const reset = () =>
    setParams(
      Object.fromEntries(
        report()
          .fields.flatMap(keysOf)
          .map((key) => [key, undefined]),
      ),
      { replace: true },
    );
  return { values, field, set, isChanged, reset };
}

export type FilterState = ReturnType<typeof createFilterState>;
