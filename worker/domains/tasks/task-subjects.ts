import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { tasks } from "../../../tenant-schema/foundation.ts";
import { type Context, type StaffActor, standingOf } from "../../kernel/context.ts";
import { leftOf } from "../../kernel/decide.ts";
import { RIGHTS, type Right } from "../../kernel/permissions.ts";
import { PERFORM_RUN } from "../billing-runs/approve-run.ts";
import { PREPARE_RUN } from "../billing-runs/create-run.ts";
import { UNDO_RUN } from "../billing-runs/undo-run.ts";
import { CAMPAIGN_TASK } from "../campaigns/schedule-campaign.ts";
import { UNDO_GROUP } from "../changes/undo-group.ts";
import { GROUP_CHARGE } from "../ledger/group-charge-step.ts";
import { REPORTS } from "../reports/catalog.ts";

export interface TaskSubject {
  readonly kind: string;
  readonly input: unknown;
}

/** What it takes to begin a task of a kind, where that does not depend on what it is about. */
const TASK_RIGHTS: Readonly<Record<string, Right>> = {
  [PREPARE_RUN]: "transactions",
  [PERFORM_RUN]: "transactions",
  [UNDO_RUN]: "transactions",
  [GROUP_CHARGE]: "charges",
  import: "import",
};

const REPORT_RIGHTS = Object.fromEntries(REPORTS.map(({ code, right }) => [code, right]));

/** The rights that a task takes, from its kind and its input; to take an act back, those of the act. */
function rightsFrom(kind: SQL, input: SQL): SQL {
  return sql`(
    select value as key from json_each(${JSON.stringify(TASK_RIGHTS)}) where json_each.key = ${kind}
    union select iif(c.channel = 'sms', 'mass_text', 'campaigns') from campaigns c
      where ${kind} = ${CAMPAIGN_TASK} and c.id = ${input} ->> 'campaignId'
    union select c.right_key from changes c
      where ${kind} = ${UNDO_GROUP} and c.group_id = ${input} ->> 'groupId' and c.right_key is not null
    union select r.value from report_runs n join json_each(${JSON.stringify(REPORT_RIGHTS)}) r on r.key = n.code
      where ${kind} = 'report' and n.id = ${input} ->> 'runId'
    union select 'reports' where ${kind} = 'report')`;
}

export function rightsOfTask({ kind, input }: TaskSubject): Query<{ key: string }> {
  return select(
    { key: sql<string>`needed.key` },
    sql`from ${rightsFrom(sql`${kind}`, sql`${JSON.stringify(input)}`)} needed`,
  );
}

/**
 * Which tasks of others somebody who sees all tasks may know of: none that takes what their enterprise took from them, and
 * what an Admin of the enterprise portal ran in all accounts only when they are one.
 */
export function toldOfOthers({ actor, account }: Context<StaffActor>): SQL {
  const { restrictions } = standingOf(actor, account);
  const taken = (Object.keys(RIGHTS) as Right[]).filter((right) => leftOf(restrictions, right) === "none");
  const parts = [sql`true`];
  if (taken.length > 0) {
    parts.push(sql`not exists (select 1 from ${rightsFrom(sql`${tasks.kind}`, sql`${tasks.input}`)} needed
      where needed.key in (select value from json_each(${JSON.stringify(taken)})))`);
  }
  if (actor.enterprise?.level === "user") {
    parts.push(sql`not exists (select 1 from report_runs n where ${tasks.kind} = 'report'
      and n.id = ${tasks.input} ->> 'runId' and n.state ->> '$.generated.isForAdmins' = 1)`);
  }
  return sql`(${sql.join(parts, sql` and `)})`;
}
