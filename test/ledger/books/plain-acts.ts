import { addDays } from "../../../tenant-schema/dates.ts";
import type { Operation, Pay } from "./operations.ts";
import type { PlainBooks, PlainCharge, PlainLine, PlainPayment } from "./plain-books.ts";
import { latest } from "./plain-books.ts";

// What each act does to the plain books, and what it must answer: the word of its outcome, or the code of its refusal.

export const ROUTES: Readonly<Record<string, readonly string[]>> = {
  cash: ["cash", "check", "recorded"],
  terminal: ["terminal", "recorded"],
};
const TAX_BP = 825n;

/** Half a cent rounded up, in numbers that cannot be inexact. */
export function plainTax(net: number): number {
  return Number((BigInt(net) * TAX_BP * 2n + 10_000n) / 20_000n);
}

export function plainCharge(books: PlainBooks, op: Extract<Operation, { op: "charge" }>): string {
  const on = addDays(books.today, op.offset);
  if (on <= books.lockedThrough) return "period_locked";
  const lines: PlainLine[] = [];
  const number = 1001 + books.charges.length;
  const charge: PlainCharge = { family: op.family, number, on, due: addDays(on, op.dueDays), lines, id: "" };
  for (const line of op.lines) {
    const net = Math.max(0, line.base - line.off);
    lines.push({ charge, net, tax: line.isTaxed ? plainTax(net) : 0, isVoid: false, id: "" });
  }
  books.charges.push(charge);
  for (const line of lines) {
    const common = { family: op.family, line, payment: null, debit: "receivable", on };
    books.enter({ ...common, kind: "charge", credit: "revenue", minor: line.net });
    books.enter({ ...common, kind: "tax", credit: "tax", minor: line.tax });
  }
  return "ok";
}

export interface Target {
  readonly line: PlainLine;
  readonly minor: number;
}

/** Targets of a payment: as many of what is open, or of anything when nothing is. */
export function targetsOf(books: PlainBooks, op: Pay): Target[] {
  if (op.applyTo.kind !== "lines") return [];
  const open = books.openLines(op.family);
  const some = open.length > 0 ? open : books.lines;
  const chosen = new Map<PlainLine, number>();
  for (const [pick, share] of op.applyTo.picks) {
    const line = some[pick % Math.max(1, some.length)];
    if (line) chosen.set(line, part(books.open(line), share));
  }
  return [...chosen].map(([line, minor]) => ({ line, minor }));
}

export function plainPay(books: PlainBooks, op: Pay, targets: readonly Target[]): string {
  const on = addDays(books.today, -op.daysBack);
  if (on <= books.lockedThrough) return "period_locked";
  if (op.applyTo.kind === "lines") {
    const refused = refusedTargets(books, op.family, targets, op.minor);
    if (refused) return refused;
  }
  const kind = op.op === "pay" ? "payment" : "credit";
  const payment: PlainPayment = {
    ...{ family: op.family, kind, minor: op.minor, on, id: "", isClosed: false, refunded: 0 },
    method: kind === "credit" ? "house" : op.minor % 2 === 0 ? "cash" : "terminal",
    number: 1001 + books.payments.length,
  };
  books.payments.push(payment);
  books.money(payment, kind, op.minor, on, true);
  for (const { line, minor } of targets) books.apply(payment, line, minor, on);
  if (op.applyTo.kind === "oldest") books.payOldest(op.family, [payment], on);
  return "ok";
}

export function refusedTargets(
  books: PlainBooks,
  family: number,
  targets: readonly Target[],
  have: number,
): string | null {
  if (targets.some(({ line }) => line.charge.family !== family || books.open(line) === 0))
    return "line_not_open";
  if (targets.some(({ line, minor }) => minor > books.open(line))) return "more_than_open";
  return targets.reduce((sum, { minor }) => sum + minor, 0) > have ? "more_than_money" : null;
}

export function plainVoid(books: PlainBooks, lines: readonly PlainLine[], charge: PlainCharge): string {
  const on = latest(books.today, charge.on);
  for (const line of lines) if (!line.isVoid) books.voidLine(line, on);
  return "voided";
}

export function plainClose(books: PlainBooks, payment: PlainPayment): string {
  if (payment.isClosed) return "already_closed";
  if (payment.refunded > 0) return "refunded_before";
  const before = books.entries.length;
  for (const { line, minor } of books.parts(payment)) books.takeOff(payment, line, minor, books.today);
  // What paid a charge of a day to come is back only then: on no day may more leave than is there.
  if (books.wouldLack(payment, payment.minor, books.today)) {
    books.entries.length = before;
    return "too_early";
  }
  const kind = payment.kind === "credit" ? "credit_void" : "payment_void";
  books.money(payment, kind, payment.minor, books.today, false);
  payment.isClosed = true;
  return "voided";
}

export function plainRefund(
  books: PlainBooks,
  payment: PlainPayment,
  refund: { readonly minor: number; readonly on: string; readonly method: string },
): string {
  const { minor, on, method } = refund;
  if (payment.kind === "credit") return "is_credit";
  if (payment.isClosed) return "already_closed";
  if (!ROUTES[payment.method]!.includes(method)) return "wrong_route";
  if (minor > payment.minor - payment.refunded) return "too_much";
  if (on < payment.on) return "bad_field";
  if (on <= books.lockedThrough) return "period_locked";
  const before = books.entries.length;
  let needed = Math.max(0, minor - books.unapplied(payment));
  for (const one of books.parts(payment)) {
    const off = Math.min(needed, one.minor);
    if (off > 0) books.takeOff(payment, one.line, off, on);
    needed -= off;
  }
  if (books.wouldLack(payment, minor, on)) {
    books.entries.length = before;
    return "too_early";
  }
  books.money(payment, "refund", minor, on, false);
  payment.refunded += minor;
  return "refunded";
}

export function plainAllocate(books: PlainBooks, payment: PlainPayment, { line, minor }: Target): string {
  if (payment.isClosed) return "payment_spent";
  const refused = refusedTargets(books, payment.family, [{ line, minor }], books.unapplied(payment));
  if (refused) return refused;
  books.apply(payment, line, minor, books.today);
  return "ok";
}

export function plainTakeOff(books: PlainBooks, payment: PlainPayment, { line, minor }: Target): string {
  if (payment.isClosed) return "payment_spent";
  if (books.applied(payment, line) < minor) return "no_longer_applied";
  books.takeOff(payment, line, minor, books.today);
  return "ok";
}

export function plainReallocate(books: PlainBooks, payment: PlainPayment, off: Target, on: Target): string {
  const before = books.entries.length;
  const taken = plainTakeOff(books, payment, off);
  if (taken !== "ok") return taken;
  const refused = plainAllocate(books, payment, on);
  if (refused !== "ok") books.entries.length = before;
  return refused;
}

export function plainApplyCredits(books: PlainBooks, family: number): string {
  const money = books.payments
    .filter((payment) => payment.family === family && books.unapplied(payment) > 0)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.number - b.number));
  if (money.length === 0) return "nothing_on_account";
  return books.payOldest(family, money, books.today) > 0 ? "applied" : "nothing_open";
}

/** So many hundredths of an amount, at least one minor unit; above a hundred, at least one too many. */
export function part(minor: number, share: number): number {
  return share > 100
    ? minor + 1 + Math.floor((minor * (share - 100)) / 100)
    : Math.max(1, Math.floor((minor * share) / 100));
}
