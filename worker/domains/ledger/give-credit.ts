import { Change, livingRow } from "../../kernel/change.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { ledgerRulesOf, ledgerRulesQuery, refuseLocked } from "../ledger-rules/rules-query.ts";
import type { NewPayment } from "./add-payment.ts";
import { commitMoney } from "./commit-money.ts";
import { oneFamily, openLines } from "./money-queries.ts";
import type { PaymentAnswer } from "./outcomes.ts";
import { takeMoney } from "./record-payment.ts";
import {
  checkLabels,
  expectPlace,
  labelQueries,
  moneyText,
  placeQueries,
  refuseFuture,
} from "./references.ts";
import type { CreditMethod, GiveCreditInput } from "./schemas.ts";

const TITLES: Readonly<Record<CreditMethod, string>> = {
  house: "House credit",
  coupon: "Coupon",
  gift: "Gift credit",
  other: "Credit",
};

/** Gives a family credit, on account or against charges. @throws NotFound, Precondition, Conflict */
export async function giveCredit(ctx: Context, input: GiveCreditInput): Promise<PaymentAnswer> {
  const { familyId, locationId, amountMinor, givenOn, applyTo, method, ...rest } = input;
  requireRight(ctx, "credits", "full", locationId);
  refuseFuture(ctx, givenOn, "givenOn");
  const found = await read(ctx, {
    ...placeQueries(familyId, locationId),
    ...labelQueries([input]),
    open: openLines(oneFamily(familyId)),
    rules: ledgerRulesQuery(),
  });
  const family = expectPlace(found);
  checkLabels(ctx, found, [input], (_, field) => field);
  refuseLocked(ledgerRulesOf(found.rules), givenOn, "givenOn");
  const title = rest.title || TITLES[method];
  const change = new Change(ctx, {
    action: "credits.give",
    summary: `Gave the family ${family.name} ${moneyText(ctx, amountMinor)} of credit: ${title}`,
    right: "credits",
  });
  change.guard("row_living", livingRow("families", familyId));
  const credit = { familyId, locationId, kind: "credit", method, amountMinor, receivedOn: givenOn } as const;
  const payment: NewPayment = { ...rest, ...credit, title, status: "settled", settledOn: givenOn };
  const taken = takeMoney(ctx, change, payment, applyTo, found.open);
  const answer = { ...taken, reversal: { act: "void_credit", id: taken.id } } as const;
  return { ...answer, change: await commitMoney(ctx, change, answer) };
}
