import * as z from "zod/mini";

// Everything that was written to somebody, and what they wrote.

export const timelineFilter = z.object({
  /** As the page before said it: an instant and an id, since many are written to at once. */
  before: z.optional(z.string().check(z.regex(/^\d{1,14}~\w{1,40}$/))),
});
export type TimelineFilter = z.infer<typeof timelineFilter>;

export const mailLogFilter = z.object({ cursor: z.optional(z.string().check(z.maxLength(400))) });

/** One mail, text or push message. */
export interface TimelineEntry {
  readonly id: string;
  readonly at: number;
  readonly channel: "email" | "sms" | "push";
  readonly direction: "in" | "out";
  /** Of a campaign, a conversation, or one of our own mails. */
  readonly source: "campaign" | "conversation" | "mail";
  readonly sourceId: string | null;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  readonly state: string;
  readonly why: string | null;
  readonly authorName: string | null;
}

export interface Timeline {
  readonly rows: readonly TimelineEntry[];
  /** Ask before this for what is older; null: that is all. */
  readonly before: string | null;
}

/** A mail that is none of a campaign. */
export interface MailLogRow {
  readonly id: string;
  readonly template: string;
  readonly familyId: string | null;
  readonly familyName: string | null;
  readonly staffId: string | null;
  readonly address: string;
  readonly subject: string;
  readonly via: "email" | "push";
  readonly state: string;
  readonly why: string | null;
  readonly sentAt: number;
}
