import type { CampaignChannel } from "../../../worker/domains/campaigns/schemas.ts";
import type { CampaignState, RecipientState, SkipReason } from "../../../worker/domains/campaigns/shapes.ts";
import type { PillTone } from "../../shared/ui/pill.tsx";
import { phoneOf } from "../messenger/words.ts";

export const channelNames: Record<CampaignChannel, string> = {
  email: "E-mail",
  sms: "Text",
  push: "Push",
};

export const stateNames: Record<CampaignState, { label: string; tone: PillTone }> = {
  draft: { label: "Draft", tone: "plain" },
  scheduled: { label: "Scheduled", tone: "accent" },
  sending: { label: "Being sent", tone: "warn" },
  sent: { label: "Sent", tone: "good" },
  cancelled: { label: "Called off", tone: "plain" },
};

export const recipientNames: Record<RecipientState, { label: string; tone: PillTone }> = {
  waiting: { label: "Waiting", tone: "plain" },
  sending: { label: "On its way", tone: "accent" },
  sent: { label: "Sent", tone: "good" },
  delivered: { label: "Delivered", tone: "good" },
  opened: { label: "Opened", tone: "good" },
  clicked: { label: "Link followed", tone: "good" },
  bounced: { label: "Bounced", tone: "bad" },
  rejected: { label: "Refused", tone: "bad" },
  unknown: { label: "In doubt", tone: "warn" },
  skipped: { label: "Skipped", tone: "plain" },
};

export const skipNames: Record<SkipReason, string> = {
  no_address: "No address to write to",
  opted_out: "Wants no advertisements or texts",
  stopped: "Wrote STOP",
  suppressed: "Address suppressed: mail to it bounced, or nobody may write there",
  duplicate: "The same address gets it already",
  not_active: "No longer active",
  not_chosen: "Chose not to be told this way",
  no_login: "Nobody of the family logs in to the portal; send a mail instead",
};

/** Why somebody was skipped or what went wrong, in words. */
export const whyWords = (why: string | null) =>
  why !== null && why in skipNames ? skipNames[why as SkipReason] : why;

/** An address as people write it: numbers by the school's region. */
export const addressText = (via: "email" | "sms" | "push", address: string) =>
  via === "sms" && address.startsWith("+") ? phoneOf(address) : address;
