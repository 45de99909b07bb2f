// What the family portal answers about makeups, for the wire and the screens.
import type { PermissionMode } from "../portal-settings/schemas.ts";
import type { BookMakeupOutcome, MakeupOpening, MakeupToken, TokenEntry } from "./shapes.ts";

/** A token of a child, without what staff wrote for themselves. */
export interface OwnToken
  extends Pick<
    MakeupToken,
    "id" | "state" | "origin" | "missed" | "location" | "programs" | "issuedOn" | "expiresOn" | "booking"
  > {
  readonly entries: readonly Pick<TokenEntry, "id" | "kind" | "effectiveOn">[];
}

export interface OwnTokens {
  readonly mode: PermissionMode;
  /** Makeups can be booked so many days ahead. */
  readonly bookAheadDays: number;
  readonly available: number;
  readonly tokens: readonly OwnToken[];
  readonly now: number;
}

/** A meeting that has a place, fits the child, and for which there is a token. */
export type OwnOpening = Omit<MakeupOpening, "problems" | "tokenId"> & {
  readonly tokenExpiresOn: string | null;
};

export interface OwnOpenings {
  readonly openings: readonly OwnOpening[];
}

export type OwnBookingAnswer =
  | { readonly outcome: "booked" | "asked" }
  | {
      readonly outcome: "refused";
      readonly code: Exclude<BookMakeupOutcome["outcome"], "booked"> | "class_begun";
      readonly message: string;
    };

export interface OwnCancellationAnswer {
  readonly isTokenReturned: boolean;
}
