/** A browser's own address at its push service, and the keys that only it can read with. */
export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface PushContent {
  readonly title: string;
  readonly body: string;
  /** The page that a tap opens, on our own origin. */
  readonly url: string;
  /** A later message with the same tag takes the earlier one's place. */
  readonly tag: string;
}

/** `gone`: the browser has taken it back, for good. */
export type PushOutcome = "sent" | "gone" | "refused" | "unclear";

export interface PushProvider {
  /** What a browser is told when it subscribes; null: this deployment has no keys, so nobody can. */
  readonly publicKey: string | null;
  /** Whether an address belongs to a push service; nothing else is ever asked. */
  readonly knows: (endpoint: string) => boolean;
  send(target: PushTarget, content: PushContent): Promise<PushOutcome>;
}
