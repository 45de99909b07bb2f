import { sql } from "drizzle-orm";
import { type Query, select } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { voidPayment } from "../../worker/domains/ledger/close-payment.ts";
import { recordRefund } from "../../worker/domains/ledger/record-refund.ts";
import { voidCharge } from "../../worker/domains/ledger/void-charge.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { AppError } from "../../worker/kernel/errors.ts";
import { insert, TODAY } from "../enrollments/school.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import type { TestTenant } from "../harness/tenant.ts";
import { addRow, type Books, charge, openBooks, pay } from "../ledger/school.ts";

const DAY_MS = 86_400_000;
const reason = "as agreed";

export interface RandomBooks extends Books {
  readonly otherLocationId: string;
  readonly programIds: readonly string[];
}

/** Two locations, two programs, sales tax, and half a year of whatever happens; the same for the same seed. */
export async function randomBooks(tenant: TestTenant, seed: number, acts: number): Promise<RandomBooks> {
  const books = await openBooks(tenant);
  const otherLocationId = newId("location");
  const programIds = [newId("program"), newId("program")];
  const stamps = { created_at: 0, updated_at: 0 };
  await books.database.commit({
    statements: [
      insert("locations", { id: otherLocationId, name: "North", time_zone: "America/Chicago", ...stamps }),
      ...programIds.map((id, i) => insert("programs", { id, name: `Program ${i}`, ...stamps })),
    ],
  });
  await addRow(books, "tax_rates", { name: "Sales tax", rate_bp: 825 });
  const pick = dice(seed);
  const families = await Promise.all([0, 1, 2].map(() => books.family()));
  for (let i = 0; i < acts; i++) {
    // From five months ago to today, so that what is voided or given back often counts for another month.
    const daysAgo = Math.floor((150 * (acts - 1 - i)) / acts);
    const ctx = systemContext(tenant, TEST_NOW_MS - daysAgo * DAY_MS);
    const on = addDays(TODAY, -daysAgo);
    const { familyId } = families[pick(3)]!;
    const locationId = pick(3) === 0 ? otherLocationId : books.locationId;
    const programId = [null, ...programIds][pick(3)]!;
    await act(ctx, books, { pick, on, familyId, locationId, programId }).catch((cause: unknown) => {
      // What the ledger refuses did not happen.
      if (!(cause instanceof AppError)) throw cause;
    });
  }
  return { ...books, otherLocationId, programIds };
}

interface Act {
  readonly pick: (sides: number) => number;
  readonly on: string;
  readonly familyId: string;
  readonly locationId: string;
  readonly programId: string | null;
}

async function act(ctx: Context, books: Books, { pick, on, familyId, locationId, programId }: Act) {
  switch (pick(8)) {
    case 0:
    case 1:
    case 2: {
      const chargeOn = addDays(on, pick(20) - 8);
      const lines = [0, 1].map((i) => ({
        description: `Line ${i}`,
        programId,
        baseMinor: 100 + pick(9_000),
      }));
      const dueOn = addDays(chargeOn, pick(30));
      return charge(ctx, books, familyId, [], { chargeOn, dueOn, locationId, lines });
    }
    case 3:
    case 4:
    case 5: {
      const method = ["cash", "check", "terminal"][pick(3)]!;
      const kind = ["oldest", "account"][pick(2)]!;
      const more = { receivedOn: addDays(on, -pick(6)), method, locationId, applyTo: { kind } };
      return pay(ctx, books, familyId, 100 + pick(12_000), more);
    }
    case 6: {
      const found = await anyOf(books, "charges", pick);
      return found && voidCharge(ctx, found.id, { version: found.version, reason });
    }
    default: {
      const found = await anyOf(books, "payments", pick);
      if (!found) return undefined;
      const { id, version } = found;
      if (pick(2) === 0) return voidPayment(ctx, id, { version, reason });
      const refund = { version, amountMinor: 50, method: "recorded" as const, refundedOn: on, reason };
      return recordRefund(ctx, id, refund);
    }
  }
}

async function anyOf(books: Books, table: "charges" | "payments", pick: Act["pick"]) {
  const { rows } = await books.database.read({
    rows: select(
      { id: sql<string>`id`, version: sql<number>`version` },
      sql.raw(`from ${table} order by id`),
    ) as Query<{ id: string; version: number }>,
  });
  return rows[pick(rows.length || 1)];
}

/** Numbers that look random and are the same every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}
