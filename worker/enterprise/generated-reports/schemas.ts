import * as z from "zod/mini";

/** The reports that can be run in every account at once. */
export const GENERATED_CODES: readonly string[] = ["CLA-5", "CLA-9", "FIN-1", "FIN-2", "FIN-4", "FIN-6"];

export const reportListQuery = z.object({ cursor: z.optional(z.string().check(z.maxLength(400))) });
export const reportFileQuery = z.object({ kind: z.enum(["workbook", "zip"]) });

export type GeneratedState = "waiting" | "running" | "done" | "failed";

/** One report that was run in several accounts. */
export interface GeneratedReport {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly userName: string;
  /** Null: by somebody of the whole enterprise. */
  readonly groupName: string | null;
  /** An Admin ran it, so only Admins see it. */
  readonly isForAdmins: boolean;
  readonly createdAt: number;
  /** Until when its results are kept. */
  readonly expiresAt: number;
  readonly isExpired: boolean;
  /** What was asked, in words. */
  readonly asked: readonly string[];
  /** Accounts by state. */
  readonly counts: Readonly<Record<GeneratedState, number>>;
  /** Whether the files over all accounts are there, under way, or there is nothing to put in. */
  readonly files: "ready" | "working" | "none";
}

export interface GeneratedAccount {
  readonly accountId: string;
  readonly accountName: string;
  readonly state: GeneratedState;
  readonly rowCount: number | null;
  readonly fileName: string | null;
  /** Why it failed. */
  readonly error: string | null;
  /** Where its result is, below the account's own address; null until there is one. */
  readonly path: string | null;
}

export interface GeneratedReportDetail extends GeneratedReport {
  readonly accounts: readonly GeneratedAccount[];
  /** Accounts of it that the reader may no longer enter; the files over all would hold them. */
  readonly hiddenAccounts: number;
}

export interface GeneratedReportPage {
  readonly rows: readonly GeneratedReport[];
  readonly nextCursor: string | null;
  readonly total: null;
}
