import { type SQL, sql } from "drizzle-orm";
import { allColumns, json, type Query, select } from "../../../control-plane/query.ts";
import { activityItems } from "../../../tenant-schema/portal.ts";
import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, type GuardianActor, requireRole } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { OPEN_STATES } from "./activity-rows.ts";
import type { RequestItem } from "./approval.ts";
import { APPROVALS } from "./approvals.ts";
import { mustBeOpen } from "./item-writes.ts";
import type { OwnRequest } from "./own-shapes.ts";
import type { ActivityKind } from "./schemas.ts";

const DAY_MS = 86_400_000;
/** For how long a family is shown what was decided of a request. */
const SHOWN_MS = 14 * DAY_MS;

/** The open requests of the family, and those that were decided lately. */
export function ownRequests(ctx: Context<GuardianActor>): Query<OwnRequest> {
  return select(
    {
      id: sql<string>`a.id`,
      version: sql<number>`a.version`,
      kind: sql<ActivityKind>`a.kind`,
      state: sql<string>`a.state`,
      studentId: sql<string | null>`a.student_id`,
      classId: sql<string | null>`a.class_id`,
      className: sql<string | null>`(select c.name from classes c where c.id = a.class_id)`,
      enrollmentId: sql<string | null>`a.enrollment_id`,
      concernsOn: sql<string | null>`a.concerns_on`,
      happenedAt: sql<number>`a.happened_at`,
      decisionText: sql<string | null>`a.decision_text`,
      meetings: json<OwnRequest["meetings"]>(sql`coalesce(a.facts -> 'meetings', '[]')`),
    },
    sql`from living_activity_items a where a.family_id = ${ctx.actor.familyId} and a.nature = 'request'
      and (a.state in ${OPEN_STATES} or (a.decided_at > ${ctx.nowMs - SHOWN_MS} and a.state in ('approved', 'denied')))
      order by a.happened_at desc, a.id limit 50`,
  );
}

/** Whether a request of that kind waits for this student and meeting, class or enrollment. */
export function isAskedFor(ctx: Context<GuardianActor>, kind: ActivityKind, about: SQL): SQL {
  return sql`exists (select 1 from living_activity_items a where a.family_id = ${ctx.actor.familyId}
    and a.kind = ${kind} and a.nature = 'request' and a.state in ${OPEN_STATES} and ${about})`;
}

/** Takes back what the family asked for, with all that it kept. @throws NotFound, Conflict `already_decided` */
export async function withdrawRequest(
  ctx: Context<GuardianActor>,
  id: string,
  { version }: { readonly version: number },
): Promise<{ change: Committed }> {
  requireRole(ctx, "payer");
  const { found } = await read(ctx, {
    found: select(
      allColumns(activityItems),
      sql`from ${activityItems} where ${activityItems.id} = ${id} and ${activityItems.deletedAt} is null
        and ${activityItems.familyId} = ${ctx.actor.familyId} and ${activityItems.nature} = 'request'`,
    ) as unknown as Query<RequestItem>,
  });
  const item = expectRow(found, "request");
  mustBeOpen(item, version);
  const change = new Change(ctx, {
    action: "online_activity.withdraw",
    summary: `Withdrew: ${item.summary}`,
    right: null,
  });
  change.update("activityItems", item, { state: "withdrawn", decidedAt: ctx.nowMs });
  await APPROVALS[item.kind as ActivityKind]?.release?.(ctx, change, item);
  return { change: await commit(ctx, change, { id }) };
}
