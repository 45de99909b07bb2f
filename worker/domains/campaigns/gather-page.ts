import { type SQL, sql } from "drizzle-orm";
import { returning, select, statement } from "../../../control-plane/query.ts";
import { tasks } from "../../../tenant-schema/foundation.ts";
import type { TaskProgress } from "../../jobs/task.ts";
import { today } from "../../kernel/context.ts";
import { AppError, Forbidden } from "../../kernel/errors.ts";
import { guard } from "../../kernel/row-statements.ts";
import { scopeOfPerson } from "../reports/report-scope.ts";
import { subjectsOf } from "./audience-subjects.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { type CampaignStep, cursorGuard, over } from "./campaign-step.ts";
import { linkRows } from "./mail-links.ts";
import { recipientsOf } from "./recipients.ts";
import { grainOf } from "./variables.ts";

/** So many rows of a list a step: well under a second on either engine. */
const PAGE_SUBJECTS = 500;

/**
 * Writes down who is behind the next rows of the list, by the rights that whoever scheduled it has now. Somebody who is
 * behind several rows is written down once: whoever comes later is a duplicate.
 */
export async function gatherPage(step: CampaignStep): Promise<TaskProgress> {
  const { ctx, task, campaign } = step;
  let subjects: SQL;
  try {
    subjects = await subjectsAtSend(step);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return giveUp(step, error.message);
  }
  const page = sql`select * from (${subjects}) where id > ${campaign.gatheredTo} order by id limit ${PAGE_SUBJECTS}`;
  const { end } = await ctx.database.read({
    end: select({ last: sql<string | null>`max(id)`, rows: sql<number>`count(*)` }, sql`from (${page})`),
  });
  const { last, rows } = end[0]!;
  const isLast = rows < PAGE_SUBJECTS;
  const to = last ?? campaign.gatheredTo;
  await ctx.database.commit({
    statements: [
      cursorGuard(task),
      guard(
        "campaign_state",
        sql`exists (select 1 from living_campaigns where id = ${campaign.id} and version = ${campaign.version}
          and gathered_to = ${campaign.gatheredTo} and is_gathered = 0)`,
      ),
      ...(campaign.gatheredTo === "" ? linkRows(ctx, campaign, step.services.env.PUBLIC_ORIGIN) : []),
      statement(
        insertRecipients(
          step,
          sql`select * from (${subjects}) where id > ${campaign.gatheredTo} and id <= ${to}`,
        ),
      ),
      statement(
        sql`update campaigns set gathered_to = ${to}, is_gathered = ${isLast ? 1 : 0} where id = ${campaign.id}`,
      ),
      returning(
        sql`update ${tasks} set cursor = cursor + 1, heartbeat_at = ${ctx.nowMs}, total = (select sum(recipients)
          from campaign_tallies where campaign_id = ${campaign.id} and state = 'waiting') where id = ${task.id}`,
        { total: tasks.total },
      ),
    ],
  });
  return { ...task, cursor: task.cursor + 1 };
}

/** @throws Forbidden when whoever scheduled it has left, or may no longer */
async function subjectsAtSend({ ctx, campaign }: CampaignStep): Promise<SQL> {
  const scope = await scopeOfPerson(ctx, campaign.staffId, today(ctx));
  if (!scope) throw new Forbidden("person_gone", "Whoever scheduled this no longer works here.");
  requireCampaign(scope.ctx, campaign, "full");
  return subjectsOf(scope.ctx, campaign.audience);
}

function insertRecipients({ ctx, campaign }: CampaignStep, page: SQL): SQL {
  const { id, channel, audience } = campaign;
  const reach = { channel, class: campaign.class, list: audience.list, grain: grainOf(campaign) };
  const known = sql`exists (select 1 from campaign_recipients x where x.campaign_id = ${id} and x.dedupe_key = z.key)`;
  return sql`insert into campaign_recipients (id, campaign_id, dedupe_key, family_id, guardian_id, student_id, class_id,
      staff_id, login_id, name, address, via, state, why, changed_at)
    select 'crp_' || lower(hex(randomblob(13))), ${id},
      case when z.why is null and not z.known then z.key when z.reason is not null then z.reason || ' ' || z.key end,
      z.family_id, z.guardian_id, z.student_id, z.class_id, z.staff_id, z.login_id, z.name, z.address, z.via,
      iif(z.why is null and not z.known, 'waiting', 'skipped'), coalesce(z.why, iif(z.known, 'duplicate', null)), ${ctx.nowMs}
    from (select z.*, ${known} as known from (${recipientsOf(page, reach)}) z) z where true on conflict do nothing`;
}

/** Nothing was sent, and nothing will be until somebody sees to it. */
async function giveUp({ ctx, task, campaign }: CampaignStep, failure: string): Promise<TaskProgress> {
  return over(ctx, task, failure, `/campaigns/${campaign.id}`, [
    statement(sql`update campaigns set state = 'cancelled', failure = ${failure}, version = version + 1,
      updated_at = ${ctx.nowMs} where id = ${campaign.id} and state in ('scheduled', 'sending')`),
  ]);
}
