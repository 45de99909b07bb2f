import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createStaff } from "../../worker/domains/staff/create-staff.ts";
import { deactivateStaff } from "../../worker/domains/staff/deactivate-staff.ts";
import { endSessions } from "../../worker/domains/staff/end-sessions.ts";
import { getStaff } from "../../worker/domains/staff/get-staff.ts";
import { getTeaching } from "../../worker/domains/staff/get-teaching.ts";
import { inviteStaff } from "../../worker/domains/staff/invite-staff.ts";
import { listStaff } from "../../worker/domains/staff/list-staff.ts";
import { reactivateStaff } from "../../worker/domains/staff/reactivate-staff.ts";
import { createStaffInput, staffFilter, updateStaffInput } from "../../worker/domains/staff/schemas.ts";
import { updateStaff } from "../../worker/domains/staff/update-staff.ts";
import { verifyPassword } from "../../worker/domains/staff-sessions/passwords.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { addClass, insert, openSchool } from "../enrollments/school.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addPerson, again, auditOf, PEPPER, signedIn, staffInput } from "./people.ts";

const PASSWORD = "correct horse battery";

async function names(ctx: Context, filter: Record<string, unknown>): Promise<string[]> {
  return (await listStaff(ctx, staffFilter.parse(filter))).rows.map((row) => row.name);
}

