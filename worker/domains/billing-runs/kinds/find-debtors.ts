import type { SQL } from "drizzle-orm";
import type { RowsOf } from "../../../../control-plane/tenant-database.ts";
import { type DraftMethod, draftMethods } from "../../payments/draft-queries.ts";
import { methodName } from "../../payments/method-queries.ts";
import type { DropsInput } from "../schemas.ts";
import { debtorQueries, type EnrolledDebtor } from "./debtor-queries.ts";

/** An enrollment that may be dropped, with what its family owes. */
export interface Debtor extends EnrolledDebtor {
  /** What is overdue for this very enrollment. */
  readonly ownMinor: number;
  /** What of the family counts, less what lies on its account; and since when. */
  readonly owedMinor: number;
  readonly since: string;
  /** Why it is left alone unless somebody decides otherwise. */
  readonly why: string | null;
}

export function findQueries(input: DropsInput, families: SQL) {
  return { ...debtorQueries(input, families), methods: draftMethods(families) };
}
type Found = RowsOf<ReturnType<typeof findQueries>>;

/** Whom a run would drop; families that owe less than the threshold are not among them. */
export function findDebtors(input: DropsInput, found: Found): Debtor[] {
  const overdue = Map.groupBy(found.overdue, (line) => line.familyId);
  const money = new Map(found.money.map((one) => [one.familyId, one]));
  const methods = new Map(found.methods.map((method) => [method.familyId, method]));
  const families = Map.groupBy(found.enrolled, (one) => one.familyId);
  return [...families].flatMap(([familyId, enrolled]) => {
    const lines = overdue.get(familyId) ?? [];
    const ownMinor = (id: string) => sum(lines.filter((line) => line.enrollmentId === id));
    const wanted = enrolled.filter(
      ({ enrollmentId, hasToken, cameLater }) =>
        !hasToken && !cameLater && (input.scope === "all" || ownMinor(enrollmentId) > 0),
    );
    const ids = new Set(wanted.map(({ enrollmentId }) => enrollmentId));
    const counted = input.scope === "all" ? lines : lines.filter((line) => ids.has(line.enrollmentId ?? ""));
    const { onAccountMinor = 0, isBusy = false } = money.get(familyId) ?? {};
    const owedMinor = sum(counted) - onAccountMinor;
    if (sum(counted) < input.leastOwedMinor) return [];
    const since = counted.map((line) => line.dueOn).sort()[0]!;
    const isCovered = owedMinor < input.leastOwedMinor;
    const why = whyNot(isCovered, isBusy, methods.get(familyId));
    return wanted.map((one) => ({ ...one, ownMinor: ownMinor(one.enrollmentId), owedMinor, since, why }));
  });
}

function whyNot(isCovered: boolean, isBusy: boolean, method: DraftMethod | undefined): string | null {
  if (isBusy) return "A payment of the family is under way.";
  if (isCovered) return "What lies on the family’s account covers it. Apply credits first.";
  return method === undefined ? null : `Autopay is on: ${methodName(method)} is charged by itself.`;
}

function sum(lines: readonly { readonly openMinor: number }[]): number {
  return lines.reduce((total, line) => total + line.openMinor, 0);
}
