import { describe, expect, it } from "vitest";
import { undoGroup } from "../../worker/domains/changes/undo-group.ts";
import { undoGroupStep } from "../../worker/domains/changes/undo-group-step.ts";
import { getImport } from "../../worker/domains/imports/get-import.ts";
import type { TaskStep } from "../../worker/jobs/task.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { contentOf, runCsv, runTask, tick } from "./harness.ts";

const HEADER = "Family ID,Student Name,Birth Date,Parent Name,Parent Email,City,Keywords";
const FILE = [
  HEADER,
  ...Array.from(
    { length: 5 },
    (_, i) => `F${i},Kid${i} Smith,2016-04-0${i + 1},Ann${i} Smith,ann${i}@x.example,Chicago,Team`,
  ),
].join("\n");

describe.each(ENGINES)("undo of a whole import on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant, { import: "full", families: "full" });
  const undo = async (changeGroup: string): Promise<void> => {
    const { taskId } = await undoGroup({ ...ctx, nowMs: tick() }, changeGroup);
    await runTask(tenant, tenant.database, taskId, undoGroupStep as TaskStep<unknown>);
  };

  it("takes back every family of every step, and the same file makes them again", async () => {
    const first = await runCsv(tenant, ctx, FILE);
    expect(first.counts.families.new).toBe(5);
    const content = await contentOf(tenant.database);
    await undo(first.changeGroup);
    expect(await contentOf(tenant.database)).toEqual([]);
    expect(await getImport(ctx, first.importId)).toMatchObject({ isUndone: true, undoUntil: null });
    const again = await runCsv(tenant, ctx, FILE);
    // The keys still lead to the families that were undone, which count no more.
    expect(again.counts.families).toEqual({ new: 5, changed: 0, matched: 0 });
    expect(await contentOf(tenant.database)).toEqual(content);
  });

  it("takes back only what a corrected file changed", async () => {
    const content = await contentOf(tenant.database);
    const corrected = FILE.replaceAll("Chicago", "Evanston").replace("Kid0 Smith", "Kidd0 Smith");
    const run = await runCsv(tenant, ctx, corrected);
    expect(run.counts).toMatchObject({ families: { new: 0, changed: 5, matched: 0 }, students: { new: 1 } });
    await undo(run.changeGroup);
    const back = await contentOf(tenant.database);
    const people = (rows: typeof back) =>
      rows.map((row) => [JSON.parse(row.family).city, row.students.replace(/ \d+"/g, '"')]);
    expect(people(back)).toEqual(people(content));
  });
});
