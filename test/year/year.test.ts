import { describe, expect, it } from "vitest";
import { addDays, type IsoDate, lastDayOfMonth } from "../../tenant-schema/dates.ts";
import { runCredits, runLateFees, runMassCredits, runPayments, runTuition } from "./billing.ts";
import { bookProposals, drop, enroll, seeProposals, transfer } from "./changes.ts";
import {
  forgiveLateFee,
  giveHouseCredit,
  owedBy,
  payAtDesk,
  payTurn,
  refundAtDesk,
  refundCard,
  sell,
  voidLastPayment,
} from "./desk.ts";
import { keepMethods, winDispute } from "./drafts.ts";
import { FAMILIES, LATE, MONTHS, SEED } from "./plan.ts";
import { tieOut } from "./tie-out.ts";
import { Year, type YearFamily } from "./year.ts";

// One engine: what could differ between the two is tested where it is written, and here D1 answers three times as fast.
describe(`a year of ${FAMILIES} families, seed ${SEED}`, async () => {
  const year = await Year.open("d1");
  await keepMethods(year, MONTHS[0]!);
  await year.goTo("2026-12-20");
  await runTuition(year, MONTHS[0]!);

  it.each(MONTHS)("%s ties out to the cent", { timeout: 300_000 }, async (month) => {
    const nth = MONTHS.indexOf(month);
    await beginMonth(year, month, nth);
    await changeClasses(year, `${month.slice(0, 8)}11`);
    await correct(year, `${month.slice(0, 8)}14`, nth);
    const next = MONTHS[nth + 1];
    await year.goTo(`${month.slice(0, 8)}20`);
    if (next) await runTuition(year, next);
    await changeClasses(year, `${month.slice(0, 8)}24`);
    await year.goTo(lastDayOfMonth(month));
    if (next) await keepMethods(year, next);
    await tieOut(year, month, MONTHS.slice(0, nth).map(lastDayOfMonth));
  });

  it("was a year in which much went wrong, and no job was left behind", async () => {
    const { declined, books } = year;
    const fees = [...books.lines.values()].flat().filter(({ category }) => category === LATE);
    const movedBack = books.entries.filter(({ method, minor }) => method !== null && minor > 0);
    expect(declined.length).toBeGreaterThan(200);
    expect(fees.length).toBeGreaterThan(500);
    expect(movedBack.length).toBeGreaterThan(150);
    expect(await year.office.get("/dead-letters")).toMatchObject({ rows: [] });
  });
});

/** Credits are applied and drafts taken on the first, late fees charged on the fifth, and families pay at the desk. */
async function beginMonth(year: Year, month: IsoDate, nth: number): Promise<void> {
  await year.goTo(month);
  await runCredits(year);
  await runPayments(year);
  await year.goTo(addDays(month, 1));
  for (const family of officePayers(year, (nth + 1) % 3).slice(0, 3)) {
    const due = owedBy(year, family);
    if (due > 0) await payAtDesk(year, family, due, addDays(month, -1));
  }
  await year.goTo(addDays(month, 4));
  await runLateFees(year);
  await year.goTo(addDays(month, 7));
  await payTurn(year, nth % 3);
}

/** Some come, some go, some move; what that changes of their bills is booked, but for one family until the next time. */
async function changeClasses(year: Year, day: IsoDate): Promise<void> {
  await year.goTo(day);
  for (const act of [drop, drop, drop, enroll, enroll, enroll, transfer, transfer]) {
    const [family, changeId] = await act(year, year.dice.below(9));
    await seeProposals(year, family, changeId);
    if (act !== transfer || year.dice.below(2) === 0) await bookProposals(year, family);
  }
}

async function correct(year: Year, day: IsoDate, nth: number): Promise<void> {
  await year.goTo(day);
  const drafted = (scenario: string) =>
    year.families.filter(({ payer }) => payer.by === "autopay" && payer.scenario === scenario);
  const good = drafted("good");
  await refundCard(year, good[nth % good.length]!);
  await refundCard(year, drafted("refund_fails")[0]!);
  const [refunded, voided] = paidToday(year, nth);
  if (refunded) await refundAtDesk(year, refunded, 1_234);
  if (voided) await voidLastPayment(year, voided);
  const fined = year.families.filter(({ name }) =>
    year.books.lines.get(name)?.some((line) => line.category === LATE && !line.isVoid),
  );
  if (fined.length > 0) await forgiveLateFee(year, fined[nth % fined.length]!);
  for (let i = 0; i < 3; i++) await giveHouseCredit(year, year.dice.pick(year.families), 500 + 333 * i);
  for (let i = 0; i < 5; i++) await sell(year, year.dice.pick(year.families), "Swim", 1_895 + 7 * i);
  if (nth === 5) await runMassCredits(year, "Gymnastics", 700);
  if (nth === 7) await winDispute(year, drafted("disputed")[0]!);
}

function officePayers(year: Year, turn: number): YearFamily[] {
  return year.families.filter(({ payer }) => payer.by === "office" && payer.turn === turn);
}

/** Families that paid at the desk this month. */
function paidToday(year: Year, nth: number): YearFamily[] {
  return officePayers(year, nth % 3).filter(
    ({ name }) =>
      (year.books.moneyOf(name).findLast((one) => !one.isCredit)?.receivedOn ?? "") >= MONTHS[nth]!,
  );
}
