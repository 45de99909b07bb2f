import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { removeGuardian } from "../../worker/domains/families/remove-guardian.ts";
import { removeRecord } from "../../worker/domains/families/remove-record.ts";
import { reviewFamily } from "../../worker/domains/families/review-family.ts";
import { saveGuardian } from "../../worker/domains/families/save-guardian.ts";
import { saveRecord } from "../../worker/domains/families/save-record.ts";
import { saveGuardianInput, studentInput, updateFamilyInput } from "../../worker/domains/families/schemas.ts";
import { setKeywords } from "../../worker/domains/families/set-keywords.ts";
import type { FamilyPage } from "../../worker/domains/families/shapes.ts";
import { suspendFamily } from "../../worker/domains/families/suspend-family.ts";
import { unsuspendFamily } from "../../worker/domains/families/unsuspend-family.ts";
import { updateFamily } from "../../worker/domains/families/update-family.ts";
import { addStudent } from "../../worker/domains/students/add-student.ts";
import { deleteStudents } from "../../worker/domains/students/delete-students.ts";
import { updateStudent } from "../../worker/domains/students/update-student.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { type Rights, staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { familyInput } from "./factories.ts";

interface Write {
  readonly name: string;
  /** The right whose absence refuses it. */
  readonly right: keyof Rights;
  readonly action: string;
  readonly run: (ctx: Context, page: FamilyPage) => Promise<unknown>;
  /** Whether two at once must not both win; adding is no conflict. */
  readonly exclusive: boolean;
  /** Brings the family into the state the write needs. */
  readonly before?: (ctx: Context, page: FamilyPage) => Promise<unknown>;
}

const note = { body: "Likes the trampoline", severity: "info" as const, studentId: null };
const second = { firstName: "Second", lastName: "Guardian" };

/** Every write of the families and students rooms. */
const WRITES: readonly Write[] = [
  {
    name: "updateFamily",
    right: "families",
    action: "families.update",
    exclusive: true,
    run: (ctx, { family }) =>
      updateFamily(
        ctx,
        family.id,
        updateFamilyInput.parse({ version: family.version, city: `City ${Math.random()}` }),
      ),
  },
  {
    name: "reviewFamily",
    right: "families",
    action: "families.review",
    exclusive: true,
    run: (ctx, { family }) => reviewFamily(ctx, family.id, { version: family.version }),
    before: (ctx, { family }) =>
      ctx.database.commit({
        statements: [{ sql: "update families set needs_review = 1 where id = ?", params: [family.id] }],
      }),
  },
  {
    name: "suspendFamily",
    right: "suspend_families",
    action: "families.suspend",
    exclusive: true,
    run: (ctx, { family }) => suspendFamily(ctx, family.id, { version: family.version, reason: "Unpaid" }),
  },
  {
    name: "unsuspendFamily",
    right: "suspend_families",
    action: "families.unsuspend",
    exclusive: true,
    run: (ctx, { family }) => unsuspendFamily(ctx, family.id, { version: family.version, reason: "Paid" }),
    before: (ctx, { family }) => suspendFamily(ctx, family.id, { version: family.version, reason: "Unpaid" }),
  },
  {
    name: "saveGuardian",
    right: "families",
    action: "guardians.update",
    exclusive: true,
    run: (ctx, { family, guardians }) =>
      saveGuardian(
        ctx,
        family.id,
        guardians[0]!.id,
        saveGuardianInput.parse({ ...second, lastName: `L${Math.random()}`, version: guardians[0]!.version }),
      ),
  },
  {
    name: "saveGuardian, new",
    right: "families",
    action: "guardians.create",
    exclusive: false,
    run: (ctx, { family }) => saveGuardian(ctx, family.id, null, saveGuardianInput.parse(second)),
  },
  {
    name: "removeGuardian",
    right: "families",
    action: "guardians.delete",
    exclusive: true,
    run: (ctx, { family, guardians }) =>
      removeGuardian(ctx, family.id, guardians[0]!.id, { version: guardians[0]!.version }),
    before: (ctx, { family }) => saveGuardian(ctx, family.id, null, saveGuardianInput.parse(second)),
  },
  {
    name: "saveRecord, new",
    right: "families",
    action: "notes.create",
    exclusive: false,
    run: (ctx, { family }) => saveRecord(ctx, "notes", family.id, null, note),
  },
  {
    name: "saveRecord",
    right: "families",
    action: "notes.update",
    exclusive: true,
    run: (ctx, { family, notes }) =>
      saveRecord(ctx, "notes", family.id, notes[0]!.id, {
        ...note,
        body: `Note ${Math.random()}`,
        version: notes[0]!.version,
      }),
    before: (ctx, { family }) => saveRecord(ctx, "notes", family.id, null, note),
  },
  {
    name: "removeRecord",
    right: "families",
    action: "notes.delete",
    exclusive: true,
    run: (ctx, { family, notes }) =>
      removeRecord(ctx, "notes", family.id, notes[0]!.id, { version: notes[0]!.version }),
    before: (ctx, { family }) => saveRecord(ctx, "notes", family.id, null, note),
  },
  {
    name: "addStudent",
    right: "students",
    action: "students.create",
    exclusive: false,
    run: (ctx, { family }) =>
      addStudent(ctx, family.id, studentInput.parse({ firstName: "Nova", lastName: "Ray" })),
  },
  {
    name: "updateStudent",
    right: "students",
    action: "students.update",
    exclusive: true,
    run: (ctx, { students }) =>
      updateStudent(ctx, students[0]!.id, {
        version: students[0]!.version,
        school: `School ${Math.random()}`,
      }),
  },
  {
    name: "deleteStudents",
    right: "students",
    action: "students.delete",
    exclusive: true,
    run: (ctx, { students }) =>
      deleteStudents(ctx, { students: [{ id: students[0]!.id, version: students[0]!.version }] }),
  },
];