describe.each(ENGINES)("the staff room on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const owner = await signedIn(tenant);

  it("creates somebody with a password that never enters the audit", async () => {
    const input = staffInput({ phone: "(312) 555-0107", password: PASSWORD });
    const { id, change } = await createStaff(await again(owner), input, PEPPER);
    const page = await getStaff(owner, id);
    expect(page.person).toMatchObject({ firstName: "Dana", isActive: true, hasPassword: true, version: 1 });
    const { stored } = await tenant.database.read({
      stored: select({ phc: sql<string>`phc` }, sql`from staff_passwords where staff_id = ${id}`),
    });
    expect(verifyPassword(PASSWORD, PEPPER, stored[0]!.phc)).toBe(true);
    const audit = await auditOf(owner, change.id);
    expect(audit).toMatchObject({ action: "staff.create", actorId: owner.actor.id, ip: "203.0.113.7" });
    expect(audit.rows.map((row) => [row.entity, row.op, row.subjectId])).toEqual([["staff", "insert", id]]);
    expect(JSON.stringify(audit)).not.toContain("argon2");
    expect(JSON.stringify(audit)).not.toContain(PASSWORD);
  });

  it("invites by a link that the outbox sends and only the mail knows", async () => {
    const { id } = await createStaff(await again(owner), staffInput({ invite: true }), PEPPER);
    expect((await getStaff(await again(owner), id)).person.invitedUntil).toBe(owner.nowMs + 7 * 86_400_000);
    await inviteStaff(await again(owner), id, PEPPER);
    const { mails, links } = await tenant.database.read({
      mails: select(
        { payload: sql<string>`payload` },
        sql`from outbox where topic = 'mail' and payload like ${`%${id}%`}`,
      ),
      links: select(
        { hash: sql<string>`token_hash`, open: sql<number>`used_at is null` },
        sql`from password_resets where staff_id = ${id} order by used_at is null`,
      ),
    });
    expect(mails).toHaveLength(2);
    expect(links.map((link) => link.open)).toEqual([0, 1]);
    expect(mails.some((mail) => links.some((link) => mail.payload.includes(link.hash)))).toBe(false);
  });

  it("says which name is taken, whatever its case and accents", async () => {
    const first = staffInput({ username: "Núñez", email: "Nunez@Example.org" });
    await createStaff(await again(owner), first, PEPPER);
    const twice = (overrides: Record<string, unknown>) =>
      again(owner).then((ctx) => createStaff(ctx, staffInput(overrides), PEPPER));
    await expect(twice({ username: "nunez" })).rejects.toMatchObject({
      code: "not_unique",
      fields: [{ path: "username" }],
    });
    await expect(twice({ email: "nunez@example.ORG" })).rejects.toMatchObject({
      code: "not_unique",
      fields: [{ path: "email" }],
    });
  });

  it("refuses a user name that could be somebody's e-mail, an invitation without address, a short password", async () => {
    expect(createStaffInput.safeParse({ firstName: "A", lastName: "B", username: "a@b.org" }).success).toBe(
      false,
    );
    const make = (overrides: Record<string, unknown>) =>
      again(owner).then((ctx) => createStaff(ctx, staffInput(overrides), PEPPER));
    await expect(make({ email: null, invite: true })).rejects.toMatchObject({
      code: "email_missing",
    });
    await expect(make({ password: "short" })).rejects.toMatchObject({
      code: "password_weak",
    });
  });

  it("edits what differs, refuses an old version and undoes", async () => {
    const id = await addPerson(owner);
    const edit = async (patch: Record<string, unknown>) =>
      updateStaff(await again(owner), id, updateStaffInput.parse(patch));
    const { change } = await edit({ version: 1, lastName: "Okonkwo", title: "Head coach" });
    expect((await getStaff(await again(owner), id)).person).toMatchObject({
      lastName: "Okonkwo",
      version: 2,
    });
    expect((await auditOf(owner, change!.id)).rows[0]).toMatchObject({
      before: { title: null, version: 1 },
      after: { title: "Head coach", version: 2 },
    });
    expect((await edit({ version: 2, title: "Head coach" })).change).toBeNull();
    await expect(edit({ version: 1, title: "Coach" })).rejects.toMatchObject({ code: "changed_meanwhile" });
    await undoChange(await again(owner), change!.id);
    expect((await getStaff(await again(owner), id)).person).toMatchObject({ title: null, version: 3 });
  });

  it("deactivates: sessions and open invitations end in the same batch, undo opens the door again", async () => {
    const coach = await signedIn(tenant, { families: "view" });
    await tenant.database.commit({
      statements: [
        {
          sql: "update staff set email = 'coach@example.org', email_folded = 'coach@example.org' where id = ?",
          params: [coach.actor.id],
        },
      ],
    });
    await inviteStaff(await again(owner), coach.actor.id, PEPPER);
    const [itemId, conversationId] = [newId("activityItem"), newId("conversation")];
    const stamps = { created_at: 0, updated_at: 0 };
    await tenant.database.commit({
      statements: [
        insert("families", { id: "fam_taken_on", name: "Waits", sort_name: "waits", ...stamps }),
        insert("activity_items", {
          ...{
            id: itemId,
            family_id: "fam_taken_on",
            kind: "drop_request",
            nature: "request",
            summary: "Drop",
            number: 1,
          },
          ...{ state: "in_review", claimed_by: coach.actor.id, claimed_at: 1, happened_at: 1, ...stamps },
        }),
        insert("conversations", {
          ...{ id: conversationId, kind: "unknown", e164: "+13035550199", assignee_id: coach.actor.id },
          ...{ last_message_at: 1, ...stamps },
        }),
      ],
    });
    const withWhom = async () => {
      const { rows } = await tenant.database.read({
        rows: select(
          {
            item: sql<
              string | null
            >`(select claimed_by from activity_items where id = ${itemId} and state = 'in_review')`,
            talk: sql<string | null>`(select assignee_id from conversations where id = ${conversationId})`,
          },
          sql``,
        ),
      });
      return rows[0];
    };
    const close = { reason: "Moved away", version: 1 };
    const { change } = await deactivateStaff(await again(owner), coach.actor.id, close);
    const page = await getStaff(await again(owner), coach.actor.id);
    expect(page.person).toMatchObject({
      isActive: false,
      deactivatedReason: "Moved away",
      deactivatedBy: owner.actor.name,
      invitedUntil: null,
    });
    expect(page.sessions).toEqual([]);
    expect(await withWhom()).toEqual({ item: null, talk: null });
    await expect(again(coach)).rejects.toThrow("no longer signed in");
    await expect(listStaff(coach, staffFilter.parse({}))).rejects.toThrow();
    await undoChange(await again(owner), change.id);
    expect((await getStaff(await again(owner), coach.actor.id)).person.isActive).toBe(true);
    expect(await withWhom()).toEqual({ item: coach.actor.id, talk: coach.actor.id });
    await expect(again(coach)).rejects.toThrow("no longer signed in");
  });

  it("tells before it deactivates what somebody teaches now and later", async () => {
    const [id, other] = [await addPerson(owner), await addPerson(owner)];
    const school = await openSchool(tenant.database);
    const taught = await addClass(school, { weekdays: [1, 3] });
    const over = await addClass(school, { columns: { ends_on: "2026-01-31" } });
    const teacher = JSON.stringify([id]);
    const on = "2026-11-23";
    await tenant.database.commit({
      statements: [
        statement(sql`update slot_versions set instructor_ids = ${teacher}
          where class_id in (${taught.id}, ${over.id})`),
        insert("meeting_substitutes", {
          ...{ id: newId("meetingSubstitute"), slot_id: taught.slotIds[0]!, meets_on: on, staff_id: id },
          ...{ class_id: taught.id },
          ...{ substitute_id: other, created_at: 0, updated_at: 0 },
        }),
      ],
    });
    const none = { classes: 0, slots: 0, meetings: 0, standsIn: 0 };
    // Of four weeks with two meetings each, one is somebody else's.
    expect(await getTeaching(await again(owner), id)).toEqual({ ...none, classes: 1, slots: 2, meetings: 7 });
    expect(await getTeaching(await again(owner), other)).toEqual({ ...none, standsIn: 1 });
  });

  it("reactivates, and refuses what is already so", async () => {
    const id = await addPerson(owner);
    await expect(reactivateStaff(await again(owner), id, { version: 1 })).rejects.toMatchObject({
      code: "already_active",
    });
    await deactivateStaff(await again(owner), id, { reason: "Season over", version: 1 });
    await expect(
      deactivateStaff(await again(owner), id, { reason: "Again", version: 2 }),
    ).rejects.toMatchObject({
      code: "already_inactive",
    });
    await reactivateStaff(await again(owner), id, { version: 2 });
    expect((await getStaff(await again(owner), id)).person).toMatchObject({
      isActive: true,
      deactivatedReason: null,
      version: 3,
    });
    const own = { reason: "Tired", version: 1 };
    await expect(deactivateStaff(await again(owner), owner.actor.id, own)).rejects.toMatchObject({
      code: "own_access",
    });
  });

  it("ends one session or all, and only those of the person", async () => {
    const coach = await signedIn(tenant, {});
    const other = await signedIn(tenant, {});
    const wrong = { sessionId: other.actor.sessionId };
    await expect(endSessions(await again(owner), coach.actor.id, wrong)).rejects.toMatchObject({
      status: 404,
    });
    const { change } = await endSessions(await again(owner), coach.actor.id, {
      sessionId: coach.actor.sessionId,
    });
    expect(change!.undoUntil).toBeNull();
    await expect(again(coach)).rejects.toThrow("no longer signed in");
    expect((await again(other)).actor.id).toBe(other.actor.id);
    expect((await endSessions(await again(owner), coach.actor.id, {})).change).toBeNull();
  });

  it("needs the right, at the level", async () => {
    const viewer = await signedIn(tenant, { staff: "view" });
    const nobody = await again(await signedIn(tenant, {}));
    const seeing = await again(viewer);
    expect((await listStaff(seeing, staffFilter.parse({}))).rows.length).toBeGreaterThan(0);
    await expect(listStaff(nobody, staffFilter.parse({}))).rejects.toMatchObject({ code: "right_missing" });
    const target = await addPerson(owner);
    const ctx = await again(viewer);
    const denied = [
      createStaff(ctx, staffInput(), PEPPER),
      updateStaff(ctx, target, updateStaffInput.parse({ version: 1, title: "x" })),
      deactivateStaff(ctx, target, { reason: "x", version: 1 }),
      reactivateStaff(ctx, target, { version: 1 }),
      endSessions(ctx, target, {}),
      inviteStaff(ctx, target, PEPPER),
    ];
    for (const attempt of denied) {
      await expect(attempt).rejects.toMatchObject({
        code: "right_missing",
        data: { right: "staff", level: "full" },
      });
    }
    await expect(getStaff(await again(nobody), target)).rejects.toMatchObject({ code: "right_missing" });
    expect((await getStaff(await again(nobody), nobody.actor.id)).access).not.toBeNull();
    expect((await getStaff(await again(viewer), target)).access).toBeNull();
  });

  it("lists by last name in pages, reads what it shows, and finds by name, user name and e-mail", async () => {
    const room = await openTestTenant({ engine });
    const ctx = await signedIn(room);
    for (let i = 0; i < 60; i++) {
      await createStaff(
        await again(ctx),
        staffInput({
          firstName: `Zoë`,
          lastName: `Ångström${String(i).padStart(2, "0")}`,
          username: `zz${i}`,
        }),
        PEPPER,
      );
    }
    const reader = await again(ctx);
    const before = room.database.meter.rowsRead;
    const first = await listStaff(reader, staffFilter.parse({}));
    expect(room.database.meter.rowsRead - before).toBeLessThan(3 * 51 + 20);
    expect(first.rows).toHaveLength(50);
    const second = await listStaff(reader, staffFilter.parse({ cursor: first.nextCursor }));
    const all = [...first.rows, ...second.rows].map((row) => row.name);
    expect(all).toHaveLength(61);
    expect(all.filter((name) => name.includes("ngstr"))).toEqual(
      Array.from({ length: 60 }, (_, i) => `Zoë Ångström${String(i).padStart(2, "0")}`),
    );
    expect(second.nextCursor).toBeNull();
    expect(await names(reader, { q: "zoe angstrom07" })).toEqual(["Zoë Ångström07"]);
    expect(await names(reader, { q: "ZZ59" })).toEqual(["Zoë Ångström59"]);
    expect(await names(reader, { q: "nobody" })).toEqual([]);
    const id = first.rows[0]!.id;
    await deactivateStaff(await again(ctx), id, { reason: "x", version: 1 });
    const now = await again(ctx);
    expect(await names(now, { status: "inactive" })).toEqual([first.rows[0]!.name]);
    expect(await names(now, { status: "all" })).toEqual(first.rows.map((row) => row.name));
  });

  it("knows nothing of another account, even where ids are equal", async () => {
    const other = await openTestTenant({ engine, platform: tenant.platform });
    const stranger = await signedIn(other);
    const id = await addPerson(owner);
    await expect(getStaff(stranger, id)).rejects.toMatchObject({ status: 404 });
    await expect(deactivateStaff(stranger, id, { reason: "x", version: 1 })).rejects.toMatchObject({
      status: 404,
    });
    const twin = {
      sql: "insert into staff (id, first_name, last_name, sort_name, username, username_folded, created_at, updated_at) values (?, 'Twin', 'Else', 'else twin', 'twin', 'twin', 0, 0)",
      params: [id],
    };
    await other.database.commit({ statements: [twin] });
    await deactivateStaff(await again(stranger), id, { reason: "x", version: 1 });
    await updateStaff(await again(stranger), id, updateStaffInput.parse({ version: 2, title: "Ours" }));
    expect((await getStaff(await again(owner), id)).person).toMatchObject({
      isActive: true,
      title: null,
      version: 1,
    });
  });
});
