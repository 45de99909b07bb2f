import { sql } from "drizzle-orm";
import type { ControlActor } from "../../../control-plane/control-audit.ts";
import { describeMessaging } from "../../../control-plane/message-providers.ts";
import { select } from "../../../control-plane/query.ts";
import { createSnippet } from "../../domains/conversations/snippets.ts";
import { keepTexts, messagingDeps } from "../../domains/messaging-settings/connect-texts.ts";
import { grantCredits } from "../../domains/messaging-settings/grant-credits.ts";
import { receiveText } from "../../domains/texts/receive-text.ts";
import { systemContext } from "../../jobs/system-context.ts";
import { newProviderId } from "../../providers/sms/simulator/callbacks.ts";
import type { Services } from "../../services.ts";

const CREDITS = 500;
const MINUTE_MS = 60_000;
/** What families of a demonstration school wrote lately: minutes ago, and the words. */
const WRITTEN: readonly (readonly [minutesAgo: number, body: string])[] = [
  [2_910, "Hi! Is there a class for a 4 year old on Saturdays? A friend told us about you 😊"],
  [1_460, "Thanks, see you Thursday."],
  [190, "We're running ten minutes late today, sorry!"],
  [95, "Could she make up last week's class on Monday instead?"],
  [38, "Which door do we use for the meet on Sunday?"],
  [12, "We left a water bottle in the gym. It's the purple one, could you keep it at the desk?"],
];
const STRANGER = "+17735550142";
const SNIPPETS = [
  { title: "Running late", body: "Thanks for letting us know, [[guardian]]. We'll let the coach know." },
  {
    title: "Makeup",
    body: "Hi [[guardian]], you can book a makeup for [[students]] in the family portal. – [[me]], [[school]]",
  },
  { title: "Lost and found", body: "Hi [[guardian]], we have it at the front desk. – [[me]]" },
];

/** Lets a demonstration account text with simulated phones, with credits and a few conversations; does it once. */
export async function connectPhones(
  services: Services,
  accountId: string,
  actor: ControlActor,
): Promise<void> {
  if (await describeMessaging(messagingDeps(services), accountId)) return;
  await keepTexts(
    services,
    {
      ...{ accountId, kind: "simulator", providerAccount: `simulated_${accountId}` },
      ...{ authToken: `simulator-token-${accountId}`, messagingService: null, fromNumber: "+13125550100" },
    },
    actor,
  );
  const ctx = await systemContext(services, accountId, "local-setup");
  const { numbers } = await ctx.database.read({
    numbers: select(
      { e164: sql<string>`e164` },
      sql`from phones where e164 is not null and text_opt_in = 1 and deleted_at is null order by id
        limit ${WRITTEN.length - 1}`,
    ),
  });
  await grantCredits(ctx, { kind: "granted", credits: CREDITS, reason: "To try texting with" });
  for (const snippet of SNIPPETS) await createSnippet(ctx, snippet);
  for (const [i, [minutesAgo, body]] of WRITTEN.entries()) {
    const from = i === 0 ? STRANGER : numbers[i - 1]?.e164;
    if (from === undefined) continue;
    const at = { ...ctx, nowMs: ctx.nowMs - minutesAgo * MINUTE_MS };
    const to = { providerAccount: "", to: "", media: [] };
    await receiveText(at, { ...to, providerId: newProviderId(), from, body });
  }
}
