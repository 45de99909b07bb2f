import { type IdKind, newId } from "../../tenant-schema/ids.ts";
import { Change } from "../../worker/kernel/change.ts";
import { commit } from "../../worker/kernel/commit.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { systemContext } from "../harness/actors.ts";
import type { TestTenant } from "../harness/tenant.ts";

interface NewClass {
  readonly locationId: string;
  readonly weekday?: number;
  readonly programId?: string;
  readonly levelId?: string;
  readonly roomId?: string;
  readonly sessionIds?: readonly string[];
}

let made = 0;

/** A class of the year 2026 that meets once a week for an hour, with whatever hangs on it in this test. */
export async function addClass(tenant: TestTenant, facts: NewClass) {
  const { locationId, weekday = 1, programId, levelId, roomId, sessionIds = [] } = facts;
  const ids = { classId: newId("class"), slotId: newId("slot") };
  made += 1;
  await write(systemContext(tenant), (change) => {
    change.insert("classes", {
      id: ids.classId,
      locationId,
      name: `Class ${made}`,
      sortName: `class ${made}`,
      capacity: 10,
      startsOn: "2026-01-01",
      programId: programId ?? null,
      levelId: levelId ?? null,
    });
    change.insert("slots", { id: ids.slotId, classId: ids.classId });
    change.insert("slotVersions", {
      id: newId("slotVersion"),
      ...ids,
      startsOn: "2026-01-01",
      weekday,
      startMinute: 960,
      durationMinutes: 60,
      roomId: roomId ?? null,
    });
    for (const sessionId of sessionIds)
      change.insert("sessionLinks", { id: newId("sessionLink"), sessionId, classId: ids.classId });
  });
  return ids;
}

/** One change of the test's own, outside every use-case. */
export async function write(ctx: Context, fill: (change: Change, id: (kind: IdKind) => string) => void) {
  const change = new Change(ctx, { action: "test", summary: "test", right: null });
  fill(change, (kind) => newId(kind));
  return commit(ctx, change);
}
