import { sql } from "drizzle-orm";
import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { settleAbsenceToken } from "../makeups/absence-token.ts";
import { TokenBook } from "../makeups/token-book.ts";
import { type MarkContent, type MarkFacts, said } from "./decide-mark.ts";
import { markId } from "./mark-fields.ts";
import type { MarkPlace, MarkSituation } from "./mark-queries.ts";
import { expectedAt } from "./roll-sheet-students.ts";
import type { TokenEvent } from "./shapes.ts";

/** One mark that is to be written. */
export interface MarkWrite {
  readonly place: MarkPlace;
  readonly facts: MarkFacts;
  readonly content: MarkContent;
}

/** Puts marks into a change, with what they do to makeup tokens; answers that by mark. */
export function writeMarks(
  ctx: Context,
  change: Change,
  situation: MarkSituation,
  writes: readonly MarkWrite[],
): Map<string, TokenEvent | null> {
  // New rows first: what has one shape travels in one statement.
  const newFirst = [...writes].sort(
    (a, b) => Number(a.facts.current !== null) - Number(b.facts.current !== null),
  );
  for (const write of newFirst) writeMark(change, write);
  guardMeetings(change, writes);
  const book = new TokenBook(ctx, change, situation.rules.makeups, situation.found);
  const events = new Map(writes.map((write) => [markId(write.place), settleToken(book, situation, write)]));
  book.guardCap();
  return events;
}

function writeMark(change: Change, { place, facts, content }: MarkWrite): void {
  const { studentId, slotId, meetsOn, classId } = place;
  const fields = { ...content, enrollmentId: place.enrollmentId as string };
  if (facts.current === null) {
    change.insert("attendance", { id: markId(place), studentId, slotId, meetsOn, classId, ...fields });
  } else {
    // A row that an undo deleted lives again.
    change.update("attendance", facts.current, { ...fields, deletedAt: null, deletedChangeId: null });
  }
}

/** Nobody is marked who was dropped meanwhile, nor at a meeting that was cancelled meanwhile. */
function guardMeetings(change: Change, writes: readonly MarkWrite[]): void {
  const marks = JSON.stringify(writes.map(({ place }) => [place.enrollmentId, place.slotId, place.meetsOn]));
  const stays = expectedAt(sql`j.value->>1`, sql`j.value->>2`);
  change.guard(
    "row_living",
    sql`not exists (select 1 from json_each(${marks}) j left join enrollments e on e.id = j.value->>0 and ${stays}
      left join meeting_exceptions x on x.slot_id = j.value->>1 and x.meets_on = j.value->>2 and x.deleted_at is null
      where e.id is null or x.is_cancelled)`,
  );
}

function settleToken(
  book: TokenBook,
  situation: MarkSituation,
  { place, facts, content }: MarkWrite,
): TokenEvent | null {
  const current = said(facts.current);
  return settleAbsenceToken(book, situation.rules.makeups, {
    before: current && { ...current, saidAtMs: current.markedAt },
    after: { ...content, saidAtMs: content.markedAt },
    missed: place,
    kind: place.kind as string,
    startMs: facts.meeting!.startMs,
  });
}

const TRIES = 4;

/**
 * Reads, decides and commits again when somebody was faster: what they did is then part of what is decided about, so
 * that one lost mark does not cost the others.
 */
export async function untilCommitted<T>(once: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once();
    } catch (error) {
      if (attempt === TRIES || !isLostRace(error)) throw error;
    }
  }
}

function isLostRace(error: unknown): boolean {
  if (error instanceof Conflict) return ["changed_meanwhile", "gone_meanwhile"].includes(error.code);
  if (error instanceof GuardFailed) return error.guard === "token_left";
  return error instanceof UniqueViolation && /^(attendance|makeup_tokens)\./.test(error.columns[0] ?? "");
}
