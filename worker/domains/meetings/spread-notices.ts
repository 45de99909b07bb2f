import { type SQL, sql } from "drizzle-orm";
import { returning } from "../../../control-plane/query.ts";
import { outbox } from "../../../tenant-schema/foundation.ts";
import type { Context } from "../../kernel/context.ts";
import { namesOf } from "./meeting-rows.ts";
import { MEETING_MAIL, type MeetingNotices } from "./notices.ts";
import { takingPart, teaching } from "./who-is-concerned.ts";

/**
 * Makes one effect for each family and member of staff who is to be told, under ids that follow from who it is, so
 * that doing it again adds nothing. They belong to the act, and undoing it stops those that were not sent yet.
 */
export async function spreadNotices(
  ctx: Context,
  effectId: string,
  notices: MeetingNotices,
): Promise<number> {
  const names = namesOf(notices.meetings);
  const families = sql`(select distinct slot_id, meets_on, family_id as id from ${takingPart(names)} p
    where exists (select 1 from emails e where e.family_id = p.family_id and e.deleted_at is null))`;
  const teachers = notices.kind === "substitute" ? standingIn(names) : teaching(names);
  const staff = sql`(select distinct t.slot_id, t.meets_on, t.staff_id as id from ${teachers} t
    join staff s on s.id = t.staff_id and s.email is not null and s.is_active = 1 and s.deleted_at is null)`;
  const told = await ctx.database.commit({
    statements: [
      ...(notices.families ? [effectsFor(ctx, effectId, notices, "family", families)] : []),
      ...(notices.staff ? [effectsFor(ctx, effectId, notices, "staff", staff)] : []),
    ],
  });
  return told.reduce((sum, rows) => sum + (rows?.length ?? 0), 0);
}

/** One effect for each `id` of the rows (slot_id, meets_on, id). */
function effectsFor(
  { nowMs }: Context,
  effectId: string,
  { kind, changeId, message }: MeetingNotices,
  to: "family" | "staff",
  rows: SQL,
) {
  return returning(
    sql`insert into ${outbox} (id, topic, payload, change_id, created_at, not_before)
      select ${effectId} || ':' || r.id, ${MEETING_MAIL}, json_object('kind', ${kind}, 'message', ${message},
        'to', json_object('kind', ${to}, 'id', r.id),
        'meetings', json_group_array(json_object('slotId', r.slot_id, 'meetsOn', r.meets_on))),
        ${changeId}, ${nowMs}, ${nowMs}
      from ${rows} r where true group by r.id on conflict do nothing`,
    { id: outbox.id },
  );
}

function standingIn(names: string): SQL {
  return sql`(select b.slot_id, b.meets_on, b.substitute_id as staff_id from json_each(${names}) j
    cross join meeting_substitutes b on b.slot_id = j.value ->> 0 and b.meets_on = j.value ->> 1
      and b.deleted_at is null and b.substitute_id is not null)`;
}
