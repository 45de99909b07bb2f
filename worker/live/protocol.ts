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
}

export type LiveFrame = ActivityFrame | TaskFrame | HelloFrame;

/** Answered by the platform itself, without waking anything. */
export const PING = "ping";
export const PONG = "pong";

/** The session behind the socket has ended: connecting again needs another one. */
export const CLOSE_SESSION_ENDED = 4401;
/** The same person opened too many sockets; the oldest one makes room. */
export const CLOSE_TOO_MANY = 4429;
