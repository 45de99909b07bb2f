import type { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { findFamilies, nameTerm } from "../../analytics/family-search.ts";
import { emptyStoreFile, storeOver } from "./node-store.ts";

const ENTERPRISE = "ent_1";
const accountOf = (at: number) => `acc_${String(at).padStart(3, "0")}`;
const OURS = Array.from({ length: 20 }, (_, at) => accountOf(180 + at));

/** Two hundred accounts in which a family of the same name lives. */
function storeOfNamesakes(): DatabaseSync {
  const store = emptyStoreFile();
  const family = store.prepare(
    "INSERT INTO families (account_id, id, enterprise_id, name, created_at) VALUES (?, ?, ?, 'Baker', 0)",
  );
  const words = store.prepare("UPDATE families SET words = ? WHERE account_id = ?");
  for (let at = 0; at < 200; at++) {
    family.run(accountOf(at), `fam_${at}`, ENTERPRISE);
    words.run(JSON.stringify(["nbaker ana", "eana@example.org"]), accountOf(at));
  }
  return store;
}

describe("families of a group of many accounts", () => {
  it.each([
    ["a name", [nameTerm(["baker"])]],
    ["a name and an address", [{ prefixes: ["eana@"], also: [] }, nameTerm(["baker"])]],
  ])("are all found by %s, though those of other accounts stand before them", async (_, terms) => {
    const { families, isCut } = await findFamilies(storeOver(storeOfNamesakes()), ENTERPRISE, OURS, terms);
    expect(families.map(({ accountId }) => accountId)).toEqual(OURS);
    expect(isCut).toBe(false);
  });
});
