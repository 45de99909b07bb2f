import * as z from "zod/mini";

// What a campaign is: wire and form.

export const campaignChannels = ["email", "sms", "push"] as const;
export type CampaignChannel = (typeof campaignChannels)[number];
export const campaignClasses = ["transactional", "marketing"] as const;
export type CampaignClass = (typeof campaignClasses)[number];
export const audienceLists = ["families", "students", "classes", "enrollments", "staff"] as const;
export type AudienceList = (typeof audienceLists)[number];

export const MAX_SUBJECT = 150;
export const MAX_BODY = 20_000;
/** A text of more than ten parts is a letter. */
export const MAX_TEXT = 1_530;
export const MAX_TICKED = 2_000;
export const MAX_ATTACHMENTS = 5;
export const MAX_ATTACHMENT_BYTES = 3_000_000;
/** Every mail carries all of them, and mail servers refuse what is much larger. */
export const MAX_ALL_ATTACHMENTS_BYTES = 7_000_000;
export const ATTACHMENT_TYPES = [
  "application/pdf",
  "image/png",
  "image/jpeg",
  "image/webp",
  "text/plain",
  "text/calendar",
  "text/csv",
] as const;

const id = z.string().check(z.minLength(5), z.maxLength(40));
const instant = z.int().check(z.minimum(0));

const rowIds = z._default(
  z.array(id).check(z.maxLength(MAX_TICKED, "Tick at most 2,000 rows, or filter instead")),
  [],
);

/** A list of the office as its URL says it, and the rows that were ticked; without any, all that the filter leaves. */
export const audienceInput = z.object({
  list: z.enum(audienceLists),
  filter: z._default(z.record(z.string(), z.string().check(z.maxLength(400))), {}),
  ids: rowIds,
  /** With everything ticked: the rows that were unticked again. */
  except: rowIds,
});
export type Audience = z.infer<typeof audienceInput>;

const words = {
  channel: z.enum(campaignChannels),
  class: z.enum(campaignClasses),
  subject: z.string().check(z.trim(), z.maxLength(MAX_SUBJECT, "At most 150 characters")),
  body: z.string().check(z.trim(), z.maxLength(MAX_BODY, "At most 20,000 characters")),
  audience: audienceInput,
};
export const campaignWords = z.object(words);
export type CampaignWords = z.infer<typeof campaignWords>;

export const createCampaignInput = z.object({ ...words, isFrozen: z._default(z.boolean(), false) });
export type CreateCampaignInput = z.infer<typeof createCampaignInput>;

const version = z.int().check(z.nonnegative());
export const updateCampaignInput = z.object({
  ...words,
  isFrozen: z.boolean(),
  version,
});
export type UpdateCampaignInput = z.infer<typeof updateCampaignInput>;

/** `sendAt` null: now. `recipients`: how many the screen promised, so that a very different number asks again. */
export const scheduleCampaignInput = z.object({ version, sendAt: z.nullable(instant) });
export type ScheduleCampaignInput = z.infer<typeof scheduleCampaignInput>;

export const campaignVersionInput = z.object({ version });

export const previewCampaignInput = z.extend(campaignWords, {
  /** Which of those it will be sent to, counted from 0. */
  at: z._default(z.int().check(z.nonnegative()), 0),
});
export type PreviewCampaignInput = z.infer<typeof previewCampaignInput>;

export const skippedInput = z.object({
  channel: z.enum(campaignChannels),
  class: z.enum(campaignClasses),
  audience: audienceInput,
  body: z.string().check(z.maxLength(MAX_BODY)),
  subject: z.string().check(z.maxLength(MAX_SUBJECT)),
});

export const campaignListFilter = z.object({
  state: z._default(z.enum(["pending", "sent"]), "sent"),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type CampaignListFilter = z.infer<typeof campaignListFilter>;

export const recipientFilters = [
  "all",
  "sent",
  "delivered",
  "opened",
  "clicked",
  "failed",
  "unknown",
  "skipped",
  "waiting",
] as const;
export const recipientFilter = z.object({
  state: z._default(z.enum(recipientFilters), "all"),
  cursor: z.optional(z.string().check(z.maxLength(400))),
});
export type RecipientFilter = z.infer<typeof recipientFilter>;

export const attachmentQuery = z.object({
  name: z._default(z.string().check(z.trim(), z.minLength(1), z.maxLength(120)), "file"),
});

export const campaignSettingsInput = z.object({
  version,
  /** Whether marketing mails tell who opened them and what they followed. */
  isTracked: z.boolean(),
  mailsPerMinute: z.int().check(z.minimum(10, "At least 10"), z.maximum(6_000, "At most 6,000")),
});
export type CampaignSettingsInput = z.infer<typeof campaignSettingsInput>;
