import type { Query } from "../../../control-plane/query.ts";
import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { wantedQueries } from "../enrollments/wanted-place.ts";
import { studentQueries } from "../enrollments/wanted-students.ts";
import { registrationQuery } from "./cart-queries.ts";
import type { CartKind } from "./schemas.ts";

/** A line as it is asked for: of a cart, looked at before, or of a request that staff approve. */
export interface AskedLine {
  readonly id: string;
  readonly kind: CartKind;
  readonly classId: string;
  readonly studentId: string;
  readonly slotIds: readonly string[] | null;
  readonly startsOn: string;
  readonly note: string | null;
  /** The place that is, or was, kept for it. */
  readonly hold: Row<"placeHolds"> | null;
}

export interface WantedLine {
  readonly classId: string;
  readonly kind: "active" | "trial" | "single_day";
  readonly slotIds: readonly string[] | null;
  readonly startsOn: string;
  readonly endsOn: null;
  readonly sessionId: null;
  readonly holdId?: string;
  readonly holderId: string;
}

/** Who waits wants what somebody active has. */
export function wantedLine(line: AskedLine, familyId: string): WantedLine {
  const { classId, kind, slotIds, startsOn, hold } = line;
  return {
    ...{ classId, slotIds, startsOn, endsOn: null, sessionId: null, holderId: familyId },
    kind: kind === "wait" ? "active" : kind,
    ...(hold === null ? {} : { holdId: hold.id }),
  };
}

/** Everything that decides about one line. */
function queriesOf(ctx: Context, line: AskedLine, familyId: string, purpose: "write" | "preview") {
  return {
    ...wantedQueries(ctx, wantedLine(line, familyId), purpose),
    ...studentQueries([line.studentId], line.classId, ctx.nowMs),
    registration: registrationQuery(line),
  };
}
export type FoundLine = RowsOf<ReturnType<typeof queriesOf>>;

/** What decides about lines, all in one trip with whatever else is asked. `ctx` has the right to see the classes. */
export async function readLines<Q extends Readonly<Record<string, Query<unknown>>>>(
  ctx: Context,
  lines: readonly AskedLine[],
  familyId: string,
  also: Q,
  purpose: "write" | "preview" = "preview",
) {
  const own = lines.flatMap((line, i) =>
    Object.entries(queriesOf(ctx, line, familyId, purpose)).map(
      ([name, query]) => [`${name}${i}`, query as Query<unknown>] as const,
    ),
  );
  const answers = await read(ctx, { ...also, ...Object.fromEntries(own) });
  const rows = answers as unknown as Readonly<Record<string, readonly unknown[]>>;
  const names = lines[0] ? Object.keys(queriesOf(ctx, lines[0], familyId, purpose)) : [];
  const found = lines.map(
    (_line, i) =>
      Object.fromEntries(names.map((name) => [name, rows[`${name}${i}`]])) as unknown as FoundLine,
  );
  return { answers, found };
}
