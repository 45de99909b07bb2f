import { sql } from "drizzle-orm";
import { type Query, returning, select, statement } from "../../../control-plane/query.ts";
import { campaignRecipients } from "../../../tenant-schema/campaigns.ts";
import type { TaskProgress } from "../../jobs/task.ts";
import { guard } from "../../kernel/row-statements.ts";
import { MailDelayed } from "../../providers/email/email.ts";
import { attachmentsOf } from "./campaign-queries.ts";
import { campaignSettingsOf, campaignSettingsQuery, senderQuery } from "./campaign-settings.ts";
import { type CampaignStep, over, progressed } from "./campaign-step.ts";
import { deliver, type Outfit } from "./deliver.ts";
import { loadAttachments } from "./load-attachments.ts";
import { claimedFacts } from "./recipient-facts.ts";
import { settlePage } from "./settle-page.ts";

/** What a crash leaves in doubt at most. */
export const PAGE_RECIPIENTS = 20;
/** A Worker has six connections; one is for the database. */
const AT_ONCE = 5;
const MINUTE_MS = 60_000;

/** Claims the next recipients, writes to them, and notes what became of each. */
export async function sendPage(step: CampaignStep): Promise<TaskProgress> {
  const { ctx, task, campaign, services } = step;
  const beganAtMs = performance.now();
  const ids = await claimPage(step);
  if (ids.length === 0) return finish(step);
  const { recipients, settings, sender, links, files } = await ctx.database.read({
    recipients: claimedFacts(ids),
    settings: campaignSettingsQuery(),
    sender: senderQuery(),
    links: linksOf(campaign.id),
    files: attachmentsOf(campaign.id),
  });
  const { mailsPerMinute, isTracked } = campaignSettingsOf(settings);
  const outfit: Outfit = {
    sender: sender[0]!,
    links: links.map((link) => link.url),
    isTracked,
    attachments: await loadAttachments(services.env.FILES, files),
  };
  const deliveries = await inParallel(recipients, (recipient) => deliver(step, recipient, outfit));
  const next = { ...step, task: { ...task, cursor: task.cursor + 1 } };
  await settlePage(next, deliveries);
  const isDown = deliveries.every((one) => one.isServerDown);
  // Nobody could be written to at all: the queue tries again later, more and more slowly.
  if (isDown) throw new MailDelayed(deliveries[0]!.why ?? "the mail server does not answer");
  await pace(beganAtMs, deliveries.length, mailsPerMinute);
  return { ...task, cursor: task.cursor + 1, done: task.done + deliveries.length };
}

/**
 * In one batch, before anybody is written to. What an earlier page left in `sending` was in the hands of a provider when
 * its runner died: it may have gone out, so it is not sent again. A text is only queued by us, so it simply waits again.
 */
async function claimPage({ ctx, task, campaign }: CampaignStep): Promise<string[]> {
  const left = sql`campaign_id = ${campaign.id} and state = 'sending'`;
  const answers = await ctx.database.commit({
    statements: [
      guard(
        "campaign_state",
        sql`exists (select 1 from living_campaigns where id = ${campaign.id} and state = 'sending')`,
      ),
      ...progressed(task, ctx.nowMs, { done: 0 }),
      statement(sql`update campaign_recipients set state = 'waiting', changed_at = ${ctx.nowMs}
        where ${left} and via = 'sms' and message_id is null`),
      statement(sql`update campaign_recipients set state = 'unknown', changed_at = ${ctx.nowMs}, why = ${LEFT_IN_DOUBT}
        where ${left}`),
      returning(
        sql`update campaign_recipients set state = 'sending', claim = ${task.cursor}, changed_at = ${ctx.nowMs}
          where id in (select id from campaign_recipients where campaign_id = ${campaign.id} and state = 'waiting'
            order by id limit ${PAGE_RECIPIENTS})`,
        { id: campaignRecipients.id },
      ),
    ],
  });
  const rows = (answers.at(-1) ?? []) as { readonly id: string }[];
  return rows.map((row) => row.id);
}

export const LEFT_IN_DOUBT =
  "Sending was interrupted just then. It may have gone out, or not; it was not sent a second time.";

function linksOf(campaignId: string): Query<{ url: string }> {
  return select(
    { url: sql<string>`url` },
    sql`from campaign_links where campaign_id = ${campaignId} order by position`,
  );
}

async function finish({ ctx, task, campaign }: CampaignStep): Promise<TaskProgress> {
  const next = { ...task, cursor: task.cursor + 1 };
  return over(ctx, next, "Sent", `/campaigns/${campaign.id}`, [
    statement(sql`update campaigns set state = 'sent', sent_at = ${ctx.nowMs}, version = version + 1,
      updated_at = ${ctx.nowMs} where id = ${campaign.id} and state = 'sending'`),
  ]);
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** No faster than the school wants: a sender that suddenly writes to thousands is taken for a spammer. */
async function pace(beganAtMs: number, sent: number, perMinute: number): Promise<void> {
  const dueMs = beganAtMs + (sent * MINUTE_MS) / perMinute;
  const waitMs = Math.min(10_000, dueMs - performance.now());
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
