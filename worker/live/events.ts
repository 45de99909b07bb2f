/** What the Worker tells an account's feed. */
export type LiveEvent =
  | { readonly kind: "activity"; readonly number: number }
  | {
      readonly kind: "task";
      readonly staffId: string | null;
      readonly id: string;
      readonly status: string;
      readonly done: number;
      readonly total: number | null;
    };

/** Who is at the other end of a socket, as the Worker found when it let them in. */
export interface Listener {
  readonly staffId: string;
  readonly seesActivity: boolean;
  readonly seesAllTasks: boolean;
  readonly expiresAtMs: number;
}

/** Who is at the other end of a socket of the Messenger Center. */
export interface MessengerListener {
  readonly staffId: string;
  readonly name: string;
  readonly expiresAtMs: number;
}

/** An idle session ends elsewhere; a socket is asked to prove itself anew at least so often. */
export const SOCKET_MS = 60 * 60_000;

/** Carries the listener from the Worker to the feed; nobody outside reaches the feed, so nobody can forge it. */
export const LISTENER_HEADER = "x-chalkline-listener";
