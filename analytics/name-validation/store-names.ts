import { type Readable, type Store, text } from "../database.ts";
import type { NameUse } from "./near-names.ts";

/** What has a name that accounts ought to share. */
export type NameKind = "level" | "program" | "charge_category";

interface Asked {
  readonly enterpriseId: string;
  readonly kind: NameKind;
  /** Accounts that the reader may enter; those of others are not counted either. */
  readonly accountIds: readonly string[];
}

/** Every name of a kind with the accounts that have it, letter by letter as it is written there. */
export async function namesInUse(
  store: Readable,
  { enterpriseId, kind, accountIds }: Asked,
): Promise<NameUse[]> {
  const [rows] = await store.read([
    {
      sql: `SELECT name, json_group_array(DISTINCT account_id) AS account_ids FROM names
        WHERE enterprise_id = ? AND kind = ? AND account_id IN (SELECT value FROM json_each(?))
        GROUP BY name ORDER BY name COLLATE NOCASE, name`,
      params: [enterpriseId, kind, JSON.stringify(accountIds)],
    },
  ]);
  return (rows ?? []).map((row) => ({
    name: text(row.name),
    accountIds: JSON.parse(text(row.account_ids)) as string[],
  }));
}

/** The accounts that have exactly this name. */
export async function accountsWithName(
  store: Readable,
  { enterpriseId, kind, accountIds }: Asked,
  name: string,
): Promise<string[]> {
  const [rows] = await store.read([
    {
      sql: `SELECT DISTINCT account_id FROM names WHERE enterprise_id = ? AND kind = ? AND name = ?
        AND account_id IN (SELECT value FROM json_each(?))`,
      params: [enterpriseId, kind, name, JSON.stringify(accountIds)],
    },
  ]);
  return (rows ?? []).map((row) => text(row.account_id));
}

/** Puts a name that was just given into the store, as the next sync would: what is shown is right at once. */
export async function noteName(
  store: Store,
  { accountId, id, name }: { readonly accountId: string; readonly id: string; readonly name: string },
): Promise<void> {
  await store.write([
    {
      sql: "UPDATE OR REPLACE names SET name = ? WHERE account_id = ? AND id = ? AND name <> ?",
      params: [name, accountId, id, name],
    },
  ]);
}

/** When the accounts were last read into the store: the one that was longest ago, and how many never were. */
export async function ageOfNames(
  store: Readable,
  accountIds: readonly string[],
): Promise<{ oldestAt: number | null; unread: number }> {
  const [rows] = await store.read([
    {
      sql: `SELECT min(s.synced_at) AS oldest_at, count(*) - count(s.synced_at) AS unread
        FROM json_each(?) AS j LEFT JOIN account_syncs s ON s.account_id = j.value`,
      params: [JSON.stringify(accountIds)],
    },
  ]);
  const row = rows?.[0];
  return {
    oldestAt: row?.oldest_at == null ? null : Number(row.oldest_at),
    unread: Number(row?.unread ?? 0),
  };
}
