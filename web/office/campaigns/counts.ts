import type { CampaignCounts, RecipientState } from "../../../worker/domains/campaigns/shapes.ts";

const sum = (counts: CampaignCounts, states: readonly RecipientState[]) =>
  states.reduce((total, state) => total + (counts[state] ?? 0), 0);

/** Whoever opened it also got it. */
export const reached = (counts: CampaignCounts) => sum(counts, ["sent", "delivered", "opened", "clicked"]);

/** What the page of a campaign counts, each with the filter that shows who they are. */
export const columnsOf = (counts: CampaignCounts) =>
  [
    { state: "sent", label: "Sent", count: reached(counts) },
    { state: "delivered", label: "Delivered", count: sum(counts, ["delivered", "opened", "clicked"]) },
    { state: "opened", label: "Opened", count: sum(counts, ["opened", "clicked"]) },
    { state: "clicked", label: "Followed a link", count: sum(counts, ["clicked"]) },
    { state: "failed", label: "Bounced or refused", count: sum(counts, ["bounced", "rejected"]) },
    { state: "unknown", label: "In doubt", count: sum(counts, ["unknown"]) },
    { state: "waiting", label: "Waiting", count: sum(counts, ["waiting", "sending"]) },
    { state: "skipped", label: "Skipped", count: sum(counts, ["skipped"]) },
  ] as const;
