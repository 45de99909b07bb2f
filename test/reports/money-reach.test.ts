import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { voidInput } from "../../worker/domains/ledger/schemas.ts";
import { voidCharge } from "../../worker/domains/ledger/void-charge.ts";
import { getMoneyOverview } from "../../worker/domains/money-overview/get-overview.ts";
import { mayRun, REPORTS, reportFor } from "../../worker/domains/reports/catalog.ts";
import type { Grant } from "../../worker/kernel/permissions.ts";
import { insert, openSchool } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addRow, charge, openBooks, pay } from "../ledger/school.ts";
import { enrollment, taughtClass } from "./harness.ts";
import { ALL, readAll, scopeFor } from "./read-all.ts";

const TODAY = "2026-11-21";
const NOVEMBER = { period: "custom", from: "2026-11-01", to: "2026-11-30" };
const MONEY = REPORTS.filter(({ area }) => area === "money");

describe.each(ENGINES)("how far reports of money reach on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await staffContext(tenant);
  const elsewhere = await openTestTenant({ engine, platform: tenant.platform });
  const stranger = scopeFor(await staffContext(elsewhere), [ALL], TODAY);
  const teacher = ctx.actor;
  const books = await openBooks(tenant);
  const south = (await openSchool(tenant.database)).locationId;
  await addRow(books, "tax_rates", { name: "State", rate_bp: 1_000 });
  const { familyId, studentId } = await books.family();
  const own = await taughtClass(tenant, { locationId: books.locationId, instructorIds: [teacher.id] });
  const other = await taughtClass(tenant, { locationId: south });
  await enrollment(tenant, studentId, own.id);
  /** A charge of a class, 10 % tax on top, and a payment of a part of it at the same place. */
  const billed = async (
    locationId: string,
    classId: string,
    netMinor: number,
    paidMinor: number,
    receivedOn: string,
  ) => {
    const { lineIds } = await charge(ctx, books, familyId, [netMinor], { locationId });
    await tenant.database.commit({
      statements: [statement(sql`update charge_lines set class_id = ${classId} where id = ${lineIds[0]!}`)],
    });
    await pay(ctx, books, familyId, paidMinor, {
      receivedOn,
      locationId,
      applyTo: { kind: "lines", lines: [{ lineId: lineIds[0]!, amountMinor: paidMinor }] },
    });
  };
  await billed(books.locationId, own.id, 10_000, 4_400, "2026-11-20");
  await billed(south, other.id, 7_000, 2_200, TODAY);
  const grant = (right: Grant["right"], more: Partial<Grant> = {}): Grant => ({
    ...ALL,
    ...{ right, level: "view" },
    ...more,
  });
  const read = (code: string, more: Partial<Grant>, asked: object = NOVEMBER) => {
    const { right } = REPORTS.find((report) => report.code === code)!;
    return readAll(scopeFor(ctx, [grant(right, more)], TODAY, teacher.id), code, asked);
  };
  const [everywhere, north, there] = [{}, { locationId: books.locationId }, { locationId: south }];
  const mine = { ownClassesOnly: true };

  it.each([
    ["FIN-1", "total", { on: TODAY }, [12_100, 6_600, 5_500]],
    ["FIN-2", "amount", NOVEMBER, [6_600, 4_400, 2_200]],
    ["FIN-4", "money", NOVEMBER, [6_600, 4_400, 2_200]],
    ["FIN-6", "charged", NOVEMBER, [18_700, 11_000, 7_700]],
    ["FIN-6", "open", NOVEMBER, [12_100, 6_600, 5_500]],
    ["FIN-16", "charged", NOVEMBER, [1_700, 1_000, 700]],
    ["FIN-16", "collected", NOVEMBER, [600, 400, 200]],
    ["FIN-S", "charged", NOVEMBER, [18_700, 11_000, 7_700]],
  ])("%s tells of %s at the locations of the right, of no other", async (code, column, asked, sums) => {
    const found = [everywhere, north, there].map(async (more) => (await read(code, more, asked)).sum(column));
    expect(await Promise.all(found)).toEqual(sums);
    // A filter asks for less, never for more.
    expect((await read(code, north, { ...asked, location: south })).sum(column)).toBe(0);
    expect((await readAll(stranger, code, asked)).sum(column)).toBe(0);
  });

  it.each([
    ["FIN-6", "charged", 11_000],
    ["FIN-16", "charged", 1_000],
    ["FIN-16", "collected", 400],
  ])("%s tells whoever has own classes only of the lines of those (%s)", async (code, column, sum) => {
    expect((await read(code, mine)).sum(column)).toBe(sum);
    expect((await read(code, { ...mine, ...north })).sum(column)).toBe(sum);
    expect((await read(code, { ...mine, ...there })).sum(column)).toBe(0);
  });

  it.each(["none", "category", "program"])(
    "FIN-6 by %s is the same page by page, what was voided apart, and knows nothing entered later",
    async (group) => {
      const south = { locationId: books.locationId, chargeOn: "2026-12-05", dueOn: "2026-12-09" };
      const categoryId = await addRow(books, "charge_categories", { name: `Costumes ${group}` });
      const line = (amount: number) => ({
        description: `${amount}`,
        baseMinor: amount,
        categoryId,
        isTaxExempt: true,
      });
      const made = await charge(ctx, books, familyId, [], { ...south, lines: [line(100), line(200)] });
      await charge(ctx, books, familyId, [300], { ...south, chargeOn: "2026-12-01" });
      await voidCharge(ctx, made.id, voidInput.parse({ version: 1, reason: "Entered twice" }));
      const asked = { period: "custom", from: "2026-12-01", to: "2026-12-31", group };
      const scope = scopeFor(ctx, [ALL], TODAY);
      const whole = await readAll(scope, "FIN-6", asked);
      expect((await readAll(scope, "FIN-6", asked, 1)).rows).toEqual(whole.rows);
      expect(whole.rows.filter(({ section }) => section === "voided").length).toBeGreaterThanOrEqual(2);
      expect(whole.rows.map(({ section }) => section).lastIndexOf("charged")).toBeLessThan(
        whole.rows.findIndex(({ section }) => section === "voided"),
      );
      expect((await readAll(scope, "FIN-6", { ...asked, knownOn: "2026-11-20" })).rows).toEqual([]);
    },
  );

  it("what is about accounts is not offered to whoever has own classes only, instead of being empty", async () => {
    for (const { code, right, subject } of MONEY) {
      const reader = (more: Partial<Grant>) => ({
        ...ctx,
        actor: { ...teacher, grants: [grant("reports"), grant(right, more)] },
      });
      const isOffered = (more: Partial<Grant>) => {
        const report = REPORTS.find((one) => one.code === code)!;
        return mayRun(reader(more), report);
      };
      expect([code, isOffered(mine), isOffered(there)]).toEqual([code, subject === "classes", true]);
      if (subject === "classes") continue;
      expect(() => reportFor(reader(mine), code)).toThrow(/own classes only/);
    }
    expect(MONEY.filter(({ subject }) => subject === "classes").map(({ code }) => code)).toEqual([
      "FIN-6",
      "FIN-16",
    ]);
    const seen = getMoneyOverview(
      { ...ctx, actor: { ...teacher, grants: [grant("money_overview", mine)] } },
      { months: 3, locationId: "" },
    );
    await expect(seen).rejects.toMatchObject({ code: "own_classes_only" });
  });

  describe("FIN-9", async () => {
    const method = (of: string, more: Record<string, string | number | null> = {}) =>
      insert("payment_methods", {
        ...{ id: newId("paymentMethod"), family_id: of, processor: "sandbox", customer_ref: "cus" },
        ...{ method_ref: newId("paymentMethod"), kind: "card", brand: "Visa", last4: "4242" },
        ...{ expires_month: 12, expires_year: 2026, created_at: 0, updated_at: 0 },
        ...more,
      });
    const far = await books.family();
    await enrollment(tenant, far.studentId, other.id);
    const none = await books.family();
    await enrollment(tenant, none.studentId, other.id);
    await tenant.database.commit({
      statements: [
        method(familyId, { id: "pmt_1", is_primary: 1, autopay_at: 1 }),
        method(familyId, {
          id: "pmt_2",
          kind: "bank",
          brand: "Lake Bank",
          last4: "6789",
          expires_year: null,
          expires_month: null,
        }),
        method(far.familyId, {
          id: "pmt_3",
          last4: "0341",
          expires_year: 2031,
          invalid_reason: "Declined by the bank",
        }),
        method(far.familyId, { id: "pmt_4", last4: "9999", deleted_at: 1 }),
        ...[familyId, far.familyId, none.familyId].map((id, i) =>
          statement(sql`update families set home_location_id = ${i === 0 ? books.locationId : south},
            sort_name = ${`family ${i}`}, address_line1 = '1 Main Street', city = 'Denver', region = 'CO', postal_code = '80014' where id = ${id}`),
        ),
      ],
    });
    const table = async (asked: object, more: Partial<Grant> = everywhere, ...keys: string[]) => {
      const report = await read("FIN-9", more, asked);
      return report.rows.map((row) => keys.map((key) => report.cell(row, key)));
    };

    it("lists every stored method with its state and the last payment", async () => {
      const keys = ["address", "autopay", "method", "issuer", "expiry", "problem", "lastOn", "lastAmount"];
      const home = "1 Main Street, 80014 Denver CO";
      expect(await table({}, everywhere, ...keys)).toEqual([
        [home, "On", "Card ··4242 *", "Visa", "12/2026", null, TODAY, 2_200],
        [home, "Off", "Bank account ··6789", "Lake Bank", null, null, TODAY, 2_200],
        [home, "Off", "Card ··0341", "Visa", "12/2031", "Declined by the bank", null, null],
      ]);
    });

    it.each([
      ["families without any", { methods: "without" }, [null]],
      ["what ends or was refused", { methods: "ending" }, ["Card ··4242 *", "Card ··0341"]],
      ["who pays by itself", { autopay: "on" }, ["Card ··4242 *"]],
      ["who does not, also with a second card", { autopay: "off" }, ["Card ··0341"]],
      ["all", { methods: "all" }, ["Card ··4242 *", "Bank account ··6789", "Card ··0341", null]],
    ])("filters by %s", async (_, asked, methods) => {
      expect((await table(asked, everywhere, "method")).flat()).toEqual(methods);
    });

    it("is limited to families of the location, and to what was paid there", async () => {
      expect((await table({}, there, "method")).flat()).toEqual(["Card ··0341"]);
      expect(await table({ autopay: "on" }, north, "method", "lastAmount")).toEqual([
        ["Card ··4242 *", 4_400],
      ]);
      expect(await table({ location: south }, north, "method")).toEqual([]);
    });

    it("is the same page by page", async () => {
      const scope = scopeFor(ctx, [ALL], TODAY);
      const whole = await readAll(scope, "FIN-9", { methods: "all" });
      expect((await readAll(scope, "FIN-9", { methods: "all" }, 1)).rows).toEqual(whole.rows);
    });
  });
});
