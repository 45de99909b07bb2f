import { type SQL, sql } from "drizzle-orm";
import { OPEN_STATES } from "../online-activity/activity-rows.ts";

/** What stands where a name was; bills and lists keep a row to show. */
export const ERASED = "Erased";

/**
 * Everything of a family that names, reaches or describes somebody, emptied; in the order in which one is found by the
 * next. Bills, payments, attendance and which text was accepted when stay: they are the school's books.
 */
export function erasureStatements(familyId: string, nowMs: number): SQL[] {
  const now = sql`cast(${nowMs} as integer)`;
  const own = sql`(select id from students where family_id = ${familyId})`;
  const people = sql`(select ${familyId} union all select id from students where family_id = ${familyId}
    union all select id from guardians where family_id = ${familyId})`;
  const logins = sql`(select fl.login_id from family_logins fl where fl.family_id = ${familyId}
    and not exists (select 1 from family_logins o where o.login_id = fl.login_id and o.family_id <> ${familyId}
      and o.deleted_at is null))`;
  const conversations = sql`(select id from conversations where family_id = ${familyId})`;
  return [
    ...access(familyId, logins, now),
    // Not deleted: what lists and search keep of them follows from their rows.
    sql`update emails set address = '', address_folded = id, deleted_at = ${now}, updated_at = ${now}
      where family_id = ${familyId}`,
    sql`update phones set number = '', e164 = null, search_digits = '', deleted_at = ${now}, updated_at = ${now}
      where family_id = ${familyId}`,
    ...emptied(familyId, now),
    sql`delete from emergency_contacts where family_id = ${familyId}`,
    sql`delete from pickups where family_id = ${familyId}`,
    sql`delete from notes where family_id = ${familyId}`,
    sql`update files set name = ${ERASED}, deleted_at = ${now}, updated_at = ${now} where owner_id in ${people}`,
    sql`update enrollments set note = null, drop_note = null where student_id in ${own}
      and (note is not null or drop_note is not null)`,
    sql`update attendance set note = null where student_id in ${own} and note is not null`,
    sql`update makeup_tokens set comment = null where student_id in ${own} and comment is not null`,
    sql`update makeup_entries set comment = null where student_id in ${own} and comment is not null`,
    sql`update cart_items set note = null where family_id = ${familyId} and note is not null`,
    sql`update family_suspensions set reason = ${ERASED} where family_id = ${familyId}`,
    sql`update policy_answers set answered_by = ${ERASED}, ip = null where family_id = ${familyId}`,
    // Nobody is left to answer, and a line without words tells staff nothing.
    sql`update activity_items set summary = ${ERASED}, facts = '{}', decision_text = null,
      state = case when state in ${OPEN_STATES} then 'dismissed' else state end where family_id = ${familyId}`,
    sql`update payment_methods set holder = null, autopay_at = null, deleted_at = coalesce(deleted_at, ${now}),
      updated_at = ${now} where family_id = ${familyId}`,
    sql`update mail_log set address = '', subject = '', body = '', emptied_at = coalesce(emptied_at, ${now})
      where family_id = ${familyId}`,
    sql`update messages set body = '', search_words = '' where conversation_id in ${conversations}`,
    sql`delete from conversation_notes where conversation_id in ${conversations}`,
    sql`update conversations set lead_name = null, last_words = '' where family_id = ${familyId}`,
    sql`update campaign_recipients set name = ${ERASED}, address = '', facts = null where family_id = ${familyId}
      and sent_at is not null`,
    // The history says what was done when and by whom of the staff, no longer to whom.
    sql`update changes set summary = ${ERASED} where id in (select change_id from change_rows where subject_id in ${people})
      and not exists (select 1 from change_rows r where r.change_id = changes.id and r.subject_id is not null
        and r.subject_id not in ${people})`,
    sql`update change_rows set before = null, after = null where subject_id in ${people}`,
  ];
}

/** Whoever could get in no longer can; a log-in that opens other families too goes on for those. */
function access(familyId: string, logins: SQL, now: SQL): SQL[] {
  return [
    sql`update sessions set ended_at = ${now}, end_reason = 'erased', ip = null, user_agent = null
      where login_id in (select login_id from family_logins where family_id = ${familyId}) and ended_at is null
        and family_id = ${familyId}`,
    sql`delete from passkeys where login_id in ${logins}`,
    sql`delete from push_subscriptions where login_id in ${logins}`,
    sql`update logins set email = id || '@erased.invalid', email_folded = id || '@erased.invalid', phc = null,
      language = null, deleted_at = ${now}, updated_at = ${now} where id in ${logins}`,
    sql`update family_logins set deleted_at = ${now}, updated_at = ${now} where family_id = ${familyId} and deleted_at is null`,
    sql`delete from family_invites where family_id = ${familyId}`,
    sql`delete from family_feeds where family_id = ${familyId}`,
  ];
}

function emptied(familyId: string, now: SQL): SQL[] {
  const nothing = (columns: string) =>
    sql.raw(
      columns
        .split(/\s+/)
        .map((column) => `${column} = null`)
        .join(", "),
    );
  return [
    sql`update families set name = ${ERASED}, sort_name = ${ERASED.toLowerCase()}, name_words = '[]', custom_values = '{}',
      ${nothing("address_line1 address_line2 city region postal_code country flag_text review_reason preferred_locale")},
      version = version + 1, updated_at = ${now} where id = ${familyId}`,
    sql`update guardians set first_name = ${ERASED}, last_name = '', name_words = '[]', birth_date = null, employer = null,
      version = version + 1, updated_at = ${now} where family_id = ${familyId}`,
    sql`update students set first_name = ${ERASED}, last_name = '', sort_name = ${ERASED.toLowerCase()}, name_words = '[]',
      custom_values = '{}', photo_allowed = 0, ${nothing(`preferred_name birth_date gender school school_grade t_shirt_size
        allergies medications medical_notes doctor_name doctor_phone insurance_provider insurance_policy_number flag_text
        photo_file_id`)}, version = version + 1, updated_at = ${now} where family_id = ${familyId}`,
  ];
}
