import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { describeMessaging } from "../../../control-plane/message-providers.ts";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { Services } from "../../services.ts";
import { snippetsQuery } from "../conversations/get-thread.ts";
import { refilledSince } from "../texts/refill-credits.ts";
import { CREDIT_CURRENCY, creditPriceMicros } from "../texts/schemas.ts";
import { messagingDeps } from "./connect-texts.ts";
import type { CreditMovement, MessagingSettings, MessagingSettingsPage } from "./schemas.ts";
import { messagingSettingsOf, messagingSettingsQuery } from "./settings-query.ts";

const MOVEMENTS_SHOWN = 30;

/** What the school decided of its texts, through whom they leave, and what is left to pay for them. */
export async function getMessagingSettings(ctx: Context, services: Services): Promise<MessagingSettingsPage> {
  requireRight(ctx, "settings", "view");
  const { stored, credits, movements, snippets } = await read(ctx, {
    stored: messagingSettingsQuery(),
    credits: select(
      { left: sql<number>`value`, refilled: sql<number>`${refilledSince(ctx)}` },
      sql`from tallies where name = 'message_credits'`,
    ),
    movements: movementsQuery(),
    snippets: snippetsQuery(),
  });
  const settings = messagingSettingsOf(stored);
  const left = credits[0]?.left ?? 0;
  const facts = await describeMessaging(messagingDeps(services), ctx.account.id);
  return {
    settings,
    version: stored[0]?.version ?? 0,
    connected: facts,
    kinds: services.house.providers.texts.kinds,
    credits: {
      left,
      currency: CREDIT_CURRENCY,
      priceMicros: creditPriceMicros(ctx.account.phoneRegion),
      isLow: left < settings.lowCredits,
      refilledThisMonth: credits[0]?.refilled ?? 0,
    },
    movements,
    snippets,
  };
}

/** Everything but the single texts: those are in their conversations. */
function movementsQuery(): Query<CreditMovement> {
  return select(
    {
      id: sql<string>`id`,
      kind: sql<CreditMovement["kind"]>`kind`,
      credits: sql<number>`credits`,
      priceMicros: sql<number | null>`price_micros`,
      isRefill: flag(sql`is_refill`),
      reason: sql<string | null>`reason`,
      at: sql<number>`at`,
    },
    sql`from message_credit_entries where message_id is null order by at desc limit ${MOVEMENTS_SHOWN}`,
  );
}

/** Decides how the school texts, from now on. @throws Conflict `changed_meanwhile` */
export async function updateMessagingSettings(
  ctx: Context,
  input: MessagingSettings & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { version, ...value } = input;
  const { stored } = await read(ctx, { stored: messagingSettingsQuery() });
  if ((stored[0]?.version ?? 0) !== version) throw changedMeanwhile();
  const change = new Change(ctx, {
    action: "settings.messaging",
    summary: "Changed how the school texts",
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  const current = { id: "messaging", version, value: messagingSettingsOf(stored) };
  if (!stored[0]) change.insert("settings", { id: "messaging", value });
  else if (!change.update("settings", current, { value })) return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    // Two people decided for the first time at once.
    throw error instanceof UniqueViolation ? changedMeanwhile() : error;
  }
}

function changedMeanwhile(): Conflict {
  return new Conflict(
    "changed_meanwhile",
    "Somebody else changed how the school texts while you were working on it. Look at the current state and try again.",
  );
}
