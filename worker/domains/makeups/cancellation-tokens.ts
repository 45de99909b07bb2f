import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import type { MakeupRules } from "../school-rules/schemas.ts";
import { type MissedMeeting, TokenBook, type TokenQueries, tokensOf } from "./token-book.ts";
import type { StoredToken } from "./token-moves.ts";

/** A student who would have come to a meeting that is cancelled. */
export interface MissesCancelled extends MissedMeeting {
  readonly classId: string;
  readonly locationId: string;
  readonly programId: string | null;
}

interface FoundTokens {
  readonly tokens: readonly StoredToken[];
  readonly issued: readonly { readonly studentId: string; readonly tokens: number }[];
}

/**
 * What has to be read before meetings are cancelled with makeups, or restored: who is expected at them, except for a
 * trial, and the tokens these students have for them. Goes into the one read of the use-case that found the meetings.
 */
export function cancellationQueries(
  ctx: Context,
  meetings: readonly { readonly slotId: string; readonly meetsOn: string }[],
): { students: Query<MissesCancelled> } & TokenQueries {
  const named = JSON.stringify(meetings.map(({ slotId, meetsOn }) => [slotId, meetsOn]));
  const students: SQL = sql`from json_each(${named}) j cross join slots s on s.id = j.value->>0
    cross join enrollments e on e.class_id = s.class_id and coalesce(e.ends_on, '9999-12-31') >= j.value->>1
      and e.starts_on <= j.value->>1 and e.deleted_at is null and e.kind in ('active', 'makeup', 'single_day')
      and (e.slot_ids is null or instr(e.slot_ids, s.id) > 0)
    join classes c on c.id = s.class_id`;
  return {
    students: select(
      {
        studentId: sql<string>`e.student_id`,
        slotId: sql<string>`s.id`,
        meetsOn: sql<string>`j.value->>1`,
        classId: sql<string>`c.id`,
        locationId: sql<string>`c.location_id`,
        programId: sql<string | null>`c.program_id`,
      },
      students,
    ),
    ...tokensOf(
      ctx,
      sql`(select distinct e.student_id, s.id as slot_id, j.value->>1 as meets_on ${students})`,
    ),
  };
}

/**
 * Issues a makeup token to every student of cancelled meetings, as part of the change that cancels them. Answers how
 * many were issued; whoever has a token for that meeting already, or reached the cap, gets none.
 */
export function issueForCancellation(
  ctx: Context,
  change: Change,
  found: { readonly students: readonly MissesCancelled[] } & FoundTokens,
  options: {
    readonly rules: MakeupRules;
    readonly expiresOn?: string | null | undefined;
    readonly ignoresCap?: boolean;
  },
): number {
  const { rules, expiresOn, ignoresCap = false } = options;
  const book = new TokenBook(ctx, change, rules, found);
  const issued = found.students.filter((student) =>
    book.issue(student, { origin: "cancellation", expiresOn, ignoresCap }),
  );
  book.guardCap();
  return issued.length;
}

/**
 * Takes back what a cancellation issued, as part of the change that restores the meetings; what was spent stays. Reads
 * the same `cancellationQueries`.
 */
export function revokeForRestore(
  ctx: Context,
  change: Change,
  found: { readonly students: readonly MissesCancelled[] } & FoundTokens,
  rules: MakeupRules,
): { readonly revoked: number; readonly kept: number } {
  const book = new TokenBook(ctx, change, rules, found);
  const missed = new Map(found.students.map((one) => [`${one.studentId} ${one.slotId} ${one.meetsOn}`, one]));
  const events = [...missed.values()].map((one) => book.revoke(one, "cancellation"));
  const count = (event: string) => events.filter((one) => one === event).length;
  return { revoked: count("revoked"), kept: count("kept") };
}
