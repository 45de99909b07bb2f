import * as z from "zod/mini";
import type { Unreachable } from "../streams/schemas.ts";

const MIN_DIGITS = 4;

export const phoneSearchInput = z.object({
  /** As the telephone system wrote it. */
  phone: z.string().check(
    z.maxLength(40, "This is longer than any number"),
    z.refine(
      (text) => text.replace(/\D/g, "").length >= MIN_DIGITS,
      `A number has ${MIN_DIGITS} digits or more`,
    ),
  ),
  /** Only this account, to ask it again. */
  account: z.optional(z.string().check(z.maxLength(60))),
});
export type PhoneSearchInput = z.infer<typeof phoneSearchInput>;

export interface FoundAccount {
  readonly id: string;
  readonly name: string;
  readonly groupName: string | null;
}

export interface FoundFamily {
  readonly id: string;
  readonly name: string;
  readonly guardianName: string | null;
  readonly students: readonly string[];
}

/** One line of the answer, in the order in which things become known. */
export type PhoneSearchFrame =
  | { readonly kind: "accounts"; readonly total: number }
  | {
      readonly kind: "match";
      readonly account: FoundAccount;
      readonly families: readonly FoundFamily[];
      /** There are more families than are named. */
      readonly hasMore: boolean;
    }
  | ({ readonly kind: "unreachable"; readonly account: FoundAccount } & Unreachable)
  /** Not answered yet when all others had. */
  | { readonly kind: "slow"; readonly account: FoundAccount }
  /** The list is there: all have answered but the slow ones. */
  | { readonly kind: "listed"; readonly matches: number }
  /** How many enrollments of the families found are active today; null: the reader may not know. */
  | { readonly kind: "active"; readonly accountId: string; readonly enrollments: number | null }
  | {
      readonly kind: "done";
      readonly matches: number;
      readonly unanswered: number;
      /** Accounts in which the reader may see no family, so nobody was looked for there. */
      readonly withheld: number;
    };
