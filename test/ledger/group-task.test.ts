import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createGroupCharge, previewGroupCharge } from "../../worker/domains/ledger/create-group-charge.ts";
import { getGroupCharge } from "../../worker/domains/ledger/get-group-charge.ts";
import { groupChargeStepOf } from "../../worker/domains/ledger/group-charge-step.ts";
import { groupChargeInput, voidChargesInput } from "../../worker/domains/ledger/schemas.ts";
import { voidCharges } from "../../worker/domains/ledger/void-charge.ts";
import { Replayed } from "../../worker/kernel/errors.ts";
import { runTask } from "../billing-runs/billing.ts";
import { addStudents, openSchool, TODAY } from "../enrollments/school.ts";
import { contextOf, staffContext } from "../harness/actors.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { died, mortal } from "../payments/mortal.ts";
import { addRow, one, openBooks } from "./school.ts";

const MANY = 201;
const step = groupChargeStepOf(80);

describe("a group charge of more than anybody waits for", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const { database } = tenant;
  const books = await openBooks(tenant);
  const ctx = await staffContext(tenant);
  const ids = await addStudents(await openSchool(database), MANY);
  const input = (description: string) =>
    groupChargeInput.parse({
      ...{ locationId: books.locationId, chargeOn: TODAY, line: { description, baseMinor: 1_000 } },
      audience: { kind: "students", ids },
    });
  const begin = async (description: string, who = ctx) => {
    const { charges, totalMinor } = await previewGroupCharge(ctx, input(description));
    const answer = await createGroupCharge(who, {
      ...{ ...input(description), expected: { charges, totalMinor } },
    });
    if (answer.outcome !== "started") throw new Error(answer.outcome);
    return answer.taskId;
  };
  const charged = (title: string) =>
    one(
      database,
      sql`count(*) || ' ' || count(distinct family_id)`,
      `from charges where title = '${title}' and voided_on is null`,
    );

  it("goes on in the background, once, and is taken back as a whole", async () => {
    const key = contextOf(tenant, ctx.actor, { idempotencyKey: "group-once-0123456789" });
    const taskId = await begin("Recital", key);
    await expect(begin("Recital", key)).rejects.toBeInstanceOf(Replayed);
    expect(await getGroupCharge(ctx, taskId)).toMatchObject({ status: "queued", done: 0, total: MANY });
    await runTask(tenant, database, taskId, step as never);
    const over = await getGroupCharge(ctx, taskId);
    expect(over).toMatchObject({ status: "done", done: MANY, message: `${MANY} families charged` });
    expect(await charged("Recital")).toBe(`${MANY} ${MANY}`);
    if (over.reversal?.act !== "void_charges") throw new Error("it cannot be taken back");
    await voidCharges(ctx, voidChargesInput.parse({ ids: over.reversal.ids, reason: "by mistake" }));
    expect(await charged("Recital")).toBe("0 0");
  });

  it("dies at any call and charges everybody once all the same", async () => {
    for (const moment of ["before", "after"] as const) {
      const title = `Meet, ${moment}`;
      const taskId = await begin(title);
      for (let n = 1; n <= 12; n++)
        await runTask(tenant, mortal(n, moment).databaseOf(database), taskId, step as never).catch(died);
      await runTask(tenant, database, taskId, step as never);
      expect(await charged(title)).toBe(`${MANY} ${MANY}`);
    }
  });

  it("stops when something else would be charged than was shown, and says how far it came", async () => {
    const taskId = await begin("Leotard");
    const first = groupChargeStepOf(150);
    let steps = 0;
    const taxed = async (...of: Parameters<typeof first>) => {
      steps += 1;
      if (steps === 2) await addRow(books, "tax_rates", { name: "Sales tax", rate_bp: 825 });
      return first(...of);
    };
    await expect(runTask(tenant, database, taskId, taxed as never)).rejects.toThrow(/150 of 201 families/);
    expect(await charged("Leotard")).toBe("150 150");
  });

  it("is told to nobody without the right, nor to another school", async () => {
    const taskId = await begin("Shirt");
    await expect(
      getGroupCharge(await staffContext(tenant, { charges: "view" }), taskId),
    ).rejects.toMatchObject({
      status: 403,
    });
    const other = await openTestTenant({ engine: "d1" });
    await expect(getGroupCharge(await staffContext(other), taskId)).rejects.toMatchObject({ status: 404 });
  });
});
