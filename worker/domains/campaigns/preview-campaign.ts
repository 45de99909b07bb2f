import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { MessagingSettings } from "../messaging-settings/schemas.ts";
import {
  betweenHeaderAndFooter,
  messagingSettingsOf,
  messagingSettingsQuery,
} from "../messaging-settings/settings-query.ts";
import { creditsFor, measureText } from "../texts/schemas.ts";
import { subjectsOf } from "./audience-subjects.ts";
import { requireCampaign } from "./campaign-rights.ts";
import { senderQuery } from "./campaign-settings.ts";
import { wordProblems } from "./campaign-words.ts";
import { type RecipientFacts, recipientAt } from "./recipient-facts.ts";
import { recipientsOf } from "./recipients.ts";
import { campaignMail, phoneWords } from "./render-campaign.ts";
import type { CampaignWords, PreviewCampaignInput } from "./schemas.ts";
import type { CampaignPreview, SkippedRow, SkipReason } from "./shapes.ts";
import { grainOf, variablesFor } from "./variables.ts";

/** How many it goes to, who is skipped and why, and one of them as they would receive it. @throws Forbidden, Precondition */
export async function previewCampaign(
  ctx: Context,
  input: PreviewCampaignInput,
  publicOrigin: string,
): Promise<CampaignPreview> {
  requireCampaign(ctx, input, "view");
  const recipients = recipientsFor(ctx, input);
  const { counts, shown, sender, balance, stored } = await read(ctx, {
    counts: countsQuery(recipients),
    shown: recipientAt(recipients, input.at),
    sender: senderQuery(),
    stored: messagingSettingsQuery(),
    balance: select(
      { credits: sql<number>`coalesce((select value from tallies where name = 'message_credits'), 0)` },
      sql``,
    ),
  });
  const problems = wordProblems(input);
  const facts = shown[0];
  const reached = counts.filter((row) => row.reason === null);
  const total = reached.reduce((sum, row) => sum + row.count, 0);
  const rendered =
    facts && problems.length === 0 ? rendition(ctx, input, facts, publicOrigin, sender[0]!) : null;
  const asText = rendered && textFor(input.channel, rendered, messagingSettingsOf(stored));
  const texts = reached.filter((row) => row.via === "sms").reduce((sum, row) => sum + row.count, 0);
  const segments = asText !== null && texts > 0 ? measureText(asText).segments : 0;
  return {
    recipients: total,
    skipped: counts.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }])),
    variables: variablesFor(input.audience.list),
    problems,
    shown: rendered && {
      at: input.at,
      name: facts!.name,
      address: facts!.address,
      via: facts!.via,
      ...rendered,
      text: facts!.via === "sms" ? asText! : rendered.text,
    },
    cost:
      texts > 0
        ? { segments, credits: texts * creditsFor(segments, 0), balance: balance[0]?.credits ?? 0 }
        : null,
  };
}

/** Who is in the audience and yet not written to. */
export async function listSkipped(ctx: Context, input: CampaignWords): Promise<{ rows: SkippedRow[] }> {
  requireCampaign(ctx, input, "view");
  const recipients = recipientsFor(ctx, input);
  const { rows } = await read(ctx, {
    rows: select(
      { name: sql<string>`q.name`, address: sql<string>`q.address`, reason: sql<SkipReason>`q.why` },
      sql`from (select * from (${recipients}) where why is not null order by why, name limit ${MAX_SKIPPED}) q`,
    ),
  });
  return { rows };
}

const MAX_SKIPPED = 200;

/** What arrives on a phone, and is counted: the words between what the school puts around every text to many. */
function textFor(
  channel: CampaignWords["channel"],
  rendered: { readonly subject: string; readonly text: string },
  settings: MessagingSettings,
): string {
  return betweenHeaderAndFooter(phoneWords(channel, rendered), settings);
}

type Words = Pick<CampaignWords, "channel" | "class" | "subject" | "body" | "audience">;

function recipientsFor(ctx: Context, words: Words) {
  const { channel, audience } = words;
  const reach = { channel, class: words.class, list: audience.list, grain: grainOf(words) };
  return recipientsOf(subjectsOf(ctx, audience), reach);
}

interface Counted {
  readonly reason: SkipReason | null;
  readonly via: "email" | "sms" | "push";
  readonly count: number;
}

function countsQuery(recipients: ReturnType<typeof recipientsOf>): Query<Counted> {
  return select(
    {
      reason: sql<SkipReason | null>`q.why`,
      via: sql<"email" | "sms" | "push">`q.via`,
      count: sql<number>`count(*)`,
    },
    sql`from (${recipients}) q group by q.why, q.via order by q.why`,
  );
}

function rendition(
  ctx: Context,
  words: Words,
  facts: RecipientFacts,
  publicOrigin: string,
  sender: { readonly replyTo: string | null; readonly postalAddress: string },
) {
  const trimmings = { base: null, links: [], isTracked: false, ...sender };
  const isMail = words.channel === "email";
  const asClass = isMail ? words.class : "transactional";
  const mail = campaignMail(ctx, { ...words, class: asClass }, facts, publicOrigin, trimmings);
  return { subject: mail.subject, text: mail.text, html: mail.html };
}
