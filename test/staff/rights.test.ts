import { describe, expect, it } from "vitest";
import { addMember } from "../../worker/domains/staff/add-member.ts";
import { createGroup } from "../../worker/domains/staff/create-group.ts";
import { createStaff } from "../../worker/domains/staff/create-staff.ts";
import { deactivateStaff } from "../../worker/domains/staff/deactivate-staff.ts";
import { deleteGroup } from "../../worker/domains/staff/delete-group.ts";
import { getRights, getStaff } from "../../worker/domains/staff/get-staff.ts";
import { grantRight } from "../../worker/domains/staff/grant-right.ts";
import { getGroup, getRightsCatalog, listGroups } from "../../worker/domains/staff/groups.ts";
import { removeMember } from "../../worker/domains/staff/remove-member.ts";
import { revokeRight } from "../../worker/domains/staff/revoke-right.ts";
import { grantInput, updateStaffInput } from "../../worker/domains/staff/schemas.ts";
import { updateGroup } from "../../worker/domains/staff/update-group.ts";
import { updateStaff } from "../../worker/domains/staff/update-staff.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addPerson, again, auditOf, PEPPER, signedIn, staffInput } from "./people.ts";

type Staff = Context<StaffActor>;

const give = async (ctx: Staff, input: Record<string, unknown>) =>
  grantRight(await again(ctx), grantInput.parse(input));
const toGroup = (id: string) => ({ kind: "group", id });
const toStaff = (id: string) => ({ kind: "staff", id });

async function level(ctx: Staff, staffId: string, right: string): Promise<string> {
  return (await getRights(await again(ctx), staffId)).find((report) => report.right === right)!.level;
}

