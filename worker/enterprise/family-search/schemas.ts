import * as z from "zod/mini";

const typed = z.optional(z.string().check(z.maxLength(100)));

/** Three terms, all of which must match. */
export const familySearchInput = z.object({ name: typed, email: typed, phone: typed });
export type FamilySearchInput = z.infer<typeof familySearchInput>;

export interface FoundRow {
  readonly accountId: string;
  readonly accountName: string;
  readonly familyId: string;
  readonly name: string;
  readonly city: string | null;
  readonly guardians: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly students: readonly string[];
  /** Enrolled today, by the calendar of the account. */
  readonly isActive: boolean;
  /** When its account was last read. */
  readonly syncedAt: number | null;
}

export interface FamilySearchAnswer {
  readonly rows: readonly FoundRow[];
  /** There may be more; another letter narrows it. */
  readonly isCut: boolean;
  readonly accountCount: number;
  /** Accounts that are not searched, since their enterprise lets the reader see no families there. */
  readonly withheldCount: number;
}
