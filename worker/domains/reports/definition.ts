import type * as z from "zod/mini";
import type { Queries, RowsOf } from "../../../control-plane/tenant-database.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Context, StaffActor } from "../../kernel/context.ts";
import type { Right } from "../../kernel/permissions.ts";
import type { ReportArea, ReportField, ReportLayout, ReportRow } from "./shapes.ts";

/**
 * For whom and as of when a report is made. Its actor is the person whose rights decide what is in reach, also in a
 * background task; `read` is how queries go out there or in a request.
 */
export interface ReportScope {
  readonly ctx: Context<StaffActor>;
  readonly read: <Q extends Queries>(queries: Q) => Promise<RowsOf<Q>>;
  /** The school's day on which it was started. */
  readonly on: IsoDate;
}

/** Where the next page begins; whatever JSON holds. */
export type Position = readonly (string | number | null)[];

export interface PageRequest<Filter> {
  readonly filter: Filter;
  /** What `begin` answered. */
  readonly bound: unknown;
  /** Null: from the top. */
  readonly after: Position | null;
  readonly limit: number;
}

export interface ReportPage {
  readonly rows: readonly ReportRow[];
  /** Null: that was the last one. */
  readonly next: Position | null;
  /** Grand totals that are not the sums of the rows, by column; with the last page. */
  readonly totals?: Readonly<Record<string, number>>;
}

interface ReportFacts {
  readonly code: string;
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly about: string;
  readonly area: ReportArea;
  readonly right: Right;
  /**
   * What its rows hang on. A grant for own classes only shows the rows of those classes; an account, a payment or a stored
   * method is no class's, so whoever has nothing but own classes is told that instead of being shown an empty report.
   */
  readonly subject: "classes" | "accounts";
  readonly fields: readonly ReportField[];
}

interface Definition<Schema extends z.ZodMiniType> extends ReportFacts {
  readonly filter: Schema;
  /** Read once when a run begins: what keeps its pages of one piece, such as the last posting there is. */
  readonly begin?: (scope: ReportScope, filter: z.output<Schema>) => Promise<unknown>;
  readonly layout: (
    scope: ReportScope,
    filter: z.output<Schema>,
    bound: unknown,
  ) => ReportLayout | Promise<ReportLayout>;
  /** One page in order; pages follow one another by key, never by counting. */
  readonly page: (scope: ReportScope, request: PageRequest<z.output<Schema>>) => Promise<ReportPage>;
}

/** A report as the engine runs it, whatever its filter is. */
export interface Report extends ReportFacts {
  readonly filter: z.ZodMiniType;
  readonly begin: (scope: ReportScope, filter: unknown) => Promise<unknown>;
  readonly layout: (scope: ReportScope, filter: unknown, bound: unknown) => Promise<ReportLayout>;
  readonly page: (scope: ReportScope, request: PageRequest<unknown>) => Promise<ReportPage>;
}

/** The one definition from which every format of a report is made. */
export function defineReport<Schema extends z.ZodMiniType>(definition: Definition<Schema>): Report {
  const { begin, layout, page, ...facts } = definition;
  const own = (filter: unknown) => filter as z.output<Schema>;
  return {
    ...facts,
    begin: async (scope, filter) => (begin ? begin(scope, own(filter)) : null),
    layout: async (scope, filter, bound) => layout(scope, own(filter), bound),
    page: (scope, request) => page(scope, { ...request, filter: own(request.filter) }),
  };
}
