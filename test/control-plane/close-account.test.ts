import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { StatusConflict } from "../../control-plane/change-status.ts";
import {
  closeAccount,
  finishClosing,
  reopenAccount,
  suspendAccount,
  unsuspendAccount,
} from "../../control-plane/close-account.ts";
import { AccountClosed, openTenant } from "../../control-plane/open-tenant.ts";
import { provisionAccount, UrlNameTaken } from "../../control-plane/provision-account.ts";
import { select } from "../../control-plane/query.ts";
import { renameAccount } from "../../control-plane/rename-account.ts";
import { accountStatusChanges, accounts, controlAudit, databasePool } from "../../control-plane/schema.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { barrier } from "../harness/barrier.ts";
import { type Platform, platformOver, testActor, testPlatform } from "../harness/platform.ts";
import { accountInput, nothing, openTestTenant } from "../harness/tenant.ts";

const GRACE_ENDS_MS = 10_000;
let nowMs = 0;
let platform: Platform;

beforeAll(async () => {
  platform = await testPlatform({ migrations: [], now: () => nowMs });
});

const school = async (urlName?: string) =>
  (await openTestTenant({ engine: "d1", platform, ...(urlName ? { urlName } : {}) })).account;
const statusOf = async (accountId: string) =>
  (
    await platform.control.read({
      rows: select({ status: accounts.status }, sql`from ${accounts} where ${accounts.id} = ${accountId}`),
    })
  ).rows[0]?.status;
const act = (accountId: string, reason = "because") => ({ accountId, reason });
const close = (accountId: string) =>
  closeAccount(platform, { ...act(accountId), closesAt: GRACE_ENDS_MS }, testActor);

/** Holds every write back until both are ready. */
const meeting = () => {
  const meet = barrier(2);
  return (engine: Engine): Engine => ({
    kind: engine.kind,
    batch: async (statements, mode) => {
      if (mode === "write") await meet();
      return engine.batch(statements, mode);
    },
  });
};

