import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openTenant } from "../../control-plane/open-tenant.ts";
import { select } from "../../control-plane/query.ts";
import { updateAccountFacts } from "../../control-plane/update-account-facts.ts";
import { applyAccountFacts } from "../../worker/domains/settings/apply-account-facts.ts";
import { getBusiness } from "../../worker/domains/settings/get-business.ts";
import { updateBusinessInput } from "../../worker/domains/settings/schemas.ts";
import { seedDefaults } from "../../worker/domains/settings/seed-defaults.ts";
import { updateBusiness } from "../../worker/domains/settings/update-business.ts";
import { listGroups } from "../../worker/domains/staff/groups.ts";
import { contextOf, systemContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { platformOver, testActor } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { auditOf, signedIn } from "../staff/people.ts";

describe.each(ENGINES)("the business on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await signedIn(tenant);
  const { platform } = tenant;
  const account = async () => (await openTenant(platform, { accountId: tenant.account.id })).account;
  const audited = async () => {
    const { rows } = await platform.control.read({
      rows: select(
        { after: sql<string>`after` },
        sql`from control_audit where account_id = ${tenant.account.id} and action = 'account.facts'`,
      ),
    });
    return rows.map((row) => JSON.parse(row.after) as Record<string, string>);
  };

  it("starts with what the account was opened with", async () => {
    const { displayName, timeZone } = tenant.account;
    expect(await getBusiness(ctx)).toMatchObject({
      business: { displayName, timeZone, phone: null, version: 0 },
      account: { currency: "USD", plan: "premium" },
    });
  });

  it("keeps the address to itself, and brings name, zone, language and region to the control plane", async () => {
    const { business } = await getBusiness(ctx);
    const first = await updateBusiness(ctx, updateBusinessInput.parse({ ...business, city: "Chicago" }));
    expect(first.factsChanged).toBe(false);
    const facts = {
      displayName: "Summit Two",
      timeZone: "Europe/London",
      locale: "en-GB",
      phoneRegion: "GB",
    };
    const second = await updateBusiness(
      ctx,
      updateBusinessInput.parse({ ...business, ...facts, version: 1 }),
    );
    expect(second).toMatchObject({ factsChanged: true, change: { undoUntil: null } });
    expect((await auditOf(ctx, second.change!.id)).rows[0]).toMatchObject({
      entity: "settings",
      op: "update",
    });
    const { effects } = await tenant.database.read({
      effects: select({ topic: sql<string>`topic` }, sql`from outbox where change_id = ${second.change!.id}`),
    });
    expect(effects).toEqual([{ topic: "account-facts" }]);
    expect(await account()).toMatchObject({ displayName: tenant.account.displayName });
    await applyAccountFacts(ctx, platform);
    expect(await account()).toMatchObject(facts);
    // The effect comes by later, and finds nothing to do.
    await applyAccountFacts(systemContext(tenant), platform);
    expect(await audited()).toEqual([facts]);
    const again = await updateBusiness(
      contextOf({ ...tenant, account: await account() }, ctx.actor),
      updateBusinessInput.parse({ ...(await getBusiness(ctx)).business, version: 2 }),
    );
    expect(again).toEqual({ change: null, factsChanged: false });
  });

  it("ends with the latest when an older effect arrives late", async () => {
    const { business } = await getBusiness(ctx);
    const name = (displayName: string, version: number) =>
      updateBusiness(ctx, updateBusinessInput.parse({ ...business, displayName, version }));
    await name("Older", 2);
    await name("Newer", 3);
    await applyAccountFacts(ctx, platform);
    await applyAccountFacts(systemContext(tenant), platform);
    expect((await account()).displayName).toBe("Newer");
  });

  it("loses to whoever changes the account in the control plane meanwhile", async () => {
    const control = Object.create(platform.control) as typeof platform.control;
    control.read = (queries) => platform.control.read(queries);
    control.commit = async (batch) => {
      const facts = { displayName: "First", timeZone: "UTC", locale: "en-US", phoneRegion: "US" };
      await updateAccountFacts(platform, { accountId: tenant.account.id, facts }, testActor);
      return platform.control.commit(batch);
    };
    const facts = { displayName: "Second", timeZone: "UTC", locale: "en-US", phoneRegion: "US" };
    const second = updateAccountFacts(
      { ...platform, control },
      { accountId: tenant.account.id, facts },
      testActor,
    );
    await expect(second).rejects.toThrow("cannot become");
    expect((await openTenant(platformOver(), { accountId: tenant.account.id })).account.displayName).toBe(
      "First",
    );
  });

  it("refuses places that do not exist, and people without the right", async () => {
    const { business } = await getBusiness(ctx);
    const wrong = { ...business, timeZone: "+05:00", locale: "xx-nowhere-at-all", phoneRegion: "ZZ" };
    await expect(updateBusiness(ctx, updateBusinessInput.parse(wrong))).rejects.toMatchObject({
      code: "unknown_place",
      fields: [{ path: "timeZone" }, { path: "locale" }, { path: "phoneRegion" }],
    });
    expect(updateBusinessInput.safeParse({ ...business, website: "javascript:alert(1)" }).success).toBe(
      false,
    );
    const viewer = await signedIn(tenant, { settings: "view" });
    expect((await getBusiness(viewer)).business.version).toBe(4);
    await expect(updateBusiness(viewer, updateBusinessInput.parse(business))).rejects.toMatchObject({
      code: "right_missing",
    });
  });
});

describe.each(ENGINES)("what a new account starts with on %s", (engine) => {
  it("is there once, however often the batch runs, and stays as people left it", async () => {
    const tenant = await openTestTenant({
      engine,
      seed: async (account) => ({ statements: (await seedDefaults(account, 0)).statements }),
    });
    const count = async () => {
      const { found } = await tenant.database.read({
        found: select(
          {
            lists: sql<number>`(select count(*) from living_list_items)`,
            keywords: sql<number>`(select count(*) from living_keywords)`,
            grants: sql<number>`(select count(*) from living_grants)`,
            locations: sql<number>`(select count(*) from living_locations)`,
          },
          sql``,
        ),
      });
      return found[0];
    };
    const before = await count();
    expect(before).toEqual({ lists: 29, keywords: 5, grants: 20, locations: 1 });
    const house = systemContext(tenant);
    const groups = (await listGroups(house)).rows;
    expect(groups.map((group) => group.name)).toEqual(["Administrators", "Coaches", "Front desk"]);
    const { groupIds } = await seedDefaults(tenant.account, 0);
    expect(Object.values(groupIds).sort()).toEqual(groups.map((group) => group.id).sort());
    await tenant.database.commit({
      statements: [{ sql: "update staff_groups set name = 'Trainers' where name = 'Coaches'", params: [] }],
    });
    await tenant.database.commit({ statements: (await seedDefaults(tenant.account, 5)).statements });
    expect(await count()).toEqual(before);
    expect((await listGroups(house)).rows.map((group) => group.name)).toContain("Trainers");
  });

  it("is another account's own, with ids of its own", async () => {
    const first = await seedDefaults({ id: "acc_1", displayName: "One", timeZone: "UTC", createdAt: 0 }, 0);
    const second = await seedDefaults({ id: "acc_2", displayName: "Two", timeZone: "UTC", createdAt: 0 }, 0);
    expect(Object.values(first.groupIds).filter((id) => Object.values(second.groupIds).includes(id))).toEqual(
      [],
    );
  });
});
