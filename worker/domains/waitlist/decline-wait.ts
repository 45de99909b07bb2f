import type { Row } from "../../../tenant-schema/entities.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";

/** Takes an entry out of the queue for good; it stays for the record. */
export function declineWait(
  ctx: Context,
  change: Change,
  row: Row<"enrollments">,
  note: string | null,
): void {
  change.update("enrollments", row, {
    waitState: "declined",
    endsOn: lastDay(ctx, row),
    droppedAt: ctx.nowMs,
    dropNote: note,
  });
}

/** A wait for a later day ends with that day: nothing ends before it begins. */
export function lastDay(ctx: Context, row: Row<"enrollments">): string {
  return [today(ctx), row.startsOn].sort()[1] as string;
}
