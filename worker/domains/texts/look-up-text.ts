import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { Context } from "../../kernel/context.ts";
import type { TextAtProvider, TextProvider } from "../../providers/sms/sms.ts";
import type { ProviderWord } from "./message-moves.ts";

/** Clocks differ, and a provider notes a text a little after it was asked. */
const SKEW_MS = 60_000;
/** For so long after the question the provider is asked again when it does not answer; then a person decides. */
const GIVE_UP_MS = 30 * 60_000;

export type LookedUp =
  | { readonly found: "text"; readonly word: ProviderWord }
  /** It did not leave, for certain: the provider has no such text. */
  | { readonly found: "absent" }
  | { readonly found: "later" }
  | { readonly found: "doubt" };

/**
 * Looks for a text at the provider, which does not know our ids: by number, words and time. Texts that belong to other
 * messages of ours do not count; several alike that are all in doubt are told apart by their order.
 */
export async function lookUpText(
  ctx: Context,
  provider: TextProvider,
  message: Row<"messages">,
): Promise<LookedUp> {
  const { id, e164, body } = message;
  const claimedAt = message.claimedAt ?? message.createdAt;
  const recent = await provider.recentTo({ to: e164, sinceMs: claimedAt - SKEW_MS });
  if (recent.outcome === "refused") return { found: "doubt" };
  if (recent.outcome === "provider_down")
    return { found: ctx.nowMs - claimedAt > GIVE_UP_MS ? "doubt" : "later" };
  const exact = recent.texts.find(({ messageId }) => messageId === id);
  if (exact) return { found: "text", word: exact };
  const alike = recent.texts.filter((text) => text.messageId === null && text.body === body);
  const { taken, rivals } = await ctx.database.read({
    taken: select(
      { providerId: sql<string>`provider_id` },
      sql`from messages where provider_id in
        (select value from json_each(${JSON.stringify(alike.map(({ providerId }) => providerId))}))`,
    ),
    rivals: select(
      { id: sql<string>`id` },
      sql`from messages where conversation_id = ${message.conversationId} and status in ('sending', 'unknown')
        and body = ${body} and provider_id is null and claimed_at >= ${claimedAt - 2 * SKEW_MS} order by claimed_at, id`,
    ),
  });
  const known = new Set(taken.map(({ providerId }) => providerId));
  const free = alike
    .filter(({ providerId }) => !known.has(providerId))
    .sort((a, b) => a.createdAtMs - b.createdAtMs);
  return choose(
    free,
    rivals.map((rival) => rival.id),
    id,
  );
}

/** Pure: as many texts as messages are theirs in order; none is nobody's; any other number cannot be told apart. */
export function choose(free: readonly TextAtProvider[], rivals: readonly string[], id: string): LookedUp {
  if (free.length === 0) return { found: "absent" };
  const word = free[rivals.indexOf(id)];
  return free.length === rivals.length && word ? { found: "text", word } : { found: "doubt" };
}
