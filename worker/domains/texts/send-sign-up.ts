import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import type { Context } from "../../kernel/context.ts";
import { heldUntil } from "../messaging-settings/school-hours.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "../messaging-settings/settings-query.ts";
import { queueText } from "./queue-text.ts";
import { addQuietConversation, conversationsOf, type TextedPerson } from "./quiet-conversation.ts";
import { isTextable } from "./textable.ts";

/** Who wins a race for a number is looked at once more; then the number has its text. */
const TRIES = 3;

/** Tells those who agreed to texts, once a number, what that means. Answers how many are told now. */
export async function sendSignUpTexts(ctx: Context, phoneIds: readonly string[]): Promise<number> {
  for (let tries = 1; ; tries++) {
    try {
      return await sendOnce(ctx, phoneIds);
    } catch (error) {
      if (!(error instanceof UniqueViolation) || tries === TRIES) throw error;
    }
  }
}

async function sendOnce(ctx: Context, phoneIds: readonly string[]): Promise<number> {
  const { found, stored } = await ctx.database.read({
    found: peopleOf(phoneIds),
    stored: messagingSettingsQuery(),
  });
  const settings = messagingSettingsOf(stored);
  const people = [...new Map(found.map((person) => [person.e164, person])).values()];
  if (settings.signUpText === "" || people.length === 0) return 0;
  const { known } = await ctx.database.read({ known: conversationsOf(people.map(({ e164 }) => e164)) });
  const conversations = new Map(known.map(({ id, e164 }) => [e164, id]));
  const change = new Change(ctx, {
    action: "texts.sign_up",
    summary: people.length === 1 ? "Sent a sign-up text" : `Sent ${people.length} sign-up texts`,
    right: null,
  });
  const heldUntilMs = heldUntil(ctx.nowMs, ctx.account.timeZone, settings);
  for (const person of people) {
    const { e164 } = person;
    const conversationId = conversations.get(e164) ?? addQuietConversation(change, ctx.nowMs, person);
    const text = { conversationId, e164, body: settings.signUpText, author: null, heldUntilMs };
    const messageId = queueText(ctx, change, { ...text, kind: "notice" });
    change.also(sql`insert into sign_up_texts (conversation_id, message_id, at)
      values (${conversationId}, ${messageId}, ${ctx.nowMs})`);
  }
  await commit(ctx, change);
  return people.length;
}

/** Those of the phones that may still be texted and were not told yet. */
function peopleOf(phoneIds: readonly string[]): Query<TextedPerson> {
  return select(
    {
      e164: sql<string>`p.e164`,
      familyId: sql<string>`p.family_id`,
      guardianId: sql<string | null>`p.guardian_id`,
      staffId: sql<null>`null`,
    },
    sql`from json_each(${JSON.stringify(phoneIds)}) j cross join phones p on p.id = j.value
      where p.deleted_at is null and p.text_opt_in = 1 and p.e164 is not null and ${isTextable(sql`p.e164`)}
        and not exists (select 1 from conversations c join sign_up_texts s on s.conversation_id = c.id
          where c.e164 = p.e164 and c.deleted_at is null)`,
  );
}
