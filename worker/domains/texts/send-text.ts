import { sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { allColumns, json, select } from "../../../control-plane/query.ts";
import { messages } from "../../../tenant-schema/conversations.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { Context } from "../../kernel/context.ts";
import type { SendOutcome } from "../../providers/sms/sms.ts";
import { heldUntil } from "../messaging-settings/school-hours.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { lookUpText } from "./look-up-text.ts";
import { believe, claim, doubt, fail, LEASE_MS, putBack, sendAgainAt } from "./message-moves.ts";
import { noteStopped } from "./note-stopped.ts";
import { refillCredits } from "./refill-credits.ts";
import { creditsFor } from "./schemas.ts";
import type { OpenDesk, TextDesk } from "./text-desk.ts";
import { BLOCK_WORDS, blockOf, textabilityQuery } from "./textable.ts";

/** Whoever was faster is looked at anew; that many times in a row it is no coincidence. */
const MAX_RACES = 5;

export type Message = Row<"messages">;

interface Found {
  readonly message: Message;
  readonly block: ReturnType<typeof blockOf>;
  readonly heldUntilMs: number | null;
  readonly creditsLeft: number;
  /** Below which credits are bought by themselves; 0: never. */
  readonly refillBelow: number;
  readonly fileIds: readonly string[];
}

/**
 * Takes a text as far as it goes. It may be called again after a crash at any point, and by several at once: a text is
 * claimed in the database before the provider is asked, and one that is claimed is looked up before it is asked again.
 * Answers what became of it, for the log.
 */
export async function sendText(ctx: Context, desk: TextDesk, id: string): Promise<string> {
  for (let races = 0; ; races++) {
    const found = await find(ctx, id);
    if (!found) return "gone";
    const { status } = found.message;
    try {
      if (status === "queued") return await sendQueued(ctx, desk, found);
      if (status === "sending" || status === "unknown") return await goOn(ctx, desk, found.message);
      return status;
    } catch (error) {
      if (!(error instanceof GuardFailed) || races === MAX_RACES) throw error;
    }
  }
}

async function find(ctx: Context, id: string): Promise<Found | null> {
  const { found, numbers, settings, credits, files } = await ctx.database.read({
    found: select(
      allColumns(messages),
      sql`from ${messages} where id = ${id} and direction = 'out' and deleted_at is null`,
    ),
    numbers: textabilityQuery(sql`(select e164 from messages where id = ${id})`),
    settings: messagingSettingsQuery(),
    credits: select({ left: sql<number>`value` }, sql`from tallies where name = 'message_credits'`),
    files: select(
      { ids: json<string[]>(sql`json_group_array(file_id)`) },
      sql`from (select file_id from message_attachments where message_id = ${id} order by position)`,
    ),
  });
  const message = found[0];
  if (!message) return null;
  // An answer to somebody who just wrote wakes nobody.
  const waits = message.kind !== "auto_reply";
  const decided = messagingSettingsOf(settings);
  return {
    message,
    block: blockOf(numbers[0]!),
    heldUntilMs: waits ? heldUntil(ctx.nowMs, ctx.account.timeZone, decided) : null,
    creditsLeft: credits[0]?.left ?? 0,
    refillBelow: decided.refill.isOn ? decided.refill.below : 0,
    fileIds: files[0]?.ids ?? [],
  };
}

const NO_PROVIDER = {
  code: "no_provider",
  words:
    "The school is not connected to a text provider. Connect one in Settings → Messaging, and send again.",
};
const NO_CREDITS = {
  code: "no_credits",
  words: "There were not enough message credits. Add some in Settings → Messaging, and send again.",
};

async function sendQueued(ctx: Context, desk: TextDesk, found: Found): Promise<string> {
  const { message, block, heldUntilMs, creditsLeft, fileIds } = found;
  const { id } = message;
  if (block !== null) return end(ctx, id, { code: block, words: BLOCK_WORDS[block] });
  const untilMs = Math.max(message.dueAt ?? 0, heldUntilMs ?? 0);
  if (untilMs > ctx.nowMs) {
    await ctx.database.commit({ statements: [sendAgainAt(ctx, id, untilMs)] });
    await desk.wake(untilMs);
    return "held";
  }
  const open = await desk.open();
  if (!open) return end(ctx, id, NO_PROVIDER);
  const credits = creditsFor(message.segments, fileIds.length);
  if (creditsLeft < credits) {
    return (await refillCredits(ctx, credits)) ? sendText(ctx, desk, id) : end(ctx, id, NO_CREDITS);
  }
  const mediaUrls = await Promise.all(fileIds.map((fileId) => desk.mediaUrl(fileId)));
  await desk.wake(ctx.nowMs + LEASE_MS);
  await ctx.database.commit({ statements: claim(ctx, message, credits) });
  const outcome = await open.provider.send({
    ...{ messageId: id, to: message.e164, body: message.body, mediaUrls },
    statusUrl: open.statusUrl(id),
  });
  const word = await record(ctx, desk, { ...message, version: message.version + 1 }, outcome);
  if (creditsLeft - credits < found.refillBelow) await refillCredits(ctx);
  return word;
}

async function end(ctx: Context, id: string, trouble: { code: string; words: string }): Promise<string> {
  await ctx.database.commit({ statements: fail(ctx, id, "queued", trouble) });
  return trouble.code;
}

/** Writes down what the provider answered; a callback may have been faster, and then says more. */
async function record(ctx: Context, desk: TextDesk, message: Message, outcome: SendOutcome): Promise<string> {
  const { id, version } = message;
  switch (outcome.outcome) {
    case "taken": {
      const word = { providerId: outcome.providerId, status: "sent", trouble: null } as const;
      await ctx.database.commit({ statements: believe(ctx, id, word) });
      return "sent";
    }
    case "refused":
      await ctx.database.commit({ statements: fail(ctx, id, "sending", outcome.trouble) });
      if (outcome.reason === "stopped") await noteStopped(ctx, message);
      return "failed";
    case "busy": {
      const atMs = ctx.nowMs + outcome.afterMs;
      await ctx.database.commit({ statements: [...putBack(ctx, id, version), sendAgainAt(ctx, id, atMs)] });
      await desk.wake(atMs);
      return "busy";
    }
    case "provider_down":
      return lookLater(ctx, desk, message);
  }
}

/** Somebody asked and has no answer, or died: the provider is looked at, never asked again before. */
async function goOn(ctx: Context, desk: TextDesk, message: Message): Promise<string> {
  const answeredBy = (message.claimedAt ?? 0) + LEASE_MS;
  if (message.status === "unknown" && message.dueAt === null) return "unknown";
  if (answeredBy > ctx.nowMs) {
    await ctx.database.commit({ statements: [sendAgainAt(ctx, message.id, answeredBy)] });
    await desk.wake(answeredBy);
    return "under way";
  }
  const open = await desk.open();
  const answer = open ? await lookUp(ctx, open, message) : { found: "doubt" as const };
  switch (answer.found) {
    case "text":
      await ctx.database.commit({ statements: believe(ctx, message.id, answer.word) });
      return "found";
    case "absent":
      await ctx.database.commit({ statements: putBack(ctx, message.id, message.version) });
      return sendText(ctx, desk, message.id);
    case "later":
      return lookLater(ctx, desk, message);
    case "doubt":
      await ctx.database.commit({ statements: doubt(ctx, message.id, message.version, null) });
      return "unknown";
  }
}

function lookUp(ctx: Context, open: OpenDesk, message: Message) {
  return lookUpText(ctx, open.provider, message);
}

async function lookLater(ctx: Context, desk: TextDesk, { id, version }: Message): Promise<string> {
  const atMs = ctx.nowMs + LEASE_MS;
  await ctx.database.commit({
    statements: [...doubt(ctx, id, version, atMs), sendAgainAt(ctx, id, atMs)],
  });
  await desk.wake(atMs);
  return "unknown";
}
