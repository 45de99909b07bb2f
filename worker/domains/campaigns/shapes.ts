import type { RECIPIENT_STATES } from "../../../tenant-schema/campaigns.ts";
import type { Audience, CampaignChannel, CampaignClass } from "./schemas.ts";

export type RecipientState = (typeof RECIPIENT_STATES)[number];
export type CampaignState = "draft" | "scheduled" | "sending" | "sent" | "cancelled";

/** Why somebody in the audience is not written to. */
export type SkipReason =
  | "no_address"
  | "opted_out"
  | "stopped"
  | "suppressed"
  | "duplicate"
  | "not_active"
  | "not_chosen"
  /** Nobody of the family signs in, so nobody decided how to be told. */
  | "no_login";

export type CampaignCounts = Readonly<Partial<Record<RecipientState, number>>>;

export interface CampaignVariable {
  /** As it is written between the brackets: `family.name`. */
  readonly name: string;
  readonly description: string;
}

export interface CampaignRow {
  readonly id: string;
  readonly version: number;
  readonly channel: CampaignChannel;
  readonly class: CampaignClass;
  readonly subject: string;
  readonly state: CampaignState;
  readonly sendAt: number | null;
  readonly sentAt: number | null;
  readonly createdAt: number;
  readonly staffName: string;
  readonly counts: CampaignCounts;
}

export interface AttachmentRow {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

export interface CampaignPage extends CampaignRow {
  readonly body: string;
  readonly audience: Audience;
  readonly audienceText: string;
  readonly isFrozen: boolean;
  readonly isTracked: boolean;
  readonly failure: string | null;
  readonly isEmptied: boolean;
  readonly taskId: string | null;
  /** It is being sent, and its task gave up. */
  readonly isStuck: boolean;
  readonly attachments: readonly AttachmentRow[];
  readonly links: readonly { readonly url: string; readonly clicks: number }[];
  readonly variables: readonly CampaignVariable[];
}

export interface CampaignRecipient {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly via: CampaignChannel;
  readonly state: RecipientState;
  readonly why: string | null;
  readonly sentAt: number | null;
  readonly familyId: string | null;
  readonly staffId: string | null;
}

/** One of the recipients as they would receive it, and how many there are of each. */
export interface CampaignPreview {
  readonly recipients: number;
  readonly skipped: readonly { readonly reason: SkipReason; readonly count: number }[];
  readonly variables: readonly CampaignVariable[];
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly shown: {
    readonly at: number;
    readonly name: string;
    readonly address: string;
    readonly via: CampaignChannel;
    readonly subject: string;
    readonly text: string;
    readonly html: string;
  } | null;
  /** What texts cost, for those who may know. */
  readonly cost: TextCost | null;
}

export interface TextCost {
  readonly segments: number;
  readonly credits: number;
  readonly balance: number;
}

export interface SkippedRow {
  readonly name: string;
  readonly address: string;
  readonly reason: SkipReason;
}

export interface CampaignSettings {
  readonly isTracked: boolean;
  readonly mailsPerMinute: number;
  readonly version: number;
}
