import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { importTaskOf } from "../../worker/domains/imports/import-task.ts";
import { startImport } from "../../worker/domains/imports/start-import.ts";
import { familyInput } from "../families/factories.ts";
import { contextOf, staffContext } from "../harness/actors.ts";
import { barrier } from "../harness/barrier.ts";
import { ENGINES } from "../harness/databases.ts";
import { dying, Killed } from "../harness/faults.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { contentOf, FAMILIES_PER_STEP, runCsv, runTask, store, tick, uploadCsv } from "./harness.ts";

const HEADER = "Student Name,Birth Date,Parent Name,Parent Email,Parent Phone,Family Keywords,City";

/** Five families under one name, so that three steps write them; one row is refused. */
function fileOf(name: string): string {
  const rows = Array.from(
    { length: 5 },
    (_, i) =>
      `Kid${i} ${name},2016-04-3${i === 4 ? "x" : "0"},Pat${i} ${name},${name}${i}@x.example,312-555-01${10 + i},${name},Chicago`,
  );
  return [HEADER, ...rows, `Sib ${name},2018-01-02,Pat0 ${name},${name}0@x.example,,,`].join("\n");
}

const step = importTaskOf(FAMILIES_PER_STEP);

describe.each(ENGINES)("an import that is killed on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant, { import: "full", families: "full" });

  it.each(["before", "after"] as const)(
    "%s any of its database calls ends like an undisturbed one",
    { timeout: 120_000 },
    async (moment) => {
      // Names of one place in every order, so that only the name itself differs.
      const undisturbed = `Z${moment}0`;
      await runCsv(tenant, ctx, fileOf(undisturbed));
      const expected = JSON.stringify(await contentOf(tenant.database, undisturbed));
      let killed = 0;
      for (let n = 1; ; n++) {
        const name = `Z${moment}${n}`;
        const draft = await uploadCsv(ctx, fileOf(name));
        const { taskId } = await startImport({ ...ctx, nowMs: tick() }, store, draft.id, draft.guess);
        const died = await runTask(tenant, dying(tenant.database, n, moment), taskId, step).then(
          () => false,
          (error: unknown) => {
            if (error instanceof Killed) return true;
            throw error;
          },
        );
        const { result } = await runTask(tenant, tenant.database, taskId, step);
        expect(result).toMatchObject({
          counts: { families: { new: 4 }, students: { new: 5 }, rows: { new: 5, refused: 1 } },
        });
        const content = JSON.stringify(await contentOf(tenant.database, name));
        expect(
          content.replaceAll(name, undisturbed).replaceAll(name.toLowerCase(), undisturbed.toLowerCase()),
          `killed at call ${n}`,
        ).toBe(expected);
        if (!died) break;
        killed += 1;
      }
      // Three steps of rows, one that prepares, one that finishes; each reads its task, reads, and writes.
      expect(killed).toBeGreaterThanOrEqual(12);
    },
  );
});

describe.each(ENGINES)("a race with an import on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant, { import: "full", families: "full" });
  const familiesCalled = async (name: string): Promise<number> => {
    const { rows } = await tenant.database.read({
      rows: select(
        { n: sql<number>`count(*)` },
        sql`from families where name = ${name} and deleted_at is null`,
      ),
    });
    return rows[0]!.n;
  };
  const start = async (text: string) => {
    const draft = await uploadCsv(ctx, text);
    return startImport({ ...ctx, nowMs: tick() }, store, draft.id, draft.guess);
  };
  /** Does something between the reading and the writing of the first chunk. */
  const interrupting = (act: () => Promise<unknown>, without?: RegExp): TenantDatabase => {
    let commits = 0;
    return racing(
      tenant.database,
      async () => {
        commits += 1;
        // The first commit starts the task, the second prepares the chunks.
        if (commits === 3) await act();
      },
      without,
    );
  };

  it("is planned again when a family with its e-mail was entered meanwhile", async () => {
    const { taskId } = await start(fileOf("Late"));
    const entered = () =>
      createFamily(
        contextOf(tenant, ctx.actor, { nowMs: tick() }),
        familyInput({
          name: "Late",
          guardians: [{ firstName: "Pat0", lastName: "Late", emails: [{ address: "LATE0@x.example" }] }],
          students: [],
        }),
      );
    const { result } = await runTask(tenant, interrupting(entered), taskId, step);
    expect(result).toMatchObject({ counts: { families: { new: 3, changed: 1 } } });
    expect(await familiesCalled("Late")).toBe(4);
  });

  it("would make a second family without its guard", async () => {
    const { taskId } = await start(fileOf("Bare"));
    const entered = () =>
      createFamily(
        contextOf(tenant, ctx.actor, { nowMs: tick() }),
        familyInput({
          name: "Bare",
          guardians: [{ firstName: "Pat0", lastName: "Bare", emails: [{ address: "bare0@x.example" }] }],
          students: [],
        }),
      );
    await runTask(tenant, interrupting(entered, /emails e on e\.address_folded/), taskId, step);
    expect(await familiesCalled("Bare")).toBe(5);
  });

  it("is planned again when a family it changes was changed meanwhile", async () => {
    await runCsv(tenant, ctx, fileOf("Edit"));
    const { taskId } = await start(fileOf("Edit").replaceAll("Chicago", "Evanston"));
    const edited = () =>
      tenant.database.commit({
        statements: [
          statement(sql`update families set flag_text = 'kept', version = version + 1 where name = 'Edit'`),
        ],
      });
    await runTask(tenant, interrupting(edited), taskId, step);
    const { rows } = await tenant.database.read({
      rows: select(
        { city: sql<string>`city`, flag: sql<string>`flag_text` },
        sql`from families where name = 'Edit'`,
      ),
    });
    expect(rows).toEqual(Array(4).fill({ city: "Evanston", flag: "kept" }));
  });

  it.each([
    ["makes no family twice", undefined],
    [
      "would make families twice without its guards",
      /left join external_ids x|emails e on e\.address_folded/,
    ],
  ])("between two runs of one file %s", async (_, without) => {
    const name = without ? "Twice" : "Once";
    // Without keywords: adding the same one twice would already lose the race on its unique index.
    const text = fileOf(name).replaceAll(`,${name},Chicago`, ",,Chicago");
    const [one, two] = [await start(text), await start(text)];
    const meet = barrier(2);
    await Promise.all(
      [one, two].map(({ taskId }) => runTask(tenant, interrupting(meet, without), taskId, step)),
    );
    const families = await familiesCalled(name);
    if (without) expect(families).toBeGreaterThan(4);
    else expect(families).toBe(4);
  });
});
