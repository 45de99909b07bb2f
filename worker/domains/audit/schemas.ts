import * as z from "zod/mini";

// Input and output of the audit log: wire, form and domain type at once.

const cursor = z.optional(z.string().check(z.maxLength(400)));
const word = z._default(z.string().check(z.trim(), z.maxLength(60)), "");
const date = z._default(
  z.string().check(z.regex(/^(\d{4}-\d{2}-\d{2})?$/, "Enter a date such as 2026-04-30")),
  "",
);

/** The audit log as its URL says it; dates are days of the account, inclusive on both ends. */
export const auditFilter = z.object({
  /** Who: the id of a person. */
  actor: word,
  /** What was done: `families.update`. */
  action: word,
  /** To which kind of record: the part of an action before the dot. */
  entity: word,
  /** The record whose history it is: a family, a person, a location. */
  subject: word,
  from: date,
  to: date,
  cursor,
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const historyFilter = z.object({ cursor });
export const changeRowsFilter = z.object({
  after: z._default(z.coerce.number().check(z.int(), z.minimum(-1)), -1),
});

/** One record of a change, before and after. */
export interface AuditRow {
  readonly position: number;
  readonly entity: string;
  readonly entityId: string;
  /** The record whose page shows it; null when there is none. */
  readonly subjectId: string | null;
  readonly op: "insert" | "update" | "delete" | "restore";
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** The reader may not see records of this kind: then before and after are left out. */
  readonly isHidden: boolean;
}

/** One act: who, what, when, from where, and the first of its records. */
export interface AuditEntry {
  readonly id: string;
  readonly at: number;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly via: string;
  readonly ip: string | null;
  readonly requestId: string | null;
  readonly action: string;
  readonly summary: string;
  readonly undoOf: string | null;
  readonly undoneBy: string | null;
  readonly undoUntil: number | null;
  /** Whether the reader may take it back at this moment. */
  readonly canUndo: boolean;
  readonly rowCount: number;
  readonly rows: readonly AuditRow[];
}

/** An entry looked into, with the names of what its rows point at. */
export interface NamedEntry extends AuditEntry {
  readonly names: Readonly<Record<string, string>>;
}

/** What the filters of the page can be set to. */
export interface AuditOptions {
  readonly actors: readonly { readonly id: string; readonly name: string }[];
  readonly actions: readonly string[];
}
