import { sql } from "drizzle-orm";
import { type Statement, statement } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Context } from "../../kernel/context.ts";
import { guard } from "../../kernel/row-statements.ts";
import type { TextStatus, TextTrouble } from "../../providers/sms/sms.ts";
import { SEND_TEXT } from "./queue-text.ts";
import { isTextable } from "./textable.ts";

const MINUTE_MS = 60_000;
/** No request to a provider lasts that long: whoever asked has its answer by then, or died. */
export const LEASE_MS = 2 * MINUTE_MS;
/** A text whose end nobody told is asked after from then on. */
export const ASK_AFTER_MS = 30 * MINUTE_MS;

interface Claimed {
  readonly id: string;
  readonly version: number;
  readonly e164: string;
  readonly attempts: number;
}

/**
 * Takes a text in hand before the provider is asked, and its price from the credits. Of two runners one gets it; neither
 * does when its number was stopped or the credits were used up meanwhile.
 */
export function claim(ctx: Context, message: Claimed, credits: number): Statement[] {
  const { id, version, e164 } = message;
  const attempt = message.attempts + 1;
  return [
    guard(
      "row_version",
      sql`exists (select 1 from messages where id = ${id} and version = ${version} and status = 'queued')`,
    ),
    guard("number_open", isTextable(sql`${e164}`)),
    guard("credits_left", sql`(select value from tallies where name = 'message_credits') >= ${credits}`),
    statement(sql`update messages set status = 'sending', attempts = ${attempt}, claimed_at = ${ctx.nowMs},
      due_at = null, credits = ${credits}, error_code = null, error_text = null, version = version + 1,
      updated_at = ${ctx.nowMs} where id = ${id}`),
    statement(sql`insert into message_credit_entries (id, kind, credits, message_id, attempt, at)
      values (${newId("creditEntry", ctx.nowMs)}, 'spent', ${-credits}, ${id}, ${attempt}, ${ctx.nowMs})`),
  ];
}

/** In the order in which it happens; a later word is believed, whichever comes first. */
const RANK = sql.raw(`(case status when 'sent' then 1 when 'failed' then 2 when 'undelivered' then 3
  when 'delivered' then 4 else 0 end)`);
const RANKS: Readonly<Record<TextStatus, number>> = { sent: 1, failed: 2, undelivered: 3, delivered: 4 };

export interface ProviderWord {
  readonly providerId: string;
  readonly status: TextStatus;
  readonly trouble: TextTrouble | null;
}

/** What the provider says of a text, in whatever order it is heard; the same again changes nothing. */
export function believe(
  ctx: Context,
  id: string,
  { providerId, status, trouble }: ProviderWord,
): Statement[] {
  const isEnd = status !== "sent";
  const ours = sql`id = ${id} and direction = 'out' and (provider_id is null or provider_id = ${providerId})`;
  return [
    statement(sql`update messages set provider_id = ${providerId}, sent_at = coalesce(sent_at, ${ctx.nowMs}),
        status = ${status}, error_code = ${trouble?.code ?? null}, error_text = ${trouble?.words ?? null},
        finished_at = ${isEnd ? ctx.nowMs : null}, due_at = ${isEnd ? null : ctx.nowMs + ASK_AFTER_MS},
        version = version + 1, updated_at = ${ctx.nowMs}
      where ${ours} and ${RANK} < ${RANKS[status]}`),
    ...(status === "failed" ? [giveBack(ctx, id)] : []),
  ];
}

/** It did not leave, and will not by itself. */
export function fail(
  ctx: Context,
  id: string,
  from: "queued" | "sending",
  trouble: TextTrouble,
): Statement[] {
  return [
    statement(sql`update messages set status = 'failed', error_code = ${trouble.code}, error_text = ${trouble.words},
        finished_at = ${ctx.nowMs}, due_at = null, version = version + 1, updated_at = ${ctx.nowMs}
      where id = ${id} and status = ${from}`),
    giveBack(ctx, id),
  ];
}

/** It did not leave for certain: it waits for its next try, which is paid for anew. */
export function putBack(ctx: Context, id: string, version: number): Statement[] {
  return [
    guard("row_version", sql`exists (select 1 from messages where id = ${id} and version = ${version})`),
    statement(sql`update messages set status = 'queued', version = version + 1, updated_at = ${ctx.nowMs}
      where id = ${id} and status in ('sending', 'unknown')`),
    giveBack(ctx, id),
  ];
}

/** Nobody knows whether it left. `lookAtMs`: when the provider is asked next; null: a person has to decide. */
export function doubt(ctx: Context, id: string, version: number, lookAtMs: number | null): Statement[] {
  return [
    guard("row_version", sql`exists (select 1 from messages where id = ${id} and version = ${version})`),
    statement(sql`update messages set status = 'unknown', due_at = ${lookAtMs}, version = version + 1,
        updated_at = ${ctx.nowMs} where id = ${id} and status in ('sending', 'unknown')`),
  ];
}

/** The effect once more, then. */
export function sendAgainAt(ctx: Context, id: string, atMs: number): Statement {
  return statement(sql`insert into outbox (id, topic, payload, change_id, created_at, not_before)
    values (${newId("outbox", ctx.nowMs)}, ${SEND_TEXT}, ${JSON.stringify({ messageId: id })}, null, ${ctx.nowMs},
      ${atMs})`);
}

/** What the last try took, if it is still gone; only while the text is one that costs nothing. */
function giveBack(ctx: Context, id: string): Statement {
  return statement(sql`insert into message_credit_entries (id, kind, credits, message_id, attempt, at)
    select ${newId("creditEntry", ctx.nowMs)}, 'given_back', m.credits, m.id, m.attempts, ${ctx.nowMs} from messages m
    where m.id = ${id} and m.status in ('failed', 'queued') and m.credits > 0
      and exists (select 1 from message_credit_entries e
        where e.message_id = m.id and e.kind = 'spent' and e.attempt = m.attempts)
    on conflict do nothing`);
}
