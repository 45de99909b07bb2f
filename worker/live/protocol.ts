import * as z from "zod/mini";

// What travels on the socket of an account's live feed. A frame says that something newer is there and nothing about it:
// whoever is told asks the API, which knows what they may see.

interface Numbered {
  /** Counts the frames of one account; a client that lost its socket asks for those after the last one it has. */
  readonly seq: number;
}

/** Items of online activity up to this number are there; what changed is asked for with `after`. */
export interface ActivityFrame extends Numbered {
  readonly kind: "activity";
  readonly number: number;
}

/** A background task went on; told to whoever started it and to those who see all tasks. */
export interface TaskFrame extends Numbered {
  readonly kind: "task";
  readonly id: string;
  readonly status: string;
  readonly done: number;
  readonly total: number | null;
}

/** The first frame of a socket. `missed`: more was lost than the feed keeps, so that everything is to be asked anew. */
export interface HelloFrame extends Numbered {
  readonly kind: "hello";
  readonly missed: boolean;
  /**
   * How long ago something was told last; null: nothing ever was. A page that is older than that, and has no number to
   * resume after, may have asked for its data before it.
   */
  readonly toldAgeMs: number | null;
}

export type LiveFrame = ActivityFrame | TaskFrame | HelloFrame;

/** What happened in a conversation, and to which of its rows. */
export interface ConversationNews extends Numbered {
  readonly what: "message" | "status" | "conversation" | "note";
  readonly conversationId: string;
  readonly rowId: string;
}

/** News of the Messenger Center, in order; what it is, is asked for. */
export interface NewsFrame {
  readonly kind: "news";
  readonly items: readonly ConversationNews[];
}

/** Who looks at the same conversation, and who types there. */
export interface HereFrame {
  readonly kind: "here";
  readonly conversationId: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly isTyping: boolean }[];
}

export type MessengerFrame = NewsFrame | HereFrame | HelloFrame;

/** What a page tells the Messenger Center: where its person is, and whether they type. */
export const messengerWord = z.object({
  at: z.nullable(z.string().check(z.maxLength(40))),
  isTyping: z.boolean(),
});
export type MessengerWord = z.infer<typeof messengerWord>;

/** Answered by the platform itself, without waking anything. */
export const PING = "ping";
export const PONG = "pong";

/** The session behind the socket has ended: connecting again needs another one. */
export const CLOSE_SESSION_ENDED = 4401;
/** The same person opened too many sockets; the oldest one makes room. */
export const CLOSE_TOO_MANY = 4429;
