import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { type AddedCharge, addCharges, type NewCharge } from "../../domains/ledger/add-charges.ts";
import { addPayment } from "../../domains/ledger/add-payment.ts";
import { voidPayment } from "../../domains/ledger/close-payment.ts";
import { createCharge } from "../../domains/ledger/create-charge.ts";
import { giveCredit } from "../../domains/ledger/give-credit.ts";
import { allocationPostings, latest } from "../../domains/ledger/plan-allocations.ts";
import { post } from "../../domains/ledger/postings.ts";
import { recordPayment } from "../../domains/ledger/record-payment.ts";
import { recordRefund } from "../../domains/ledger/record-refund.ts";
import { voidCharge } from "../../domains/ledger/void-charge.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, today } from "../../kernel/context.ts";

const MONTHS = 3;
/** The counter `demo_ledger` once all is there. */
export const DEMO_LEDGER_DONE = MONTHS + 1;
const DAY_MS = 86_400_000;
const METHODS = ["terminal", "check", "terminal", "cash"] as const;
const TITLES = { terminal: "Card terminal payment", check: "Check", cash: "Cash payment" } as const;

interface Billed {
  readonly familyId: string;
  readonly locationId: string;
  readonly studentId: string;
  readonly enrollmentId: string;
  readonly classId: string;
  readonly programId: string | null;
  readonly className: string;
  readonly slots: number;
}

/**
 * What the families of a demonstration school were charged and paid in the last three months: most in full, some late,
 * some not at all; and at the end a few credits, a refund and two voids. A month is one change, so a stop loses nothing.
 */
export async function fillLedger(ctx: Context, monthsDone: number): Promise<void> {
  const { billed } = await ctx.database.read({ billed: billedQuery(ctx) });
  for (let month = monthsDone; month < MONTHS; month++) await addMonth(ctx, billed, month);
  await addExtras(ctx, billed);
}

function billedQuery(ctx: Context) {
  return select(
    {
      familyId: sql<string>`s.family_id`,
      locationId: sql<string>`c.location_id`,
      studentId: sql<string>`s.id`,
      enrollmentId: sql<string>`e.id`,
      classId: sql<string>`c.id`,
      programId: sql<string | null>`c.program_id`,
      className: sql<string>`c.name`,
      slots: sql<number>`(select count(*) from slots t where t.class_id = c.id and t.deleted_at is null)`,
    },
    sql`from enrollments e join students s on s.id = e.student_id join classes c on c.id = e.class_id
      where e.kind = 'active' and e.deleted_at is null and s.deleted_at is null
        and (e.ends_on is null or e.ends_on >= ${today(ctx)}) order by s.family_id, e.id`,
  );
}

/** Charges of the first of a month, and what came in for them. */
async function addMonth(ctx: Context, billed: readonly Billed[], month: number): Promise<void> {
  const firstOn = firstOfMonth(today(ctx), month - MONTHS + 1);
  const then = { ...ctx, nowMs: Math.min(ctx.nowMs, Date.parse(`${firstOn}T15:00:00Z`) + 9 * DAY_MS) };
  const name = monthName(ctx, firstOn);
  const change = new Change(then, { action: "demo.ledger", summary: `Billed ${name}`, right: null });
  const families = [...Map.groupBy(billed, (row) => row.familyId).values()];
  const charges = families.map((rows) => chargeOf(rows, firstOn, `Tuition ${name}`));
  const added = addCharges(then, change, charges);
  added.forEach((charge, i) => {
    payMonth(then, change, charges[i]!, charge, { firstOn, family: i, isLast: month === MONTHS - 1 });
  });
  change.also(sql`insert into counters (name, value) values ('demo_ledger', ${month + 1})
    on conflict (name) do update set value = excluded.value`);
  await commit(then, change);
}

function chargeOf(rows: readonly Billed[], firstOn: IsoDate, title: string): NewCharge {
  const lines = rows.map((row, i) => {
    const baseMinor = 6_500 + 2_500 * Math.max(1, row.slots);
    return {
      ...{
        kind: "tuition" as const,
        description: row.className,
        studentId: row.studentId,
        classId: row.classId,
      },
      ...{ enrollmentId: row.enrollmentId, programId: row.programId, baseMinor },
      discountMinor: i === 0 ? 0 : Math.round(baseMinor / 10),
      ...{ periodFrom: firstOn, periodTo: addDays(firstOfMonth(firstOn, 1), -1) },
      billingKey: `tuition:${row.enrollmentId}:${firstOn}`,
    };
  });
  const { familyId, locationId } = rows[0]!;
  return {
    familyId,
    locationId,
    title,
    chargeOn: firstOn,
    dueOn: addDays(firstOn, 4),
    source: "tuition",
    lines,
  };
}

