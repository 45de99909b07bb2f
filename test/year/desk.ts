import { expect } from "vitest";
import type { IsoDate } from "../../tenant-schema/dates.ts";
import type { LedgerEntry } from "../../worker/domains/ledger/shapes.ts";
import type { Method, PlainMoney } from "./plain-books.ts";
import { taxOf } from "./plain-prices.ts";
import { LATE, SHOP, TARIFF } from "./plan.ts";
import type { Year, YearFamily } from "./year.ts";

// What happens at the desk, one family at a time, in the office and in the books.

const OFFICE_METHODS = [
  ["check", "Check"],
  ["cash", "Cash"],
  ["terminal", "Terminal"],
] as const satisfies readonly (readonly [string, Method])[];

/** A family pays at the desk, today or entered late. */
export async function payAtDesk(
  year: Year,
  family: YearFamily,
  minor: number,
  on?: IsoDate,
): Promise<PlainMoney> {
  const { books, office, ids } = year;
  const [method, label] = OFFICE_METHODS[family.number % 3]!;
  await office.post("/ledger/payments", {
    ...{ familyId: family.id, locationId: ids.locations.get(family.location), method, amountMinor: minor },
    receivedOn: on ?? books.today,
    reference: method === "check" ? String(1_000 + family.number) : null,
  });
  const money = books.receive(family.name, { method: label, minor, ...(on ? { on } : {}) });
  books.payOldest(money, { on: money.receivedOn });
  return money;
}

/** Whose turn it is pays what is due; some pay half of it, some too much. */
export async function payTurn(year: Year, turn: number): Promise<void> {
  for (const family of year.families) {
    if (family.payer.by !== "office" || family.payer.turn !== turn) continue;
    const due = owedBy(year, family);
    if (due === 0) continue;
    const minor =
      family.number % 30 === 7 ? Math.ceil(due / 2) : family.number % 30 === 11 ? due + 1_555 : due;
    await payAtDesk(year, family, minor);
  }
}

export function owedBy({ books }: Year, { name }: YearFamily): number {
  return books.openLines(name, books.today).reduce((sum, line) => sum + line.openMinor, 0);
}

export async function giveHouseCredit(year: Year, family: YearFamily, minor: number): Promise<void> {
  await year.office.post("/ledger/credits", {
    ...{ familyId: family.id, locationId: year.ids.locations.get(family.location), method: "house" },
    ...{ amountMinor: minor, givenOn: year.books.today, applyTo: { kind: "oldest" } },
  });
  year.books.payOldest(year.books.receive(family.name, { method: "House credit", minor, isCredit: true }));
}

/** Something from the shop, taxed as its program is. */
export async function sell(year: Year, family: YearFamily, program: string, netMinor: number): Promise<void> {
  const { books, ids } = year;
  const dates = { chargeOn: books.today, dueOn: books.today };
  const line = { kind: "product", description: "Swim bag", baseMinor: netMinor };
  await year.office.post("/ledger/charges", {
    ...{ familyId: family.id, locationId: ids.locations.get(family.location), ...dates },
    lines: [{ ...line, programId: ids.programs.get(program), categoryId: ids.categories.get(SHOP) }],
  });
  const taxMinor = taxOf(TARIFF, program, netMinor);
  books.charge(family.name, dates, [{ category: SHOP, program, netMinor, taxMinor }]);
}

/** A part of the last card payment goes back through the processor. */
export async function refundCard(year: Year, family: YearFamily): Promise<void> {
  const { money, payment } = await lastPayment(year, family);
  const minor = Math.ceil(money.parts.reduce((sum, part) => sum + part.minor, money.unappliedMinor) / 3);
  const input = { version: payment.version, amountMinor: minor, reason: "Moved away" };
  const answer = await year.office.post<{ outcome: string }>(`/payments/${payment.id}/refund`, input);
  year.books.giveBack(money, minor);
  const fails = family.payer.by === "autopay" && family.payer.scenario === "refund_fails";
  expect(answer.outcome).toBe(fails ? "refund_pending" : "refunded");
  if (fails) year.later(1, () => year.books.comeBack(money, minor));
  await year.office.settle();
}

/** A part of what was paid at the desk is given back there. */
export async function refundAtDesk(year: Year, family: YearFamily, minor: number): Promise<void> {
  const { money, payment } = await lastPayment(year, family);
  const [method] = OFFICE_METHODS[family.number % 3]!;
  const input = { version: payment.version, amountMinor: minor, method, reason: "Came twice" };
  const refund = { ...input, refundedOn: year.books.today };
  const answer = await year.office.post<{ outcome: string }>(
    `/ledger/payments/${payment.id}/refunds`,
    refund,
  );
  expect(answer.outcome).toBe("refunded");
  year.books.giveBack(money, minor);
}

export async function voidLastPayment(year: Year, family: YearFamily): Promise<void> {
  const { money, payment } = await lastPayment(year, family);
  const input = { version: payment.version, reason: "The check bounced" };
  const answer = await year.office.post<{ outcome: string }>(`/ledger/payments/${payment.id}/void`, input);
  expect(answer.outcome).toBe("voided");
  year.books.giveAllBack(money);
}

/** The last late fee of a family is forgiven. */
export async function forgiveLateFee(year: Year, family: YearFamily): Promise<void> {
  const line = year.books.lines.get(family.name)?.findLast((one) => one.category === LATE && !one.isVoid);
  if (!line) throw new Error(`${family.name} has no late fee`);
  const entries = await entriesOf(year, family, "charge");
  const fee = entries.find(({ title, status }) => title === "Late fee" && status !== "voided")!;
  const { version } = await year.office.get<{ version: number }>(`/ledger/charges/${fee.document.id}`);
  const answer = await year.office.post<{ outcome: string }>(`/ledger/charges/${fee.document.id}/void`, {
    ...{ version, reason: "The bank was closed" },
  });
  expect(answer.outcome).toBe("voided");
  year.books.void(line);
}

/** The money that came last, in the books and in the office. */
async function lastPayment(year: Year, family: YearFamily) {
  const money = year.books.moneyOf(family.name).findLast((one) => !one.isCredit)!;
  const [entry] = (await entriesOf(year, family, "payment")).filter(({ act }) => act === "payment");
  const payment = await year.office.get<{ id: string; version: number }>(
    `/ledger/payments/${entry!.document.id}`,
  );
  return { money, payment };
}

async function entriesOf(year: Year, family: YearFamily, kind: string): Promise<readonly LedgerEntry[]> {
  const path = `/ledger/families/${family.id}?kinds=${kind}`;
  return (await year.office.get<{ entries: readonly LedgerEntry[] }>(path)).entries;
}
