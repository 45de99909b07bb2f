import { sql } from "drizzle-orm";
import { allColumns, select, statement } from "../../control-plane/query.ts";
import type { TenantDatabase } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { paymentAttempts } from "../../tenant-schema/payments.ts";
import { beginMethod } from "../../worker/domains/payments/begin-method.ts";
import { type Desk, deskOf } from "../../worker/domains/payments/desk.ts";
import { finishMethod } from "../../worker/domains/payments/finish-method.ts";
import { payNow } from "../../worker/domains/payments/pay-now.ts";
import { payNowInput } from "../../worker/domains/payments/schemas.ts";
import { setAutopay } from "../../worker/domains/payments/set-autopay.ts";
import type { PayOutcome } from "../../worker/domains/payments/shapes.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import { connectSandbox } from "../../worker/local/payments/connect-sandbox.ts";
import { actOn, advance } from "../../worker/providers/payments/sandbox/advance.ts";
import { findFields, submitFields } from "../../worker/providers/payments/sandbox/fields.ts";
import type { Act, ChargeRecord } from "../../worker/providers/payments/sandbox/records.ts";
import {
  TEST_ACCOUNTS,
  TEST_CARDS,
  TEST_ROUTING_NUMBER,
} from "../../worker/providers/payments/sandbox/scenarios.ts";
import { type SandboxAccount, sandboxAccount } from "../../worker/providers/payments/sandbox/world.ts";
import { staffContext } from "../harness/actors.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { testActor } from "../harness/platform.ts";
import type { TestTenant } from "../harness/tenant.ts";
import { type Books, openBooks } from "../ledger/school.ts";

/** A school that takes cards: its books, its processor, and what one does there. */
export interface Till {
  readonly tenant: TestTenant;
  readonly books: Books;
  readonly house: TestHouse;
  readonly ctx: Context<StaffActor>;
  readonly desk: Desk;
  readonly sandbox: SandboxAccount;
}

export async function openTill(tenant: TestTenant): Promise<Till> {
  const house = testHouse();
  await connectSandbox(house.services, tenant.account.id, testActor);
  const books = await openBooks(tenant);
  const ctx = await staffContext(tenant);
  const desk = deskOf(house.services, ctx);
  return { tenant, books, house, ctx, desk, sandbox: sandboxAccount(house.sandbox, tenant.account.id) };
}

/** A family with a primary guardian. */
export async function addPayer(till: Till): Promise<string> {
  const { familyId } = await till.books.family();
  await till.tenant.database.commit({
    statements: [
      statement(sql`insert into guardians (id, family_id, first_name, last_name, is_primary, created_at, updated_at)
        values (${newId("guardian")}, ${familyId}, 'Ann', 'Nunez', 1, 0, 0)`),
    ],
  });
  return familyId;
}

export function typed(name: string) {
  const account = TEST_ACCOUNTS.find((known) => known.name === name);
  const card = TEST_CARDS.find((known) => known.name === name);
  return {
    kind: account ? ("bank_account" as const) : ("card" as const),
    number: card?.number ?? "",
    expiry: "04/30",
    code: "123",
    routing: TEST_ROUTING_NUMBER,
    account: account?.accountNumber ?? "",
    holder: "Ann Nunez",
    agrees: true,
  };
}

/** Saves a card or account on the sandbox's own page, as a family would. */
export async function keepMethod(till: Till, familyId: string, scenario = "good"): Promise<string> {
  const { ctx, desk, sandbox } = till;
  const { setupId } = await beginMethod(ctx, desk, { familyId });
  const fields = await findFields(sandbox, `setup-${setupId}`);
  await submitFields(sandbox, fields!, typed(scenario));
  const kept = await finishMethod(ctx, desk, setupId);
  if (kept.outcome !== "saved") throw new Error(`${scenario}: ${kept.message}`);
  return kept.methodId;
}

export async function authorise(till: Till, methodId: string): Promise<void> {
  const version = Number(
    await value(till.tenant.database, `version from payment_methods where id = '${methodId}'`),
  );
  await setAutopay(till.ctx, methodId, { version, isOn: true, givenBy: "Ann Nunez" });
}

export function payInput(till: Till, familyId: string, methodId: string, amountMinor: number) {
  const { locationId } = till.books;
  return payNowInput.parse({ familyId, locationId, methodId, amountMinor });
}

export function payWith(
  till: Till,
  familyId: string,
  methodId: string,
  amountMinor: number,
): Promise<PayOutcome> {
  return payNow(till.ctx, till.desk, payInput(till, familyId, methodId, amountMinor));
}

/** One value of the account's database; `tail` follows SELECT. */
export async function value(database: TenantDatabase, tail: string): Promise<string | number | null> {
  const [what, ...from] = tail.split(" from ");
  const { rows } = await database.read({
    rows: select(
      { it: sql<string | number | null>`${sql.raw(what!)}` },
      sql.raw(`from ${from.join(" from ")}`),
    ),
  });
  return rows[0]?.it ?? null;
}

export async function attemptsOf(database: TenantDatabase, familyId: string) {
  const { rows } = await database.read({
    rows: select(
      allColumns(paymentAttempts),
      sql`from ${paymentAttempts} where family_id = ${familyId} order by id`,
    ),
  });
  return rows;
}

/** What the sandbox itself holds of a family's charges: the outside world's truth. */
export async function takenBySandbox(till: Till, familyId: string): Promise<number> {
  const charges = await till.sandbox.store.last<ChargeRecord>("charges", 1000);
  const attempts = await attemptsOf(till.tenant.database, familyId);
  const own = charges.filter(({ attemptId }) => attempts.some(({ id }) => id === attemptId));
  return own
    .filter(({ state }) => state === "succeeded" || state === "processing")
    .reduce((sum, { amountMinor, refunds }) => {
      const back = refunds.filter(({ state }) => state !== "failed");
      return sum + amountMinor - back.reduce((less, refund) => less + refund.amountMinor, 0);
    }, 0);
}

/** What the books say the family paid, less what went back. */
export async function booked(till: Till, familyId: string): Promise<number> {
  const signed = "case when credit = 'unapplied' then amount_minor else -amount_minor end";
  const kinds = "('payment', 'payment_void', 'return', 'refund', 'refund_failed')";
  return Number(
    (await value(
      till.tenant.database,
      `coalesce(sum(${signed}), 0) from postings where family_id = '${familyId}' and kind in ${kinds}`,
    )) ?? 0,
  );
}

/** Something happens to a charge at the processor, and its events arrive. */
export async function happens(till: Till, attemptId: string, what: Act): Promise<void> {
  await actOn(till.sandbox, attemptId, what);
  await till.house.drain();
}

export async function pass(till: Till, ms: number): Promise<void> {
  till.house.clock.nowMs += ms;
  await advance(till.house.sandbox);
  await till.house.drain();
}
