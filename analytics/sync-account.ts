/** One entry of an account's change log: which row of which table was written, in the order in which it was. */
export interface LoggedChange {
  readonly seq: number;
  readonly tableName: string;
  readonly rowId: string;
  readonly op: "insert" | "update" | "delete";
}

/** An account as the sync reads it. Whoever opened the account's database hands this over; the sync never opens one. */
export interface AccountSource {
  readonly accountId: string;
  changesAfter(seq: number, limit: number): Promise<readonly LoggedChange[]>;
}

/** The cross-account store. `apply` writes a page and moves the cursor in one batch; the same page twice is harmless. */
export interface AnalyticsStore {
  cursorOf(accountId: string): Promise<number>;
  apply(accountId: string, changes: readonly LoggedChange[], nowMs: number): Promise<void>;
}

const PAGE_SIZE = 1_000;

/** Brings the store up to date with one account; answers how many changes there were. Stopped anywhere, it goes on. */
export async function syncAccount(
  source: AccountSource,
  store: AnalyticsStore,
  nowMs: number,
): Promise<number> {
  let seq = await store.cursorOf(source.accountId);
  let total = 0;
  for (;;) {
    const changes = await source.changesAfter(seq, PAGE_SIZE);
    await store.apply(source.accountId, changes, nowMs);
    total += changes.length;
    const last = changes.at(-1);
    if (!last || changes.length < PAGE_SIZE) return total;
    seq = last.seq;
  }
}
