import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openDeadLetters } from "../../control-plane/dead-letters.ts";
import { deleteEnrollment } from "../../worker/domains/enrollments/delete-enrollment.ts";
import { enroll } from "../../worker/domains/enrollments/enroll.ts";
import { enrollInput } from "../../worker/domains/enrollments/schemas.ts";
import { getFamilyMoney } from "../../worker/domains/ledger/get-family-money.ts";
import { reconcileLedger } from "../../worker/jobs/reconcile-ledger.ts";
import { addClass, TODAY } from "../enrollments/school.ts";
import { staffContext, systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { charge, one, openBooks, pay } from "./school.ts";

const DAY_MS = 86_400_000;

describe.each(ENGINES)("the night of the ledger on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const books = await openBooks(tenant);
  const ctx = await staffContext(tenant);
  const control = tenant.platform.control;
  const night = (days: number) =>
    reconcileLedger({ control }, systemContext(tenant, TEST_NOW_MS + days * DAY_MS));
  const letters = () => openDeadLetters(control, { accountId: tenant.account.id, after: null, limit: 10 });

  it("compares what is kept, once a night, and tells of what differs without repairing it", async () => {
    const { familyId } = await books.family();
    const { lineIds } = await charge(ctx, books, familyId, [5_000]);
    await pay(ctx, books, familyId, 2_000);
    expect([await night(0), await night(0)]).toEqual([1, 0]);
    const balance = async () => (await getFamilyMoney(ctx, familyId)).balanceMinor;
    expect(await balance()).toBe(3_000);
    await charge(ctx, books, familyId, [700]);
    expect(await balance()).toBe(3_700);
    expect(await letters()).toEqual([]);
    const write = (text: string) => tenant.database.commit({ statements: [{ sql: text, params: [] }] });
    const spoil = (minor: number) =>
      write(`update line_balances set open_minor = ${minor} where line_id = '${lineIds[0]}'`);
    await spoil(2999);
    expect(await night(1)).toBe(1);
    const [letter] = await letters();
    expect(letter?.error).toContain(`line ${lineIds[0]}: kept 2999, posted 3000`);
    const kept = await one(
      tenant.database,
      sql`open_minor`,
      `from line_balances where line_id = '${lineIds[0]}'`,
    );
    expect(kept).toBe(2999);
    await spoil(3000);
    await night(2);
    expect((await letters()).length).toBe(1);
    const misstate = (minor: number) =>
      write(`update family_list set balance_minor = ${minor} where family_id = '${familyId}'`);
    await misstate(3_600);
    await night(3);
    expect((await letters()).map(({ error }) => error).join()).toContain(
      `balance ${familyId}: kept 3600, posted 3700`,
    );
    expect(await balance()).toBe(3_600);
    await misstate(3_700);
    await night(4);
    expect((await letters()).length).toBe(2);
  });

  it("and an enrollment that was billed is not deleted", async () => {
    const { familyId, studentId } = await books.family();
    const { id: classId } = await addClass({ database: tenant.database, locationId: books.locationId });
    await enroll(ctx, enrollInput.parse({ classId, studentId, startsOn: TODAY }));
    const id = String(
      await one(tenant.database, sql`id`, `from enrollments where student_id = '${studentId}'`),
    );
    await charge(ctx, books, familyId, [100]);
    await tenant.database.commit({
      statements: [
        {
          sql: `update charge_lines set enrollment_id = '${id}' where family_id = '${familyId}'`,
          params: [],
        },
      ],
    });
    await expect(deleteEnrollment(ctx, id, { version: 1 })).rejects.toMatchObject({ code: "billed" });
  });
});
