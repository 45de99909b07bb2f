import * as z from "zod/mini";

const id = z.string().check(z.minLength(5), z.maxLength(40));
const text = (most: number, words: string) =>
  z.string().check(z.trim(), z.minLength(1, words), z.maxLength(most, `At most ${most} characters`));

/** `open` is whatever is not done, also what is unread. */
export const conversationViews = ["open", "unread", "mine", "closed", "all"] as const;
export type ConversationView = (typeof conversationViews)[number];

export const conversationFilter = z.object({
  view: z._default(z.enum(conversationViews), "open"),
  q: z.optional(z.string().check(z.trim(), z.maxLength(100))),
  cursor: z.optional(z.string().check(z.maxLength(300))),
});
export type ConversationFilter = z.infer<typeof conversationFilter>;

export const threadQuery = z.object({ before: z.optional(z.string().check(z.maxLength(40))) });

export const startInput = z.union([
  z.object({ familyId: id, phoneId: z.optional(id) }),
  z.object({ staffId: id }),
]);
export type StartInput = z.infer<typeof startInput>;

export const textInput = z
  .object({
    body: z.string().check(z.trim(), z.maxLength(1_600, "At most 1,600 characters")),
    fileIds: z._default(z.array(id).check(z.maxLength(5, "At most 5 pictures")), []),
  })
  .check(
    z.refine(({ body, fileIds }) => body !== "" || fileIds.length > 0, {
      path: ["body"],
      message: "Write something, or add a picture",
    }),
  );
export type TextInput = z.infer<typeof textInput>;

export const stateInput = z.object({ state: z.enum(["unread", "open", "closed"]) });
export const assigneeInput = z.object({ staffId: z.nullable(id) });
export const conversationNoteInput = z.object({ body: text(2_000, "Write the note") });
export const leadInput = z.object({ leadName: text(80, "Enter a name") });
/** Without a guardian the number is the family's. */
export const linkInput = z.object({ familyId: id, guardianId: z._default(z.nullable(id), null) });
export type LinkInput = z.infer<typeof linkInput>;
export const settleInput = z.object({ how: z.enum(["again", "leave", "cancel"]) });

export const snippetInput = z.object({
  title: text(60, "Enter a title"),
  body: text(1_600, "Write the text"),
});
export type SnippetInput = z.infer<typeof snippetInput>;
export const updateSnippetInput = z.extend(snippetInput, { version: z.int().check(z.positive()) });

/** What a snippet may name; each is filled in before the text is shown to whoever sends it. */
export const SNIPPET_VARIABLES = ["guardian", "family", "students", "school", "me"] as const;

export interface ConversationRow {
  readonly id: string;
  readonly kind: "family" | "staff" | "lead" | "unknown";
  readonly name: string | null;
  readonly e164: string;
  readonly familyId: string | null;
  readonly familyName: string | null;
  readonly staffId: string | null;
  readonly state: "unread" | "open" | "closed";
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly unreadCount: number;
  readonly lastMessageAt: number;
  readonly lastDirection: "in" | "out" | null;
  readonly lastWords: string;
  readonly isStopped: boolean;
}

export interface ConversationsPage {
  readonly rows: readonly ConversationRow[];
  readonly nextCursor: string | null;
  readonly unread: number;
}

export interface TextRow {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly kind: "conversation" | "auto_reply" | "campaign" | "notice" | "test";
  readonly body: string;
  readonly segments: number;
  readonly status:
    | "received"
    | "queued"
    | "sending"
    | "unknown"
    | "sent"
    | "delivered"
    | "undelivered"
    | "failed"
    | "cancelled";
  /** A text that waits: until then. An unknown one: the provider is asked again then; null: a person decides. */
  readonly dueAt: number | null;
  readonly errorText: string | null;
  readonly authorName: string | null;
  readonly createdAt: number;
  readonly pictures: readonly { readonly fileId: string | null; readonly isComing: boolean }[];
}

export interface NoteRow {
  readonly id: string;
  readonly body: string;
  readonly authorName: string;
  readonly createdAt: number;
}

export interface FamilyBeside {
  readonly id: string;
  readonly name: string;
  readonly balanceMinor: number | null;
  readonly flagText: string | null;
  readonly students: readonly {
    readonly id: string;
    readonly name: string;
    readonly classes: readonly string[];
  }[];
}

export interface ThreadPage {
  readonly conversation: ConversationRow & { readonly version: number };
  readonly texts: readonly TextRow[];
  /** Whether there are older ones than the first of these. */
  readonly hasOlder: boolean;
  readonly notes: readonly NoteRow[];
  readonly family: FamilyBeside | null;
  readonly staff: readonly { readonly id: string; readonly name: string }[];
  readonly snippets: readonly SnippetRow[];
  readonly sending: SendingFacts;
}

export interface SendingFacts {
  /** Why nothing can be sent; null: it can. */
  readonly block: "stopped" | "not_agreed" | null;
  readonly blockWords: string | null;
  /** Quiet hours: what is written now leaves then. */
  readonly heldUntilMs: number | null;
  readonly creditsLeft: number;
  readonly variables: Readonly<Record<(typeof SNIPPET_VARIABLES)[number], string>>;
}

export interface SnippetRow extends SnippetInput {
  readonly id: string;
  readonly version: number;
}
