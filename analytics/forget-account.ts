import { number, type Statement, type Store } from "./database.ts";

/** Rows that one batch takes out of each table. */
const FORGET_ROWS = 1_000;
/** Facts by their keys; the tokens of a family and the sums of an enrollment go with them. */
const FACTS = {
  families: "account_id, id",
  contacts: "account_id, family_id, kind, id",
  students: "account_id, family_id, id",
  enrollments: "account_id, student_id, id",
  classes: "account_id, id",
  names: "enterprise_id, kind, name, account_id, id",
  open_lines: "account_id, id",
  student_stays: "account_id, student_id, gained_month",
} as const;
const SUMS = ["account_days", "account_dues", "account_months", "stale"];

/** Takes some of an account's facts out of the store. */
export function forgetSome(accountId: string): Statement[] {
  return Object.entries(FACTS).map(([table, key]) => ({
    sql: `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE account_id = ? LIMIT ${FORGET_ROWS})`,
    params: [accountId],
  }));
}

/** Whether facts of an account are left. */
export async function hasFacts(store: Store, accountId: string): Promise<boolean> {
  const answers = await store.read(
    Object.keys(FACTS).map((table) => ({
      sql: `SELECT EXISTS (SELECT 1 FROM ${table} WHERE account_id = ?) AS has`,
      params: [accountId],
    })),
  );
  return answers.some(([row]) => number(row?.has) === 1);
}

/** The sums, once no fact is left to be taken off them. */
export function forgetSums(accountId: string): Statement[] {
  return SUMS.map((table) => ({ sql: `DELETE FROM ${table} WHERE account_id = ?`, params: [accountId] }));
}

/** An account that has left its enterprise leaves the store. */
export async function forgetAccount(store: Store, accountId: string): Promise<void> {
  do await store.write(forgetSome(accountId));
  while (await hasFacts(store, accountId));
  await store.write([
    ...forgetSums(accountId),
    { sql: "DELETE FROM account_syncs WHERE account_id = ?", params: [accountId] },
  ]);
}
