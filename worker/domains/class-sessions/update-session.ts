import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { enrollments } from "../../../tenant-schema/classes.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { usageQuery } from "../settings/in-use.ts";
import type { SessionInput } from "./schemas.ts";
import { endingWith, overlapping } from "./session-dates.ts";

/** Enrollments that one change may carry to another last day. */
const MAX_CARRIED = 5_000;

/**
 * Changes a session. Where it drops everybody at its end and the end moves, the enrollments that end with it move along
 * in the same change; whoever was dropped earlier stays so.
 * @throws NotFound, Conflict `changed_meanwhile` | `too_many_enrolled`, Precondition `kind_fixed` | `sessions_overlap`
 */
export async function updateSession(
  ctx: Context,
  sessionId: string,
  input: SessionInput & { readonly version: number },
): Promise<{ change: Committed | null; carried: number }> {
  requireRight(ctx, "settings", "full");
  const { version, ...fields } = input;
  const found = await read(ctx, {
    session: livingById("classSessions", sessionId),
    links: usageQuery({ table: "session_links", column: "session_id" }, sessionId),
    overlaps: select(
      { name: sql<string>`o.name`, className: sql<string>`c.name` },
      sql`${overlapping(sessionId, fields.startsOn, fields.endsOn)} limit 1`,
    ),
    ending: endingRows(sessionId),
  });
  const session = expectRow(found.session, "session", version);
  if (fields.kind !== session.kind && found.links[0]!.found > 0) throw kindFixed();
  if (found.overlaps[0]) throw overlap(found.overlaps[0]);
  const movesEnd = session.kind === "auto_drop" && fields.endsOn !== session.endsOn;
  const carried = movesEnd ? found.ending : [];
  if (carried.length > MAX_CARRIED) throw tooMany();
  const change = new Change(ctx, {
    action: "sessions.update",
    summary: `Changed the session ${fields.name}${carried.length > 0 ? ` and the last day of ${carried.length} enrollments` : ""}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  if (!change.update("classSessions", session, fields)) return { change: null, carried: 0 };
  for (const row of carried) change.update("enrollments", row, { endsOn: lastDay(row, fields.endsOn) });
  // Links may have come since: what was just read must still be so once all of it is written.
  change.also(sql`insert into guard (versions_apart) select 0 where (not exists (
    select 1 ${overlapping(sessionId, fields.startsOn, fields.endsOn)})) is not true`);
  change.also(sql`insert into guard (not_in_use) select 0 where (${fields.kind} = ${session.kind}
    or not exists (select 1 from session_links where session_id = ${sessionId} and deleted_at is null)) is not true`);
  try {
    return { change: await commit(ctx, change), carried: carried.length };
  } catch (error) {
    if (error instanceof Conflict && error.code === "versions_overlap") throw overlap(null);
    if (error instanceof GuardFailed && error.guard === "not_in_use") throw kindFixed();
    throw error;
  }
}

/** Somebody who begins after the new end would never come; their one day keeps the dates in order. */
function lastDay(row: Row<"enrollments">, endsOn: string | null): string | null {
  return endsOn !== null && endsOn < row.startsOn ? row.startsOn : endsOn;
}

function endingRows(sessionId: string): Query<Row<"enrollments">> {
  const ends = sql`(select ends_on from class_sessions where id = ${sessionId})`;
  return select(
    allColumns(enrollments),
    sql`from ${enrollments} where ${enrollments.id} in (select e.id ${endingWith(sql`${sessionId}`, ends)}
      limit ${MAX_CARRIED + 1})`,
  );
}

function kindFixed(): Precondition {
  const message =
    "Classes are held in this session already, so what happens at its end is fixed. Make another session instead.";
  return new Precondition("kind_fixed", message, [{ path: "kind", message }]);
}

function overlap(found: { readonly name: string; readonly className: string } | null): Precondition {
  const message = found
    ? `“${found.className}” is also held in “${found.name}”, and would be in both on the same day.`
    : "A class of this session was linked to another one in this very moment, and would be in both on the same day.";
  return new Precondition("sessions_overlap", message, [{ path: "startsOn", message }]);
}

function tooMany(): Conflict {
  return new Conflict(
    "too_many_enrolled",
    `More than ${MAX_CARRIED} enrollments end with this session. Make another session for the other dates instead.`,
  );
}
