import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import { idsFrom } from "../../tenant-schema/ids.ts";
import { keptSinceMs } from "../domains/mail-log/kept-since.ts";
import type { Context } from "../kernel/context.ts";

const DAY_MS = 86_400_000;
/** How long what only serves the machinery is kept, and how much of it goes in one day. */
const KEPT_DAYS = {
  sessions: 90,
  passwordResets: 30,
  loginAttempts: 1,
  idempotency: 7,
  outbox: 30,
  jobRuns: 90,
  activityItems: 90,
  // A year and a month: what was billed in the same month a year ago can still be looked at line by line.
  billingRunRows: 396,
};
const MAX_ROWS = 2_000;
const EVENTS_KEPT = 10_000;

/** Removes what nobody will ask for any more: dead sessions, used links, old counts, keys, effects and lines of runs. */
export async function keepHouse(ctx: Context): Promise<void> {
  const before = (days: number) => ctx.nowMs - days * DAY_MS;
  const limit = sql.raw(`limit ${MAX_ROWS}`);
  await ctx.database.commit({
    statements: [
      statement(sql`delete from sessions where token_hash in (
        select token_hash from sessions where expires_at < ${before(KEPT_DAYS.sessions)} ${limit})`),
      statement(sql`delete from password_resets where token_hash in (
        select token_hash from password_resets where expires_at < ${before(KEPT_DAYS.passwordResets)} ${limit})`),
      statement(sql`delete from login_attempts where (subject, window_start) in (
        select subject, window_start from login_attempts where window_start < ${before(KEPT_DAYS.loginAttempts)} ${limit})`),
      statement(sql`delete from idempotency where (actor_id, key) in (
        select actor_id, key from idempotency where created_at < ${before(KEPT_DAYS.idempotency)} ${limit})`),
      statement(sql`delete from outbox where id in (
        select id from outbox where coalesce(done_at, cancelled_at) < ${before(KEPT_DAYS.outbox)} ${limit})`),
      statement(sql`delete from job_runs where job_id in (
        select job_id from job_runs where finished_at < ${before(KEPT_DAYS.jobRuns)} ${limit})`),
      // What still waits stays until somebody has decided it.
      statement(sql`delete from activity_items where id in (
        select id from activity_items where happened_at < ${before(KEPT_DAYS.activityItems)}
          and state not in ('new', 'in_review', 'waiting_for_family') ${limit})`),
      // Who was away for longer asks for everything anew.
      statement(sql`delete from conversation_events where number in (select number from conversation_events
        where number < (select max(number) from conversation_events) - ${EVENTS_KEPT} order by number ${limit})`),
      ...emptyMails(ctx.nowMs, keptSinceMs(ctx.nowMs)),
      ...emptyTexts(keptSinceMs(ctx.nowMs)),
      ...purgeRunRows(ctx.nowMs, before(KEPT_DAYS.billingRunRows)),
    ],
  });
}

function emptyMails(nowMs: number, sentBefore: number) {
  return [
    statement(sql`update mail_log set body = '', emptied_at = ${nowMs} where id in (select id from mail_log
      where emptied_at is null and sent_at < ${sentBefore} limit ${sql.raw(String(MAX_ROWS))})`),
    statement(sql`update campaigns set body = '', emptied_at = ${nowMs} where state in ('sent', 'cancelled')
      and emptied_at is null and coalesce(sent_at, updated_at) < ${sentBefore}`),
  ];
}

/** Ids sort by time, so a month of them is one look; the house is kept every day. */
function emptyTexts(sentBefore: number) {
  const from = sentBefore - 31 * DAY_MS;
  const old = sql`messages.id >= ${idsFrom("message", from)} and messages.id < ${idsFrom("message", sentBefore)} and body <> ''`;
  return [
    statement(sql`delete from search_tokens where (scope, token, sort_name, id) in (
      select 'ms', j.value, printf('%013d', 9999999999999 - created_at), messages.id from messages, json_each(search_words) j where ${old})`),
    statement(sql`update messages set body = '', search_words = '[]' where ${old}`),
    statement(sql`update conversations set last_words = '' where deleted_at is null
      and last_message_at >= ${from} and last_message_at < ${sentBefore} and last_words <> ''`),
  ];
}

/** The lines of the run that has been over for longest; the run keeps its sums, and charges their own explanations. */
function purgeRunRows(nowMs: number, finishedBefore: number) {
  const oldest = sql`select id from billing_runs where rows_purged_at is null and state in ('done', 'cancelled', 'undone')
    and updated_at < ${finishedBefore} order by updated_at limit 1`;
  return [
    statement(sql`delete from billing_run_rows where run_id = (${oldest}) and position in (
      select position from billing_run_rows where run_id = (${oldest}) order by position limit ${MAX_ROWS})`),
    statement(sql`update billing_runs set rows_purged_at = ${nowMs} where id = (${oldest})
      and not exists (select 1 from billing_run_rows r where r.run_id = billing_runs.id)`),
  ];
}
