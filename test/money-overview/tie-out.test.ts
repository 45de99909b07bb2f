import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { getMoneyOverview } from "../../worker/domains/money-overview/get-overview.ts";
import { firstDayOf, monthAfter } from "../../worker/domains/money-overview/months.ts";
import { TODAY } from "../enrollments/school.ts";
import { staffContext } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { ALL, readAll, scopeFor } from "../reports/read-all.ts";
import { randomBooks } from "./random-books.ts";

const ACTS = 120;
const SEEDS = [11, 2026];
const total = <Row>(rows: readonly Row[], value: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + value(row), 0);

describe.each(ENGINES.flatMap((engine) => SEEDS.map((seed) => ({ engine, seed }))))(
  "the money overview of a random ledger, $seed on $engine",
  async ({ engine, seed }) => {
    const tenant = await openTestTenant({ engine });
    const books = await randomBooks(tenant, seed, ACTS);
    const ctx = await staffContext(tenant, { admin: "full" });
    const scope = scopeFor(ctx, [ALL], TODAY);
    const places = ["", books.locationId, books.otherLocationId];

    it.each([0, 1, 2])("is what lines of charges say, month by month, at place %i", async (place) => {
      const locationId = places[place]!;
      const overview = await getMoneyOverview(ctx, { months: 12, locationId });
      expect(overview.revenue.length).toBeGreaterThan(3);
      for (const month of overview.months) {
        const from = firstDayOf(month);
        const before = firstDayOf(monthAfter(month));
        const within = (day: string) => sql.raw(`${day} >= '${from}' and ${day} < '${before}'`);
        const signed = (column: string) => sql<number>`coalesce(sum(
          iif(${within("c.charge_on")}, ${sql.raw(column)}, 0) - iif(l.voided_on is not null and ${within("l.voided_on")}, ${sql.raw(column)}, 0)), 0)`;
        const { lines } = await books.database.read({
          lines: select(
            {
              programId: sql<string | null>`l.program_id`,
              net: signed("l.net_minor"),
              tax: signed("l.tax_minor"),
            },
            sql`from charge_lines l join charges c on c.id = l.charge_id
              where ${locationId} in ('', c.location_id) group by l.program_id`,
          ),
        });
        const own = overview.revenue.filter((one) => one.month === month);
        for (const { programId, net } of lines) {
          expect(own.find((one) => one.programId === programId)?.minor ?? 0, `${month} ${programId}`).toBe(
            net,
          );
        }
        expect(
          total(own, ({ minor }) => minor),
          month,
        ).toBe(total(lines, ({ net }) => net));
        expect(overview.taxes.find((one) => one.month === month)?.minor).toBe(total(lines, ({ tax }) => tax));
      }
    });

    it.each([0, 1, 2])("agrees with the reports at place %i", async (place) => {
      const locationId = places[place]!;
      const location = locationId === "" ? {} : { location: locationId };
      const overview = await getMoneyOverview(ctx, { months: 12, locationId });
      const aged = await readAll(scope, "FIN-1", { on: TODAY, ...location });
      expect(overview.receivables).toEqual({
        ...{
          notDueMinor: aged.sum("later"),
          days1to30Minor: aged.sum("d30"),
          days31to60Minor: aged.sum("d60"),
        },
        ...{ days61to90Minor: aged.sum("d90"), daysOver90Minor: aged.sum("d91") },
        unappliedMinor: -aged.sum("unapplied"),
      });
      expect(overview.receivables.unappliedMinor).toBeGreaterThan(0);
      for (const month of overview.months) {
        const span = {
          period: "custom",
          from: firstDayOf(month),
          to: addDays(firstDayOf(monthAfter(month)), -1),
        };
        const deposit = await readAll(scope, "FIN-2", { ...span, ...location });
        const paid = overview.payments.filter((one) => one.month === month);
        const kept = total(paid, (one) => one.receivedMinor - one.givenBackMinor);
        expect(kept, `FIN-2 of ${month}`).toBe(deposit.sum("amount"));
        for (const { method, receivedMinor, givenBackMinor } of paid) {
          const own = await readAll(scope, "FIN-2", { ...span, ...location, method });
          expect(receivedMinor - givenBackMinor, `${method} of ${month}`).toBe(own.sum("amount"));
        }
        const sales = await readAll(scope, "FIN-16", { ...span, ...location });
        const own = overview.revenue.filter((one) => one.month === month);
        expect(
          total(own, ({ minor }) => minor),
          `FIN-16 of ${month}`,
        ).toBe(sales.sum("sales"));
      }
    });

    it("is one trip over the postings of the months, and nothing of those before", async () => {
      const { meter } = tenant.database;
      const cost = async (months: number) => {
        const before = { trips: meter.trips, rows: meter.rowsRead };
        await getMoneyOverview(ctx, { months, locationId: "" });
        return { trips: meter.trips - before.trips, rows: meter.rowsRead - before.rows };
      };
      const { rows } = await books.database.read({
        rows: select(
          {
            all: sql<number>`count(*)`,
            recent: sql<number>`sum(effective_on >= '2026-10-01')`,
            open: sql<number>`(select count(*) from line_balances where open_minor > 0)`,
          },
          sql`from postings`,
        ),
      });
      const [two, twelve] = [await cost(1), await cost(12)];
      expect([two.trips, twelve.trips]).toEqual([1, 1]);
      const { all, recent, open } = rows[0]!;
      // A posting is a row of the index and one of the table; a movement of money is its payment as well.
      const around = 3 * open + 80;
      expect(two.rows).toBeLessThanOrEqual(3 * recent + around);
      expect(twelve.rows).toBeLessThanOrEqual(3 * all + around);
      expect(two.rows).toBeLessThan(twelve.rows);
    });
  },
);
