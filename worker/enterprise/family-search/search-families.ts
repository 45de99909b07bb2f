import { findFamilies, nameTerm, type SearchTerm } from "../../../analytics/family-search.ts";
import { dateAt } from "../../../tenant-schema/dates.ts";
import { foldEmail, searchWords } from "../../../tenant-schema/text.ts";
import { phoneSearchPrefixes } from "../../domains/phone-search.ts";
import type { EnterpriseContext } from "../context.ts";
import { storeOf } from "../store/open-store.ts";
import { isLeft, type VisibleAccount } from "../store/visible-accounts.ts";
import type { FamilySearchAnswer, FamilySearchInput, FoundRow } from "./schemas.ts";

const MIN_PHONE_DIGITS = 3;

/**
 * Families which match every term, as of when each account was last read, of all accounts that the reader may enter and
 * may see families in.
 */
export async function searchFamilies(
  ctx: EnterpriseContext,
  input: FamilySearchInput,
): Promise<FamilySearchAnswer> {
  const reached = await ctx.services.house.visibleAccounts.of(ctx);
  const accounts = reached.filter((account) => isLeft(account, "families"));
  const counts = { accountCount: accounts.length, withheldCount: reached.length - accounts.length };
  const terms = termsOf(input, accounts);
  if (terms === null || terms.length === 0) return { rows: [], isCut: false, ...counts };
  const store = await storeOf(ctx.services.house, ctx.control, ctx.actor.enterpriseId);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const { families, isCut } = await findFamilies(store, ctx.actor.enterpriseId, [...byId.keys()], terms);
  const rows = families.map(({ active, ...family }): FoundRow => {
    const account = byId.get(family.accountId) as VisibleAccount;
    const today = dateAt(ctx.nowMs, account.timeZone);
    const isActive = active.some(([from, to]) => from <= today && (to === null || to >= today));
    return { ...family, accountName: account.name, isActive };
  });
  return { rows, isCut, ...counts };
}

/** The terms, the one that narrows most first; null when one of them was typed and says nothing. */
function termsOf(input: FamilySearchInput, accounts: readonly VisibleAccount[]): SearchTerm[] | null {
  const terms: SearchTerm[] = [];
  const email = foldEmail(input.email ?? "");
  if (email) terms.push({ prefixes: [`e${email}`], also: [] });
  const phone = input.phone?.trim() ?? "";
  if (phone) {
    if (phone.replace(/\D+/g, "").length < MIN_PHONE_DIGITS) return null;
    const regions = new Set(accounts.map(({ phoneRegion }) => phoneRegion));
    // Of `fp…` and `fr…` the store keeps what follows the scope's first letter.
    const prefixes = [...regions].flatMap((region) =>
      phoneSearchPrefixes(phone, region).map((token) => token.slice(1)),
    );
    terms.push({ prefixes: [...new Set(prefixes)], also: [] });
  }
  const name = input.name?.trim() ?? "";
  if (name) {
    const words = searchWords(name);
    if (words.length === 0) return null;
    terms.push(nameTerm(words));
  }
  return terms;
}
