import type { Row } from "../../../tenant-schema/entities.ts";
import type { IncomingPhone } from "./incoming.ts";

/** One living family with everybody and everything in it that an import may match or change. */
export interface ExistingFamily {
  readonly family: Row<"families">;
  readonly guardians: readonly Row<"guardians">[];
  readonly emails: readonly Row<"emails">[];
  readonly phones: readonly Row<"phones">[];
  readonly students: readonly Row<"students">[];
  readonly contacts: readonly Row<"emergencyContacts">[];
  readonly notes: readonly Pick<Row<"notes">, "id" | "familyId" | "studentId" | "body">[];
  readonly keywordLinks: readonly Pick<Row<"keywordLinks">, "keywordId" | "entityId">[];
  /** What other systems call the family and its students. */
  readonly externalIds: readonly { readonly id: string; readonly source: string; readonly key: string }[];
}

/** A key of another system, and the living record of ours that it leads to. */
export interface ResolvedKey {
  /** What is stored, also when that record is gone; a write is guarded by it. Null when nothing is. */
  readonly storedId: string | null;
  /** The record it leads to today, through merges; null when that is gone. */
  readonly id: string | null;
  readonly familyId: string | null;
}

/** What of the account a plan is made against. */
export interface Existing {
  readonly families: ReadonlyMap<string, ExistingFamily>;
  /** By `keyIndex(source, key)`. */
  readonly keys: ReadonlyMap<string, ResolvedKey>;
  readonly lists: ExistingLists;
}

export interface ExistingLists {
  readonly listItems: readonly Pick<Row<"listItems">, "id" | "kind" | "label">[];
  readonly keywords: readonly Pick<Row<"keywords">, "id" | "kind" | "label">[];
}

/** The kinds of `list_items` an import reads or adds to. */
export const LISTS = {
  relationship: "relationship",
  referralSource: "referral_source",
  phoneType: "phone_type",
} as const;

export function keyIndex(source: string, key: string): string {
  return `${source}\u001f${key}`;
}

/** A phone is the same when its number is, or, for one of which no number can be made, its digits. */
export function phoneKey(phone: Pick<IncomingPhone, "e164" | "number">): string {
  return phone.e164 ?? phone.number.replace(/\D/g, "");
}

export const NOTHING_EXISTS: Existing = {
  families: new Map(),
  keys: new Map(),
  lists: { listItems: [], keywords: [] },
};
