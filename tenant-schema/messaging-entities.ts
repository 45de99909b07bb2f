import { campaigns, pushSubscriptions, staffNotificationChoices, suppressions } from "./campaigns.ts";
import { conversationNotes, conversations, messages, snippets } from "./conversations.ts";

/** Those of `entities` that are about writing to people: conversations, campaigns, who is told how. */
export const messagingEntities = {
  conversations: { table: conversations, noun: "conversation", subject: "id", person: "familyId" },
  messages: {
    table: messages,
    noun: "text message",
    subject: "conversationId",
    person: null,
    neverRewritten: ["body", "searchWords"],
  },
  conversationNotes: {
    table: conversationNotes,
    noun: "note of a conversation",
    subject: "conversationId",
    person: null,
  },
  snippets: { table: snippets, noun: "snippet", subject: "id", person: null },
  campaigns: { table: campaigns, noun: "campaign", subject: "id", person: null },
  suppressions: { table: suppressions, noun: "suppressed address", subject: "id", person: null },
  pushSubscriptions: {
    table: pushSubscriptions,
    noun: "device for push",
    subject: ["loginId", "staffId"],
    person: "loginId",
  },
  staffNotificationChoices: {
    table: staffNotificationChoices,
    noun: "notification choice",
    subject: "staffId",
    person: null,
  },
} as const;
