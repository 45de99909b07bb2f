import { sql } from "drizzle-orm";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { addOneDays } from "./add-one-days.ts";
import { changeMeetings } from "./change-meetings.ts";
import { readWorld } from "./demo-world.ts";
import { addDrops, fillWaitlists } from "./fill-waitlists.ts";
import { issueMakeups } from "./issue-makeups.ts";
import { markAttendance } from "./mark-attendance.ts";
import type { DemoSchool } from "./schools.ts";

/** What happened in a demonstration school lately and is about to: once, when its first families are there. */
export async function liveIn(ctx: Context, school: DemoSchool): Promise<void> {
  const change = new Change(ctx, {
    action: "demo.life",
    summary: "Brought the demonstration school to life",
    right: null,
  });
  const world = await readWorld(ctx, school, change);
  fillWaitlists(world);
  addDrops(world);
  addOneDays(world);
  issueMakeups(world, markAttendance(world));
  changeMeetings(world);
  change.also(sql`insert into counters (name, value) values ('demo_life', 1) on conflict (name) do nothing`);
  await commit(ctx, change);
}