describe("suspending and closing", () => {
  test("leaves rows that say who, when and why, and an audit of each", async () => {
    const { id } = await school();
    nowMs = 500;
    await suspendAccount(platform, act(id, "unpaid"), testActor);
    await unsuspendAccount(platform, act(id, "paid"), testActor);
    const { changes, audits } = await platform.control.read({
      changes: select(
        {
          to: accountStatusChanges.toStatus,
          reason: accountStatusChanges.reason,
          by: accountStatusChanges.actorId,
          at: accountStatusChanges.at,
        },
        sql`from ${accountStatusChanges} where ${accountStatusChanges.accountId} = ${id} and ${accountStatusChanges.at} = 500
          order by ${accountStatusChanges.reason}`,
      ),
      audits: select(
        { action: controlAudit.action, before: controlAudit.before },
        sql`from ${controlAudit} where ${controlAudit.accountId} = ${id} and ${controlAudit.at} = 500 order by ${controlAudit.action}`,
      ),
    });
    nowMs = 0;
    expect(changes).toEqual([
      { to: "ready", reason: "paid", by: testActor.id, at: 500 },
      { to: "suspended", reason: "unpaid", by: testActor.id, at: 500 },
    ]);
    expect(audits).toEqual([
      { action: "account.suspend", before: '{"status":"ready"}' },
      { action: "account.unsuspend", before: '{"status":"suspended"}' },
    ]);
  });

  test("what does not fit the status is refused and changes nothing", async () => {
    const { id } = await school();
    await expect(unsuspendAccount(platform, act(id), testActor)).rejects.toBeInstanceOf(StatusConflict);
    await expect(reopenAccount(platform, act(id), testActor)).rejects.toBeInstanceOf(StatusConflict);
    await expect(finishClosing(platform, act(id), testActor)).rejects.toBeInstanceOf(StatusConflict);
    await expect(suspendAccount(platform, act(newId("account")), testActor)).rejects.toBeInstanceOf(
      StatusConflict,
    );
    expect(await statusOf(id)).toBe("ready");
  });

  test("a suspended account that was closed and reopened is suspended, a ready one ready", async () => {
    const { id } = await school();
    await close(id);
    await reopenAccount(platform, act(id), testActor);
    expect(await statusOf(id)).toBe("ready");
    await suspendAccount(platform, act(id), testActor);
    await close(id);
    await reopenAccount(platform, act(id), testActor);
    expect(await statusOf(id)).toBe("suspended");
  });

  test("of a suspension and a closing at the same moment one is refused", async () => {
    const { id } = await school();
    const racing = platformOver({ migrations: [], wrap: meeting() });
    const outcomes = await Promise.allSettled([
      suspendAccount(racing, act(id), testActor),
      closeAccount(racing, { ...act(id), closesAt: GRACE_ENDS_MS }, testActor),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toBeInstanceOf(StatusConflict);
  });

  test("a closing ends only after its grace, and its database is never another's", async () => {
    const { id, location } = await school();
    await close(id);
    await expect(finishClosing(platform, act(id), testActor)).rejects.toBeInstanceOf(StatusConflict);
    nowMs = GRACE_ENDS_MS;
    await finishClosing(platform, act(id), testActor);
    nowMs = 0;
    expect(await statusOf(id)).toBe("closed");
    await expect(openTenant(platform, { accountId: id })).rejects.toBeInstanceOf(AccountClosed);
    await expect(reopenAccount(platform, act(id), testActor)).rejects.toBeInstanceOf(StatusConflict);
    const binding = location?.driver === "d1" ? location.binding : "";
    const { pool } = await platform.control.read({
      pool: select(
        { state: databasePool.state },
        sql`from ${databasePool} where ${databasePool.binding} = ${binding}`,
      ),
    });
    expect(pool).toEqual([{ state: "retired" }]);
    const only = { ...platform, poolBindings: [binding] };
    await expect(provisionAccount(only, accountInput(), nothing, testActor)).rejects.toThrow(
      "No pooled database is free",
    );
  });
});

describe("renaming", () => {
  test("the old name goes on leading to the account, by the new name", async () => {
    const { id } = await school("old-name");
    await renameAccount(platform, { accountId: id, urlName: "new-name" }, testActor);
    for (const urlName of ["old-name", "new-name"]) {
      const { account } = await openTenant(platformOver({ migrations: [] }), { urlName });
      expect(account).toMatchObject({ id, urlName: "new-name" });
    }
  });

  test("no name that an account ever had is given to another, not even after it closed", async () => {
    const { id } = await school("first-name");
    await renameAccount(platform, { accountId: id, urlName: "second-name" }, testActor);
    await close(id);
    nowMs = GRACE_ENDS_MS;
    await finishClosing(platform, act(id), testActor);
    nowMs = 0;
    const { id: other } = await school();
    for (const urlName of ["first-name", "second-name"]) {
      await expect(renameAccount(platform, { accountId: other, urlName }, testActor)).rejects.toBeInstanceOf(
        UrlNameTaken,
      );
      await expect(
        provisionAccount(platform, accountInput({ urlName }), nothing, testActor),
      ).rejects.toBeInstanceOf(UrlNameTaken);
    }
  });

  test("an account may return to a name of its own", async () => {
    const { id } = await school("there");
    await renameAccount(platform, { accountId: id, urlName: "and-back" }, testActor);
    await renameAccount(platform, { accountId: id, urlName: "there" }, testActor);
    const { account } = await openTenant(platformOver({ migrations: [] }), { urlName: "and-back" });
    expect(account.urlName).toBe("there");
  });

  test("two accounts that want one name at the same moment: one gets it", async () => {
    const [a, b] = [await school(), await school()];
    const racing = platformOver({ migrations: [], wrap: meeting() });
    const rename = (accountId: string) => renameAccount(racing, { accountId, urlName: "coveted" }, testActor);
    const outcomes = await Promise.allSettled([rename(a.id), rename(b.id)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toBeInstanceOf(UrlNameTaken);
  });

  test("one account renamed twice at the same moment has one name, and the other is refused", async () => {
    const { id } = await school();
    const racing = platformOver({ migrations: [], wrap: meeting() });
    const outcomes = await Promise.allSettled(
      ["left-name", "right-name"].map((urlName) =>
        renameAccount(racing, { accountId: id, urlName }, testActor),
      ),
    );
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toBeInstanceOf(StatusConflict);
    const { rows } = await platform.control.read({
      rows: select(
        { n: sql<number>`count(*)` },
        sql`from account_names where account_id = ${id} and until is null`,
      ),
    });
    expect(rows).toEqual([{ n: 1 }]);
  });
});
