/** Whether an account can be entered, and why not; `sync_failed` and `sync_old` only say that its figures are old. */
export type AccountHealth = "fine" | "sync_old" | "sync_failed" | "suspended" | "updating";

export interface EnterpriseAccount {
  readonly id: string;
  readonly urlName: string;
  readonly name: string;
  readonly plan: string;
  readonly groupId: string | null;
  readonly ownerName: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactPhone: string;
  readonly place: string;
  readonly phoneRegion: string;
  readonly health: AccountHealth;
  /** When its figures were last read into the cross-account store; null: never. */
  readonly syncedAt: number | null;
  readonly version: number;
}

/** A group with its place in the tree. */
export interface GroupName {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly isActive: boolean;
}

export interface AccountList {
  readonly accounts: readonly EnterpriseAccount[];
  /** Every group that the reader may know of. */
  readonly groups: readonly GroupName[];
}
