import type { IsoDate } from "../../tenant-schema/dates.ts";
import { actOn } from "../../worker/providers/payments/sandbox/advance.ts";
import type { ChargeRecord } from "../../worker/providers/payments/sandbox/records.ts";
import { sandboxAccount } from "../../worker/providers/payments/sandbox/world.ts";
import type { Target } from "./plain-books.ts";
import type { Year, YearFamily } from "./year.ts";

/** Declined drafts are tried again three days after the first try and four days after the second one. */
const LADDER_DAYS = [3, 4];
const RETURNED_DAYS = 2;
const RETURNED_LATE_DAYS = 14;
const DISPUTED_DAYS = 2;

const BANK = ["settles", "no_money", "late_return", "dies_after_debit"];
const DECLINED = ["insufficient", "expired"];
/** Nothing can be taken from these any more once their bank has said so. */
const FINAL = ["expired", "late_return"];

/** Families that are drafted from a month on leave their card or account with the processor, and allow it. */
export async function keepMethods({ office, families }: Year, month: IsoDate): Promise<void> {
  for (const { id: familyId, payer } of families) {
    if (payer.by !== "autopay" || payer.from !== month) continue;
    const begun = await office.post<{ setupId: string; fields: { url: string } }>("/payments/methods/begin", {
      familyId,
    });
    await office.typeInto(begun.fields.url, payer.scenario);
    const kept = await office.post<{ methodId: string }>(`/payments/methods/setups/${begun.setupId}/finish`);
    const input = { version: 1, isOn: true, givenBy: "Pat" };
    await office.post(`/payments/methods/${kept.methodId}/autopay`, input);
  }
  await office.settle();
}

/** What a draft does in the books, today and in the days after. */
export function draft(year: Year, family: YearFamily, targets: readonly Target[], step: number): void {
  const { books } = year;
  const { payer, name } = family;
  if (payer.by !== "autopay") throw new Error(`${name} is not drafted`);
  const wanted = targets
    .map(({ line, minor }) => ({ line, minor: Math.min(minor, line.openMinor) }))
    .filter(({ minor }) => minor > 0);
  const minor = wanted.reduce((sum, one) => sum + one.minor, 0);
  if (minor === 0) return;
  const asked = books.today;
  const decline = () => {
    year.declined.push({ family: name, on: asked, minor });
    if (FINAL.includes(payer.scenario)) family.isMethodInvalid = true;
    const days = LADDER_DAYS[step];
    if (!family.isMethodInvalid && days !== undefined)
      year.later(days, () => draft(year, family, wanted, step + 1));
  };
  if (DECLINED.includes(payer.scenario)) {
    decline();
    return;
  }
  const money = books.receive(name, { method: BANK.includes(payer.scenario) ? "eCheck" : "Card", minor });
  for (const { line, minor: part } of wanted) books.pay(money, line, part);
  const comesBack = (days: number) =>
    year.later(days, () => {
      books.giveAllBack(money);
      decline();
    });
  if (payer.scenario === "no_money") comesBack(RETURNED_DAYS);
  if (payer.scenario === "late_return") comesBack(RETURNED_LATE_DAYS);
  if (payer.scenario === "disputed") year.later(DISPUTED_DAYS, () => void books.giveAllBack(money));
}

/** The school wins the dispute over the last draft of a family; the money is on its account again. */
export async function winDispute(year: Year, family: YearFamily): Promise<void> {
  const { house, tenant } = year.office;
  const account = sandboxAccount(house.sandbox, tenant.account.id);
  const charges = await account.store.last<ChargeRecord>("charges", 2_000);
  const disputed = charges.find(
    ({ familyId, dispute }) => familyId === family.id && dispute?.state === "open",
  );
  if (!disputed) throw new Error(`${family.name} disputes nothing`);
  await actOn(account, disputed.attemptId, "win_dispute");
  await year.office.settle();
  const money = year.books.moneyOf(family.name).findLast(({ method }) => method === "Card")!;
  year.books.comeBack(money, disputed.amountMinor);
}
