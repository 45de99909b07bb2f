import type { MessageProviderKind } from "../../../control-plane/schema.ts";

/** What a school gave us so that texts leave from its own number; opened just before use, never logged. */
export interface TextAccess {
  readonly accountId: string;
  readonly kind: MessageProviderKind;
  /** The school's account at the provider. */
  readonly providerAccount: string;
  readonly authToken: string;
  /** A pool of numbers at the provider, or the one number that texts come from. */
  readonly messagingService: string | null;
  readonly fromNumber: string | null;
}

/** The text providers of this deployment. The simulator is among them only where `/local/…` exists. */
export interface TextProviders {
  readonly kinds: readonly MessageProviderKind[];
  /** Costs nothing until something is asked of it. Null: this deployment has no such provider. */
  providerFor(access: TextAccess): TextProvider | null;
  /** Null as above. */
  webhooksOf(kind: MessageProviderKind, authToken: string): TextWebhooks | null;
}

/**
 * One school's way to text. Nothing here throws for what the outside world may do: a refusal, an outage and a time-out
 * are outcomes, and no outcome carries a secret. Every call ends within its time limit.
 */
export interface TextProvider {
  readonly kind: MessageProviderKind;
  /**
   * Sends a text, once for each call: no provider knows our ids, so asking twice may text somebody twice. After
   * `provider_down` nobody knows whether it left: look at `recentTo` before anything else.
   */
  send(text: OutgoingText): Promise<SendOutcome>;
  /** What went out to a number lately, the newest first. */
  recentTo(sought: RecentSought): Promise<RecentOutcome>;
  /** How one text stands, by the provider's id. */
  read(providerId: string): Promise<ReadOutcome>;
  /** A picture that came in. Addresses that are not the provider's own are not followed. */
  fetchMedia(url: string): Promise<MediaOutcome>;
  /** Has the provider hand what comes in to this address; also tells whether the credentials are good. */
  connect(inboundUrl: string): Promise<ConnectTextsOutcome>;
}

export interface OutgoingText {
  /** Ours. */
  readonly messageId: string;
  readonly to: string;
  readonly body: string;
  /** Public addresses of pictures. */
  readonly mediaUrls: readonly string[];
  /** Where the provider tells what becomes of it; carries our id. */
  readonly statusUrl: string;
}

/** How far a text has come, in the order in which that happens. */
export const TEXT_STATUSES = ["sent", "delivered", "undelivered", "failed"] as const;
export type TextStatus = (typeof TEXT_STATUSES)[number];

export interface TextTrouble {
  readonly code: string;
  /** For staff. */
  readonly words: string;
}

/** It did not leave, and will not: the number, the words or our configuration were refused. */
export interface TextRefused {
  readonly outcome: "refused";
  /** `stopped`: whoever has the number wrote STOP to the provider. */
  readonly reason: "stopped" | "bad_number" | "not_permitted" | "other";
  readonly trouble: TextTrouble;
}

/** No answer in time, or one that does not say: it may have left or not. */
export interface TextProviderDown {
  readonly outcome: "provider_down";
}

export type SendOutcome =
  | { readonly outcome: "taken"; readonly providerId: string }
  | TextRefused
  /** It did not leave: too much at once. May be sent again after this long. */
  | { readonly outcome: "busy"; readonly afterMs: number }
  | TextProviderDown;

export type ConnectTextsOutcome = { readonly outcome: "connected" } | TextRefused | TextProviderDown;

export interface RecentSought {
  readonly to: string;
  readonly sinceMs: number;
}

export interface TextAtProvider {
  readonly providerId: string;
  readonly to: string;
  readonly body: string;
  readonly status: TextStatus;
  readonly trouble: TextTrouble | null;
  readonly createdAtMs: number;
  /** Our id, where the provider can say it; null: only number, words and time tell which one it is. */
  readonly messageId: string | null;
}

export type RecentOutcome =
  | { readonly outcome: "listed"; readonly texts: readonly TextAtProvider[] }
  | TextRefused
  | TextProviderDown;
export type ReadOutcome =
  | { readonly outcome: "found"; readonly text: TextAtProvider }
  | { readonly outcome: "not_found" }
  | TextProviderDown;
export type MediaOutcome =
  | { readonly outcome: "fetched"; readonly bytes: Uint8Array; readonly contentType: string }
  /** It is not there (any more), is too large, or is nothing that we keep. */
  | { readonly outcome: "gone" }
  | TextProviderDown;

export interface TextWebhooks {
  /** Whether a delivery is the provider's own and unaltered, and what it says. */
  read(delivery: TextDelivery): Promise<TextReading>;
}

export interface TextDelivery {
  /** The address exactly as it was given to the provider: the signature is over it. */
  readonly url: string;
  readonly form: URLSearchParams;
  readonly headers: Headers;
}

export type TextReading =
  | { readonly reading: "forged" }
  /** Signed well, and nothing that we act on. */
  | { readonly reading: "ignored" }
  | ({ readonly reading: "inbound" } & InboundText)
  | ({ readonly reading: "status" } & StatusReport);

export interface InboundText {
  readonly providerAccount: string;
  readonly providerId: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly { readonly url: string; readonly contentType: string }[];
}

export interface StatusReport {
  readonly providerAccount: string;
  readonly providerId: string;
  readonly status: TextStatus;
  readonly trouble: TextTrouble | null;
}
