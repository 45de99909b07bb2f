import { addDays } from "../../../tenant-schema/dates.ts";
import { type Context, type GuardianActor, requireRole, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { comingEvents, familyEvents } from "./family-events.ts";
import type { ComingUp } from "./shapes.ts";

const MOST_EVENTS = 15;
const DAYS_AHEAD = 30;
const DAY_MS = 86_400_000;

/** What the family's children have before them: up to fifteen meetings of thirty days, also those that are off. */
export async function getComingUp(ctx: Context<GuardianActor>): Promise<ComingUp> {
  requireRole(ctx, "pickup_only");
  // A day more at both ends: at another location it may be another day.
  const span = { from: addDays(today(ctx), -1), to: addDays(today(ctx), DAYS_AHEAD + 1) };
  const { rows } = await read(ctx, { rows: familyEvents(ctx.actor.familyId, span) });
  const until = ctx.nowMs + DAYS_AHEAD * DAY_MS;
  const events = comingEvents(rows).filter(
    ({ startsAtMs, endsAtMs }) => endsAtMs > ctx.nowMs && startsAtMs <= until,
  );
  return { events: events.slice(0, MOST_EVENTS), hasMore: events.length > MOST_EVENTS };
}
