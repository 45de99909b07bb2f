import { sql } from "drizzle-orm";
import { wakeAccountBy } from "../../../control-plane/due-accounts.ts";
import { openTenant } from "../../../control-plane/open-tenant.ts";
import type { WebhookPath } from "../../../control-plane/payment-webhook-paths.ts";
import { select, statement } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { openDeps, type Services } from "../../services.ts";
import { MINUTE_MS } from "./attempt.ts";

export const APPLY_WEBHOOK = "apply-webhook";

/**
 * Keeps an event word for word, with the effect that applies it, in one batch. The same event again changes nothing.
 * Answers whether it is new.
 */
export async function receiveWebhook(
  services: Services,
  path: WebhookPath,
  event: { readonly id: string; readonly kind: string; readonly body: string },
): Promise<boolean> {
  const { accountId, kind: processor } = path;
  const { database } = await openTenant(openDeps(services), { accountId });
  const nowMs = services.house.now();
  const { before } = await database.read({
    before: select(
      { kind: sql<string>`kind` },
      sql`from webhook_events where processor = ${processor} and event_id = ${event.id}`,
    ),
  });
  if (before[0]) return false;
  await wakeAccountBy(services.control, accountId, nowMs + MINUTE_MS);
  const payload = JSON.stringify({ processor, eventId: event.id });
  await database.commit({
    statements: [
      statement(sql`insert into webhook_events (processor, event_id, kind, body, received_at)
        values (${processor}, ${event.id}, ${event.kind}, ${event.body}, ${nowMs}) on conflict do nothing`),
      statement(sql`insert into outbox (id, topic, payload, change_id, created_at, not_before)
        values (${newId("outbox", nowMs)}, ${APPLY_WEBHOOK}, ${payload}, null, ${nowMs}, ${nowMs})`),
    ],
  });
  return true;
}
