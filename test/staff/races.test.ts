import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { createStaff } from "../../worker/domains/staff/create-staff.ts";
import { deactivateStaff } from "../../worker/domains/staff/deactivate-staff.ts";
import { deleteGroup } from "../../worker/domains/staff/delete-group.ts";
import { grantRight } from "../../worker/domains/staff/grant-right.ts";
import { removeMember } from "../../worker/domains/staff/remove-member.ts";
import { revokeRight } from "../../worker/domains/staff/revoke-right.ts";
import { grantInput, updateStaffInput } from "../../worker/domains/staff/schemas.ts";
import { updateStaff } from "../../worker/domains/staff/update-staff.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { ActorStale } from "../../worker/kernel/errors.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { staffContext, systemContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";
import { addPerson, again, PEPPER, signedIn, staffInput } from "./people.ts";

/** Two writers, of whom neither writes before both have read. */
async function race(
  ctx: Context,
  acts: readonly [(ctx: Context) => Promise<unknown>, (ctx: Context) => Promise<unknown>],
  without?: RegExp,
): Promise<PromiseSettledResult<unknown>[]> {
  const both = barrier(2);
  return Promise.allSettled(
    acts.map((act) =>
      act({
        ...ctx,
        database: racing(ctx.database, both, without),
        progress: { idempotencyChecked: false, effectsCommitted: false },
      }),
    ),
  );
}

function outcomes(results: PromiseSettledResult<unknown>[]): string[] {
  return results
    .map((one) => (one.status === "fulfilled" ? "done" : String((one.reason as { code?: string }).code)))
    .sort();
}

async function activeAdmins(tenant: TestTenant): Promise<number> {
  const { found } = await tenant.database.read({
    found: select(
      { count: sql<number>`count(*)` },
      sql`from living_grants g join living_staff s on s.id = g.staff_id where g.right_key = 'admin' and s.is_active = 1`,
    ),
  });
  return found[0]!.count;
}

/** An account with exactly two administrators, and the house itself as the one who acts. */
async function twoOwners(engine: (typeof ENGINES)[number]) {
  const tenant = await openTestTenant({ engine });
  const first = await staffContext(tenant);
  const second = await staffContext(tenant);
  return { tenant, ids: [first.actor.id, second.actor.id] as const, house: systemContext(tenant) };
}

const closing = (id: string) => (ctx: Context) => deactivateStaff(ctx, id, { reason: "x", version: 1 });

describe.each(ENGINES)("races about staff on %s", (engine) => {
  it("keeps one administrator when both are deactivated at once", async () => {
    const { tenant, ids, house } = await twoOwners(engine);
    const results = await race(house, [closing(ids[0]), closing(ids[1])]);
    expect(outcomes(results)).toEqual(["done", "last_owner"]);
    expect(await activeAdmins(tenant)).toBe(1);
  });

  it("would lose both without the guard", async () => {
    const { tenant, ids, house } = await twoOwners(engine);
    const results = await race(
      house,
      [closing(ids[0]), closing(ids[1])],
      /insert into guard \("last_owner"\)/,
    );
    expect(outcomes(results)).toEqual(["done", "done"]);
    expect(await activeAdmins(tenant)).toBe(0);
  });

  it("keeps one when the last two lose it in different ways", async () => {
    const { tenant, ids, house } = await twoOwners(engine);
    const { grant } = await tenant.database.read({
      grant: select(
        { id: sql<string>`id` },
        sql`from grants where staff_id = ${ids[1]} and right_key = 'admin'`,
      ),
    });
    const revoke = (ctx: Context) => revokeRight(ctx, grant[0]!.id, { version: 1 });
    expect(outcomes(await race(house, [closing(ids[0]), revoke]))).toEqual(["done", "last_owner"]);
    expect(await activeAdmins(tenant)).toBe(1);
  });

  it("refuses the plain way to lose the last one: group left, group deleted, grant lowered, undo", async () => {
    const tenant = await openTestTenant({ engine });
    const house = systemContext(tenant);
    const { id: owner } = await createStaff(house, staffInput(), PEPPER);
    const holder = { kind: "staff", id: owner };
    const granted = await grantRight(house, grantInput.parse({ holder, right: "admin", level: "full" }));
    const lost = { code: "last_owner" };
    await expect(undoChange(house, granted.change!.id)).rejects.toMatchObject(lost);
    await expect(closing(owner)(house)).rejects.toMatchObject(lost);
    await expect(revokeRight(house, granted.id, { version: 1 })).rejects.toMatchObject(lost);
    const group = await tenantGroup(tenant, house, owner);
    await revokeRight(house, granted.id, { version: 1 });
    await expect(removeMember(house, group, owner)).rejects.toMatchObject(lost);
    await expect(deleteGroup(house, group, { version: 1 })).rejects.toMatchObject(lost);
    await expect(closing(owner)(house)).rejects.toMatchObject(lost);
  });

  it("lets one of two edits win, and tells the other", async () => {
    const tenant = await openTestTenant({ engine });
    const owner = await signedIn(tenant);
    const id = await addPerson(owner);
    const ctx = await again(owner);
    expect(outcomes(await race(ctx, [titled(id, 1, "Coach"), titled(id, 1, "Manager")]))).toEqual([
      "changed_meanwhile",
      "done",
    ]);
    const bare = await race(
      systemContext(tenant),
      [titled(id, 2, "Director"), titled(id, 2, "Owner")],
      /insert into guard \("row_version"\)/,
    );
    expect(outcomes(bare)).toEqual(["done", "done"]);
  });

  it("lets one of two people have a user name", async () => {
    const tenant = await openTestTenant({ engine });
    const make = (ctx: Context) => createStaff(ctx, staffInput({ username: "same" }), PEPPER);
    expect(outcomes(await race(systemContext(tenant), [make, make]))).toEqual(["done", "not_unique"]);
  });

  it("never grants by rights that were taken away between read and write", async () => {
    const tenant = await openTestTenant({ engine });
    const owner = await signedIn(tenant);
    const manager = await signedIn(tenant, { permissions: "full", families: "full" });
    const id = await addPerson(owner, { office: "full" });
    const mine = await again(manager);
    const { grant } = await tenant.database.read({
      grant: select(
        { id: sql<string>`id` },
        sql`from grants where staff_id = ${manager.actor.id} and right_key = 'families'`,
      ),
    });
    const boss = await again(owner);
    const taken = {
      ...mine,
      database: racing(tenant.database, () => revokeRight(boss, grant[0]!.id, { version: 1 })),
    };
    const give = grantInput.parse({ holder: { kind: "staff", id }, right: "families", level: "full" });
    await expect(grantRight(taken, give)).rejects.toBeInstanceOf(ActorStale);
  });
});

const titled = (id: string, version: number, title: string) => (ctx: Context) =>
  updateStaff(ctx, id, updateStaffInput.parse({ version, title }));

/** A group that makes its only member an administrator. */
async function tenantGroup(tenant: TestTenant, house: Context, member: string): Promise<string> {
  const id = "grp_00000000000000000000000001";
  await tenant.database.commit({
    statements: [
      {
        sql: "insert into staff_groups (id, name, created_at, updated_at) values (?, 'Owners', 0, 0)",
        params: [id],
      },
      {
        sql: "insert into staff_group_members (id, group_id, staff_id, created_at, updated_at) values ('mem_1', ?, ?, 0, 0)",
        params: [id, member],
      },
    ],
  });
  await grantRight(house, grantInput.parse({ holder: { kind: "group", id }, right: "admin", level: "full" }));
  return id;
}
