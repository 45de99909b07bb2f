import type { Applied } from "../../../../worker/domains/ledger/outcomes.ts";
import type { Allocation, OpenLine } from "../../../../worker/domains/ledger/shapes.ts";

/** What a payment pays of each line: it may have been applied to one more than once. */
export function paidByLine(allocations: readonly Allocation[]): Map<string, number> {
  const paid = new Map<string, number>();
  for (const { lineId, amountMinor } of allocations) paid.set(lineId, (paid.get(lineId) ?? 0) + amountMinor);
  return paid;
}

/** Lines that it pays or could pay, each with as much open as it would be without this payment. */
export function linesToChoose(
  allocations: readonly Allocation[],
  open: readonly OpenLine[] | undefined,
): readonly OpenLine[] {
  if (!open) return [];
  const paid = paidByLine(allocations);
  const openIds = new Set(open.map((line) => line.lineId));
  const whole = [...new Map(allocations.map((one) => [one.lineId, one])).values()]
    .filter((one) => !openIds.has(one.lineId))
    .map(({ lineId, chargeId, chargeNumber, description, effectiveOn }): OpenLine => {
      const openMinor = paid.get(lineId) ?? 0;
      const line = { lineId, chargeId, chargeNumber, description, title: description, dueOn: effectiveOn };
      return { ...line, studentName: null, totalMinor: openMinor, openMinor };
    });
  return [
    ...whole,
    ...open.map((line) => ({ ...line, openMinor: line.openMinor + (paid.get(line.lineId) ?? 0) })),
  ];
}

/** From what it pays now to what was chosen: only differences are moved. */
export function movesOf(
  paid: ReadonlyMap<string, number>,
  chosen: readonly Applied[],
): { readonly from: readonly Applied[]; readonly to: readonly Applied[] } {
  const wanted = new Map(chosen.map(({ lineId, amountMinor }) => [lineId, amountMinor]));
  const differences = [...new Set([...paid.keys(), ...wanted.keys()])].map((lineId) => ({
    lineId,
    amountMinor: (wanted.get(lineId) ?? 0) - (paid.get(lineId) ?? 0),
  }));
  return {
    from: differences
      .filter(({ amountMinor }) => amountMinor < 0)
      .map(({ lineId, amountMinor }) => ({ lineId, amountMinor: -amountMinor })),
    to: differences.filter(({ amountMinor }) => amountMinor > 0),
  };
}
