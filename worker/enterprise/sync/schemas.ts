import * as z from "zod/mini";

/** `accountId` null: every account that the reader may enter. */
export const refreshInput = z.object({ accountId: z.nullable(z.string().check(z.maxLength(60))) });
export type RefreshInput = z.infer<typeof refreshInput>;

/** `fresh` says only that nothing stands between: how old it is says `syncedAt`. */
export type SyncPhase = "never" | "waiting" | "running" | "fresh" | "failed";

export interface AccountSync {
  readonly accountId: string;
  readonly name: string;
  readonly phase: SyncPhase;
  readonly syncedAt: number | null;
  /** Why the last try failed, in words. */
  readonly error: string | null;
  /** Rows taken over by the sync that is under way or was last. */
  readonly rowsDone: number;
  readonly isBuilding: boolean;
  readonly nextSyncAt: number | null;
}

export interface SyncOverview {
  readonly accounts: readonly AccountSync[];
  /** The oldest of them; null when one was never read. */
  readonly oldestSyncedAt: number | null;
}
