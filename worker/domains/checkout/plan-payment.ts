import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import { type Context, today } from "../../kernel/context.ts";
import { NotFound, Precondition } from "../../kernel/errors.ts";
import type { Language } from "../../kernel/language.ts";
import type { AddedCharge, NewCharge } from "../ledger/add-charges.ts";
import { type OpenLineFacts, type Part, payInOrder } from "../ledger/plan-allocations.ts";
import { methodName } from "../payments/method-queries.ts";
import { withStandings } from "../policies/policy-queries.ts";
import type { PolicyToAnswer } from "../policies/schemas.ts";
import type { PortalSettings } from "../portal-settings/schemas.ts";
import type { payingQueries } from "./checkout-queries.ts";
import type { CheckoutMethod, CheckoutOptions } from "./shapes.ts";

// How what is due at a checkout, or owed since, is paid. Pure.

export type PayingFound = RowsOf<ReturnType<typeof payingQueries>>;
type StoredMethod = PayingFound["methods"][number];

/** What may be paid with, by the school's rules. `processor`: the one that the school is connected to. */
export function payingOptions(
  settings: PortalSettings,
  found: PayingFound,
  processor: string | null,
  language?: Language,
): CheckoutOptions {
  const { takesCards, takesBankAccounts, requiresStoredMethod } = settings;
  const takesPayments = processor !== null && (takesCards || takesBankAccounts);
  return {
    ...{ takesPayments, takesCards, takesBankAccounts },
    requiresMethod: takesPayments && requiresStoredMethod,
    creditMinor: found.money.reduce((sum, one) => sum + one.unappliedMinor, 0),
    methods: found.methods
      .filter((one) => isUsable(settings, one, processor))
      .map((one) => shown(one, language)),
    policies: paymentPolicies(found).map(({ id, versionId, title, body, isRequired }) => ({
      ...{ id, versionId, title, body, isRequired },
    })),
  };
}

function isUsable(settings: PortalSettings, method: StoredMethod, processor: string | null): boolean {
  const isTaken = method.kind === "card" ? settings.takesCards : settings.takesBankAccounts;
  return isTaken && method.invalidReason === null && method.processor === processor;
}

function shown(method: StoredMethod, language?: Language): CheckoutMethod {
  const { id, kind, isPrimary } = method;
  return { id, kind, isPrimary, name: methodName(method, language) };
}

/** @throws NotFound for another family's, Precondition for one that cannot be charged here */
export function expectMethod(
  settings: PortalSettings,
  found: PayingFound,
  methodId: string,
  processor: string,
): StoredMethod {
  const method = found.methods.find(({ id }) => id === methodId);
  if (!method) throw new NotFound("payment method");
  if (method.invalidReason !== null) throw new Precondition("method_invalid", method.invalidReason);
  if (isUsable(settings, method, processor)) return method;
  throw new Precondition(
    "method_not_taken",
    "The school cannot charge this method any more. Choose or add another one.",
  );
}

export function paymentPolicies(found: PayingFound): PolicyToAnswer[] {
  return withStandings(found.policies, found.standings);
}

/** @throws Precondition `policies_due` where a required text for this payment was not accepted */
export function requirePolicies(
  policies: readonly PolicyToAnswer[],
  accepted: readonly { readonly policyId: string; readonly versionId: string }[],
): void {
  const missing = policies.filter(
    ({ id, versionId, isRequired }) =>
      isRequired && !accepted.some((one) => one.policyId === id && one.versionId === versionId),
  );
  if (missing.length === 0) return;
  const titles = missing.map(({ title }) => `“${title}”`).join(", ");
  throw new Precondition("policies_due", `Read and accept ${titles} before you pay.`);
}

/** New charges as lines that are to be paid, before they are in the ledger. */
export function openLinesOf(
  ctx: Context,
  charges: readonly NewCharge[],
  added: readonly AddedCharge[],
): OpenLineFacts[] {
  return charges.flatMap((charge, i) =>
    charge.lines.map((line, k): OpenLineFacts => {
      const netMinor = line.netMinor ?? line.baseMinor - (line.discountMinor ?? 0);
      return {
        id: added[i]!.lineIds[k]!,
        chargeId: added[i]!.id,
        familyId: charge.familyId,
        locationId: charge.locationId,
        programId: line.programId ?? null,
        categoryId: line.categoryId ?? null,
        description: line.description,
        chargeNumber: 0,
        dueOn: charge.dueOn,
        grownOn: today(ctx),
        openMinor: netMinor + (line.taxMinor ?? 0),
      };
    }),
  );
}

/** What lies on account pays first; the rest of each line is what a card or bank account is asked for. */
export function splitPayment(
  lines: readonly OpenLineFacts[],
  money: PayingFound["money"],
  usesCredit: boolean,
): { readonly parts: readonly Part[]; readonly rest: readonly { lineId: string; amountMinor: number }[] } {
  const parts = usesCredit ? payInOrder(lines, money) : [];
  const rest = lines.flatMap(({ id, openMinor }) => {
    const paid = parts.filter((part) => part.line.id === id).reduce((sum, part) => sum + part.amountMinor, 0);
    return openMinor > paid ? [{ lineId: id, amountMinor: openMinor - paid }] : [];
  });
  return { parts, rest };
}