describe.each(ENGINES)("groups and rights on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const owner = await signedIn(tenant);
  let groups = 0;
  const newGroup = async () => {
    groups += 1;
    return (await createGroup(await again(owner), { name: `Group ${groups}`, description: null })).id;
  };

  it("gives through a group what the group has, at once, and takes it at once", async () => {
    const coach = await signedIn(tenant);
    const groupId = await newGroup();
    await give(owner, { holder: toGroup(groupId), right: "families", level: "view" });
    const id = await addPerson(owner, { office: "full" });
    const added = await addMember(await again(owner), groupId, { staffId: id });
    expect(await level(owner, id, "families")).toBe("view");
    expect((await auditOf(owner, added.change.id)).rows[0]).toMatchObject({
      entity: "staffGroupMembers",
      subjectId: id,
    });
    await expect(addMember(await again(owner), groupId, { staffId: id })).rejects.toMatchObject({
      code: "already_member",
    });
    const page = await getGroup(await again(owner), groupId);
    expect(page).toMatchObject({ members: [{ id }], grants: [{ right: "families", level: "view" }] });
    await removeMember(await again(owner), groupId, id);
    expect(await level(owner, id, "families")).toBe("none");
    await expect(removeMember(await again(owner), groupId, id)).rejects.toMatchObject({ status: 404 });
    expect((await again(coach)).actor.rightsVersion).toBeGreaterThan(coach.actor.rightsVersion);
  });

  it("replaces a grant of the same right for the same place, so that taking it away is one act", async () => {
    const id = await addPerson(owner, { office: "full" });
    const first = await give(owner, { holder: toStaff(id), right: "students", level: "view" });
    const second = await give(owner, { holder: toStaff(id), right: "students", level: "full" });
    expect(second.id).toBe(first.id);
    expect((await give(owner, { holder: toStaff(id), right: "students", level: "full" })).change).toBeNull();
    const { access } = await getStaff(await again(owner), id);
    const grant = access!.grants.find((row) => row.right === "students")!;
    const { change } = await revokeRight(await again(owner), grant.id, { version: grant.version });
    expect(await level(owner, id, "students")).toBe("none");
    await undoChange(await again(owner), change.id);
    expect(await level(owner, id, "students")).toBe("full");
    await expect(revokeRight(await again(owner), grant.id, { version: 1 })).rejects.toMatchObject({
      code: "changed_meanwhile",
    });
  });

  it("refuses what does not exist, and administration that is not whole", async () => {
    const id = await addPerson(owner);
    const wrong: [Record<string, unknown>, Record<string, unknown>][] = [
      [{ right: "nonsense" }, { code: "reference_missing" }],
      [{ locationId: "loc_00000000000000000000000000" }, { code: "reference_missing" }],
      [{ right: "admin", level: "view" }, { code: "admin_is_whole" }],
      [{ right: "admin", ownClassesOnly: true }, { code: "admin_is_whole" }],
      [{ holder: toStaff("stf_00000000000000000000000000") }, { status: 404 }],
      [{ holder: toGroup("grp_00000000000000000000000000") }, { status: 404 }],
    ];
    for (const [input, problem] of wrong) {
      const attempt = give(owner, { holder: toStaff(id), right: "families", level: "full", ...input });
      await expect(attempt).rejects.toMatchObject(problem);
    }
  });

  it("keeps group names apart, renames, deletes with everything in it, and undo brings it back", async () => {
    const groupId = await newGroup();
    await expect(
      createGroup(await again(owner), { name: `GROUP ${groups}`, description: null }),
    ).rejects.toMatchObject({
      code: "not_unique",
      fields: [{ path: "name" }],
    });
    const renamed = { name: `Renamed ${groups}`, description: "For tests", version: 1 };
    await updateGroup(await again(owner), groupId, renamed);
    const stale = updateGroup(await again(owner), groupId, { ...renamed, name: "Other" });
    await expect(stale).rejects.toMatchObject({ code: "changed_meanwhile" });
    const id = await addPerson(owner, { office: "full" });
    await give(owner, { holder: toGroup(groupId), right: "export", level: "full" });
    await addMember(await again(owner), groupId, { staffId: id });
    const { change } = await deleteGroup(await again(owner), groupId, { version: 2 });
    expect(await level(owner, id, "export")).toBe("none");
    expect((await listGroups(await again(owner))).rows.some((row) => row.id === groupId)).toBe(false);
    await undoChange(await again(owner), change.id);
    expect(await level(owner, id, "export")).toBe("full");
    const row = (await listGroups(await again(owner))).rows.find((one) => one.id === groupId);
    expect(row).toMatchObject({ memberCount: 1, grantCount: 1 });
  });

  it("lets nobody give or take what they do not hold", async () => {
    const manager = await signedIn(tenant, { permissions: "full", staff: "full", families: "view" });
    const id = await addPerson(owner, { office: "full" });
    await give(owner, { holder: toStaff(manager.actor.id), right: "students", level: "full" });
    await give(manager, { holder: toStaff(id), right: "students", level: "full" });
    const beyond = { code: "beyond_own_rights" };
    const holder = toStaff(id);
    await expect(give(manager, { holder, right: "families", level: "full" })).rejects.toMatchObject(beyond);
    await expect(give(manager, { holder, right: "admin", level: "full" })).rejects.toMatchObject(beyond);
    await expect(
      give(manager, { holder: toStaff(manager.actor.id), right: "settings", level: "view" }),
    ).rejects.toMatchObject(beyond);
    const groupId = await newGroup();
    await give(owner, { holder: toGroup(groupId), right: "settings", level: "full" });
    const self = { staffId: manager.actor.id };
    await expect(addMember(await again(manager), groupId, self)).rejects.toMatchObject(beyond);
    await expect(deleteGroup(await again(manager), groupId, { version: 1 })).rejects.toMatchObject(beyond);
    await expect(
      createStaff(await again(manager), staffInput({ groupIds: [groupId] }), PEPPER),
    ).rejects.toMatchObject(beyond);
    const { access } = await getStaff(await again(owner), owner.actor.id);
    const admin = access!.grants.find((row) => row.right === "admin")!;
    await expect(revokeRight(await again(manager), admin.id, { version: 1 })).rejects.toMatchObject(beyond);
    const catalog = await getRightsCatalog(await again(manager));
    const grantable = Object.fromEntries(catalog.rights.map((right) => [right.key, right.grantable]));
    expect(grantable).toMatchObject({ families: "view", students: "full", settings: "none", admin: "none" });
  });

  it("lets nobody take over the log-in of somebody who may do more", async () => {
    const manager = await signedIn(tenant, { staff: "full" });
    const boss = await addPerson(owner, { office: "full", settings: "full" });
    const beyond = { code: "beyond_own_rights" };
    const edit = async (patch: Record<string, unknown>) =>
      updateStaff(await again(manager), boss, updateStaffInput.parse(patch));
    await expect(edit({ version: 1, email: "mine@example.org" })).rejects.toMatchObject(beyond);
    await expect(edit({ version: 1, username: "mine" })).rejects.toMatchObject(beyond);
    await edit({ version: 1, phone: "312 555 0155" });
    await expect(
      deactivateStaff(await again(manager), boss, { reason: "x", version: 2 }),
    ).rejects.toMatchObject(beyond);
  });

  it("lets nobody undo what an administrator decided about rights", async () => {
    const manager = await signedIn(tenant, { permissions: "full", staff: "full" });
    const { id: adminGrant } = await give(owner, {
      holder: toStaff(manager.actor.id),
      right: "admin",
      level: "full",
    });
    const { change } = await revokeRight(await again(owner), adminGrant, { version: 1 });
    await expect(undoChange(await again(manager), change.id)).rejects.toMatchObject({
      code: "right_missing",
      data: { right: "admin" },
    });
    const rogue = await addPerson(owner, { office: "full", settings: "full" });
    const closed = await deactivateStaff(await again(owner), rogue, { reason: "x", version: 1 });
    await expect(undoChange(await again(manager), closed.change.id)).rejects.toMatchObject({
      code: "right_missing",
    });
    await undoChange(await again(owner), closed.change.id);
  });

  it("needs the right to decide about rights", async () => {
    const viewer = await again(await signedIn(tenant, { permissions: "view", staff: "full" }));
    const groupId = await newGroup();
    const ctx = await again(viewer);
    const denied = [
      createGroup(ctx, { name: "Mine", description: null }),
      updateGroup(ctx, groupId, { name: "Mine", description: null, version: 1 }),
      deleteGroup(ctx, groupId, { version: 1 }),
      addMember(ctx, groupId, { staffId: ctx.actor.id }),
      removeMember(ctx, groupId, ctx.actor.id),
      grantRight(ctx, grantInput.parse({ holder: toGroup(groupId), right: "families", level: "view" })),
      revokeRight(ctx, "gra_00000000000000000000000000", { version: 1 }),
    ];
    for (const attempt of denied) {
      await expect(attempt).rejects.toMatchObject({ code: "right_missing", data: { right: "permissions" } });
    }
    expect((await getGroup(ctx, groupId)).group.id).toBe(groupId);
    const nobody = await again(await signedIn(tenant, {}));
    await expect(getRights(nobody, owner.actor.id)).rejects.toMatchObject({ code: "right_missing" });
    expect(await getRights(await again(nobody), nobody.actor.id)).not.toHaveLength(0);
  });
});