/** Seven of ten families pay all of it, one a half; the others are late, of the last month or of the last two. */
function payMonth(
  ctx: Context,
  change: Change,
  charge: NewCharge,
  added: AddedCharge,
  {
    firstOn,
    family,
    isLast,
  }: { readonly firstOn: IsoDate; readonly family: number; readonly isLast: boolean },
): void {
  const habit = family % 10;
  const paysNothing = (habit === 8 && isLast) || (habit === 9 && family % 20 === 9);
  if (paysNothing) return;
  const method = METHODS[family % METHODS.length]!;
  const receivedOn = latest(firstOn, [addDays(firstOn, family % 6), today(ctx)].sort()[0]!);
  const amountMinor = habit === 7 && isLast ? Math.floor(added.totalMinor / 2) : added.totalMinor;
  const { familyId, locationId } = charge;
  const { id } = addPayment(ctx, change, {
    ...{ familyId, locationId, kind: "payment", method, title: TITLES[method], amountMinor, receivedOn },
    ...{
      status: "settled",
      settledOn: receivedOn,
      reference: method === "check" ? String(1200 + family) : null,
    },
  });
  let left = amountMinor;
  const parts = charge.lines.flatMap((line, i) => {
    const open = line.baseMinor - (line.discountMinor ?? 0);
    const paid = Math.min(open, left);
    left -= paid;
    const facts = {
      id: added.lineIds[i]!,
      chargeId: added.id,
      familyId,
      locationId,
      description: line.description,
    };
    const labels = { programId: line.programId ?? null, categoryId: null, chargeNumber: 0, openMinor: open };
    const row = { ...facts, ...labels, dueOn: charge.dueOn, grownOn: firstOn };
    return paid === 0 ? [] : [{ line: row, payment: { id, grownOn: receivedOn }, amountMinor: paid }];
  });
  post(change, ctx, allocationPostings(parts, receivedOn));
}

/** What happens now and then: credits, money on account, a leotard, something by mistake, something given back. */
async function addExtras(ctx: Context, billed: readonly Billed[]): Promise<void> {
  const families = [...Map.groupBy(billed, (row) => row.familyId).values()].map((rows) => rows[0]!);
  const at = (i: number) => families[(i * 37) % families.length]!;
  const day = today(ctx);
  const place = (i: number) => ({ familyId: at(i).familyId, locationId: at(i).locationId });
  const onAccount = { applyTo: { kind: "account" as const }, reference: null, note: null };
  const labels = { programId: null, categoryId: null };
  for (const [i, method, title] of [
    [1, "house", "Sorry for the cancelled class"],
    [2, "gift", "Gift from grandma"],
    [3, "coupon", "Bring a friend"],
  ] as const) {
    const credit = {
      ...place(i),
      ...onAccount,
      ...labels,
      method,
      title,
      amountMinor: 2_500 * i,
      givenOn: addDays(day, -i),
    };
    await giveCredit(ctx, credit);
  }
  const line = { ...labels, kind: "product" as const, studentId: null, discountMinor: 0, isTaxExempt: false };
  const typed = { chargeOn: addDays(day, -6), earlyBirdOn: null, note: null };
  for (const i of [4, 5, 6, 7]) {
    const lines = [{ ...line, description: "Team leotard", baseMinor: 5_900 }];
    const { id } = await createCharge(ctx, {
      ...place(i),
      ...typed,
      title: "",
      dueOn: addDays(day, 8),
      lines,
    });
    if (i === 4) await voidCharge(ctx, id, { version: 1, reason: "Ordered twice" });
  }
  const cash = { ...onAccount, title: "", method: "cash" as const, receivedOn: addDays(day, -2) };
  const over = await recordPayment(ctx, { ...cash, ...place(8), amountMinor: 15_000 });
  const refund = {
    amountMinor: 6_000,
    method: "cash" as const,
    refundedOn: day,
    reason: "Paid for a camp that is full",
  };
  await recordRefund(ctx, over.id, { ...refund, version: 1 });
  await recordPayment(ctx, { ...cash, ...place(9), amountMinor: 4_000 });
  const wrong = await recordPayment(ctx, { ...cash, ...place(10), amountMinor: 9_900 });
  await voidPayment(ctx, wrong.id, { version: 1, reason: "Entered for the wrong family" });
  const change = new Change(ctx, { action: "demo.ledger", summary: "Kept the books", right: null });
  change.also(sql`update counters set value = ${DEMO_LEDGER_DONE} where name = 'demo_ledger'`);
  await commit(ctx, change);
}

function firstOfMonth(day: IsoDate, months: number): IsoDate {
  const [year, month] = day.split("-").map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

function monthName(ctx: Context, firstOn: IsoDate): string {
  const format = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(ctx.account.locale, format).format(Date.parse(firstOn));
}
