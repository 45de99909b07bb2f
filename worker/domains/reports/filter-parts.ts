import * as z from "zod/mini";
import { isIsoDate } from "../../../tenant-schema/dates.ts";
import type { ReportScope } from "./definition.ts";
import { type Span, spanOf } from "./periods.ts";
import { type Period, periods } from "./schemas.ts";
import type { RecordKind, ReportField } from "./shapes.ts";

// What filters of reports are made of: how a part is checked, and how the form asks for it.

const isoDate = z.string().check(z.refine(isIsoDate, "Enter a date such as 2026-11-21"));
const recordId = z.optional(z.string().check(z.minLength(5), z.maxLength(40)));

/** Keys of a span of days; `checkSpan` belongs to it. */
export const spanParts = (usual: Period) => ({
  period: z._default(z.enum(periods), usual),
  from: z.optional(isoDate),
  to: z.optional(isoDate),
});

interface SpanFilter {
  readonly period: Period;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const checkSpan = <Filter extends SpanFilter>() =>
  z.superRefine<Filter>((filter, context) => {
    if (filter.period !== "custom") return;
    const problem = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (!filter.from) problem("from", "Choose the first day");
    if (!filter.to) problem("to", "Choose the last day");
    if (filter.from && filter.to && filter.to < filter.from) problem("to", "This is before the first day");
  });

export const spanField: ReportField = { kind: "period", key: "period", label: "Days" };

export function spanOfFilter(scope: ReportScope, filter: SpanFilter): Span {
  const { from, to } = filter;
  return spanOf(filter.period, scope.on, { ...(from ? { from } : {}), ...(to ? { to } : {}) });
}

export const optionalDay = z.optional(isoDate);
export const flagPart = (usual: boolean) => z._default(z.boolean(), usual);
export const recordPart = recordId;

const RECORD_LABELS: Readonly<Record<RecordKind, string>> = {
  location: "Location",
  program: "Program",
  level: "Level",
  instructor: "Instructor",
  category: "Charge category",
  dropReason: "Reason",
};

export function recordField(of: RecordKind): ReportField {
  return { kind: "record", key: of, label: RECORD_LABELS[of], of };
}

export function choiceField(
  key: string,
  label: string,
  options: Readonly<Record<string, string>>,
): ReportField {
  const list = Object.entries(options).map(([value, text]) => ({ value, label: text }));
  return { kind: "choice", key, label, options: list };
}