describe.each(ENGINES)("every write of a family on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const other = await openTestTenant({ engine, platform: tenant.platform });
  const stranger = await staffContext(other);
  const everything: Rights = {
    families: "full",
    students: "full",
    suspend_families: "full",
    merge_families: "full",
  };
  const without = new Map(
    await Promise.all(
      (["families", "students", "suspend_families"] as const).map(async (right) => {
        const { [right]: _missing, ...rest } = everything;
        return [right as string, await staffContext(tenant, rest)] as const;
      }),
    ),
  );
  const ctx = await staffContext(tenant);
  const current = <C extends Context>(one: C) => ({
    ...one,
    actor: { ...one.actor, rightsVersion: ctx.actor.rightsVersion },
  });

  const prepared = async (write: Write): Promise<FamilyPage> => {
    const { id } = await createFamily(ctx, familyInput());
    await write.before?.(ctx, await getFamily(ctx, id));
    return getFamily(ctx, id);
  };

  it.each(WRITES)("$name: works, says who did it, and is seen in the history", async (write) => {
    const page = await prepared(write);
    await write.run(ctx, page);
    const { changes } = await tenant.database.read({
      changes: select(
        {
          actor: sql<string>`c.actor_id`,
          via: sql<string>`c.via`,
          ip: sql<string>`c.ip`,
          action: sql<string>`c.action`,
          subject: sql<string>`r.subject_id`,
        },
        sql`from changes c join change_rows r on r.change_id = c.id where r.subject_id = ${page.family.id} and c.action = ${write.action} limit 1`,
      ),
    });
    expect(changes).toEqual([
      {
        actor: ctx.actor.id,
        via: "office",
        ip: "203.0.113.7",
        action: write.action,
        subject: page.family.id,
      },
    ]);
  });

  it.each(WRITES)("$name: is refused without its right, naming it", async (write) => {
    const page = await prepared(write);
    const powerless = current(without.get(write.right)!);
    await expect(write.run(powerless, page)).rejects.toMatchObject({
      code: "right_missing",
      data: { right: write.right },
    });
  });

  it.each(WRITES)("$name: does not exist for another account", async (write) => {
    const page = await prepared(write);
    await expect(write.run(stranger, page)).rejects.toMatchObject({ code: "not_found" });
  });

  it.each(WRITES.filter((write) => write.exclusive))(
    "$name: of two at once, one wins and one is told why",
    async (write) => {
      const page = await prepared(write);
      const wait = barrier(2);
      const racer = () => write.run({ ...ctx, database: racing(tenant.database, wait) }, page);
      const outcomes = await Promise.allSettled([racer(), racer()]);
      const lost = outcomes.flatMap((outcome) =>
        outcome.status === "rejected" ? [outcome.reason as { code: string }] : [],
      );
      expect(lost).toHaveLength(1);
      expect(lost[0]).toMatchObject({ status: 409 });
    },
  );

  it("keywords that do not exist are refused by field, and a family that is gone takes no more records", async () => {
    const page = await prepared(WRITES[0]!);
    await expect(setKeywords(ctx, page.family.id, { keywordIds: [newId("keyword")] })).rejects.toMatchObject({
      code: "reference_missing",
      fields: [{ path: "keywordIds.0" }],
    });
    const hasRead = barrier(2);
    const isGone = barrier(2);
    const wait = async () => {
      await hasRead();
      await isGone();
    };
    const slow = { ...ctx, database: racing(tenant.database, wait) };
    const saving = saveRecord(slow, "notes", page.family.id, null, note);
    await hasRead();
    await tenant.database.commit({
      statements: [{ sql: "update families set deleted_at = 1 where id = ?", params: [page.family.id] }],
    });
    await isGone();
    await expect(saving).rejects.toMatchObject({ code: "gone_meanwhile" });
  });

  it("refuses a list entry that was deleted between choosing and saving", async () => {
    const { family } = await prepared(WRITES[0]!);
    const id = newId("listItem");
    await tenant.database.commit({
      statements: [
        {
          sql: "insert into list_items (id, kind, label, created_at, updated_at) values (?, 'referral_source', ?, 0, 0)",
          params: [id, id],
        },
      ],
    });
    const edit = async (without?: RegExp) => {
      const hasRead = barrier(2);
      const isGone = barrier(2);
      const wait = async () => {
        await hasRead();
        await isGone();
      };
      const slow = { ...ctx, database: racing(tenant.database, wait, without) };
      const saving = updateFamily(
        slow,
        family.id,
        updateFamilyInput.parse({ version: family.version, referralSourceId: id }),
      );
      await hasRead();
      await tenant.database.commit({
        statements: [{ sql: "update list_items set deleted_at = 1 where id = ?", params: [id] }],
      });
      await isGone();
      return saving.then(
        () => "saved",
        (error: { code: string }) => error.code,
      );
    };
    expect(await edit()).toBe("gone_meanwhile");
    await tenant.database.commit({
      statements: [{ sql: "update list_items set deleted_at = null where id = ?", params: [id] }],
    });
    expect(await edit(/insert into guard \("?row_living"?\)/)).toBe("saved");
  });
});
