import { sql } from "drizzle-orm";
import { GuardFailed, UniqueViolation } from "../../../control-plane/database-errors.ts";
import { allColumns, flag, type Query, select } from "../../../control-plane/query.ts";
import { conversations } from "../../../tenant-schema/conversations.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import type { InboundText } from "../../providers/sms/sms.ts";
import { isStaffed } from "../messaging-settings/school-hours.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { phonesOf, switchTexts } from "./note-stopped.ts";
import { type NumberOwner, ownerQuery } from "./number-owner.ts";
import { queueText, textWords } from "./queue-text.ts";
import { measureText, wordOf } from "./schemas.ts";

/** The effect that fetches the pictures of a text from the provider. */
export const FETCH_MEDIA = "fetch-text-media";
const MAX_RACES = 5;
const MAX_BODY = 4_000;
/** Nobody is told twice in an evening that the school is closed. */
const REPLY_AGAIN_MS = 12 * 3_600_000;

/** Takes in a text that somebody sent; the same again changes nothing. Answers whether it is new. */
export async function receiveText(ctx: Context, inbound: InboundText): Promise<boolean> {
  for (let races = 0; ; races++) {
    const found = await find(ctx, inbound);
    if (found.isKnown) return false;
    try {
      await write(ctx, inbound, found);
      return true;
    } catch (error) {
      const isRace =
        error instanceof UniqueViolation || error instanceof GuardFailed || error instanceof Conflict;
      if (!isRace || races === MAX_RACES) throw error;
    }
  }
}

interface Found {
  readonly isKnown: boolean;
  readonly conversation: Row<"conversations"> | undefined;
  readonly owner: NumberOwner;
  readonly phones: readonly Row<"phones">[];
  readonly isStopped: boolean;
  readonly settings: ReturnType<typeof messagingSettingsOf>;
}

async function find(ctx: Context, { from, providerId }: InboundText): Promise<Found> {
  const found = await ctx.database.read({
    known: select(
      {
        isKnown: flag(sql`exists (select 1 from messages where provider_id = ${providerId})`),
        isStopped: flag(sql`exists (select 1 from stopped_numbers where e164 = ${from})`),
      },
      sql``,
    ),
    conversation: conversationOf(from),
    owner: ownerQuery(from),
    phones: phonesOf(from),
    settings: messagingSettingsQuery(),
  });
  return {
    ...found.known[0]!,
    conversation: found.conversation[0],
    owner: found.owner[0]!,
    phones: found.phones,
    settings: messagingSettingsOf(found.settings),
  };
}

/** The conversation with a number. */
export function conversationOf(e164: string): Query<Row<"conversations">> {
  return select(
    allColumns(conversations),
    sql`from ${conversations} where ${conversations.e164} = ${e164} and ${conversations.deletedAt} is null`,
  ) as Query<Row<"conversations">>;
}

async function write(ctx: Context, inbound: InboundText, found: Found): Promise<void> {
  const { from, providerId, media } = inbound;
  const body = inbound.body.slice(0, MAX_BODY);
  const { owner, conversation } = found;
  const change = new Change(ctx, {
    action: "texts.receive",
    summary: `Got a text from ${owner.name ?? from}`,
    right: null,
  });
  const conversationId = placeOf(ctx, change, from, conversation, owner);
  const { encoding, segments } = measureText(body);
  const id = newId("message", ctx.nowMs);
  change.insert("messages", {
    ...{ id, conversationId, direction: "in", e164: from, body, encoding, providerId, status: "received" },
    segments: Math.max(1, segments),
    searchWords: textWords(body),
  });
  for (const [position, { url, contentType }] of media.entries()) {
    change.also(sql`insert into message_attachments (message_id, position, content_type, provider_url)
      values (${id}, ${position}, ${contentType}, ${url})`);
  }
  if (media.length > 0)
    change.effect({ topic: FETCH_MEDIA, payload: { messageId: id }, notBeforeMs: ctx.nowMs });
  const word = wordOf(body);
  if (word === "stop") {
    switchTexts(ctx, change, found.phones, {
      e164: from,
      isOptedIn: false,
      source: "stop_word",
      messageId: id,
    });
  } else if (word === "start" && (found.isStopped || !/^yes/i.test(body.trim()))) {
    switchTexts(ctx, change, found.phones, {
      e164: from,
      isOptedIn: true,
      source: "start_word",
      messageId: id,
    });
  } else if (word === null && !found.isStopped) replyWhenClosed(ctx, change, { conversationId, from, found });
  await commit(ctx, change);
}

/** The conversation that the text belongs to; begun when there is none, and given to whom the number is known by now. */
function placeOf(
  ctx: Context,
  change: Change,
  e164: string,
  conversation: Row<"conversations"> | undefined,
  { kind, familyId, guardianId, staffId }: NumberOwner,
): string {
  const who = { kind, familyId, guardianId, staffId };
  if (conversation) {
    const isStranger = conversation.kind === "unknown" || (conversation.kind === "lead" && kind !== "lead");
    if (isStranger) change.update("conversations", conversation, who);
    return conversation.id;
  }
  const id = newId("conversation", ctx.nowMs);
  change.insert("conversations", { id, e164, ...who, lastMessageAt: ctx.nowMs });
  return id;
}

function replyWhenClosed(
  ctx: Context,
  change: Change,
  { conversationId, from, found }: { conversationId: string; from: string; found: Found },
): void {
  const { settings, conversation } = found;
  if (!settings.repliesWhenClosed || isStaffed(ctx.nowMs, ctx.account.timeZone, settings)) return;
  if ((conversation?.autoRepliedAt ?? 0) > ctx.nowMs - REPLY_AGAIN_MS) return;
  const text = { conversationId, e164: from, body: settings.closedReply, author: null, heldUntilMs: null };
  queueText(ctx, change, { ...text, kind: "auto_reply" });
  change.also(sql`update conversations set auto_replied_at = ${ctx.nowMs} where id = ${conversationId}`);
}
