import { createSignal } from "solid-js";
import type { TransferInput } from "../../../../worker/domains/enrollments/schemas.ts";
import type { Proposals, ProposedLine } from "../../../../worker/domains/re-rating/shapes.ts";

export type MoneyTicks = ReturnType<typeof createMoneyTicks>;

const keyOf = ({ enrollmentId, month }: ProposedLine) => `${enrollmentId} ${month}`;

/** Which lines of proposed money are booked: all of them, but those that were unticked. */
export function createMoneyTicks() {
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const isTicked = (line: ProposedLine) => !left().has(keyOf(line));
  return {
    isTicked,
    toggle(line: ProposedLine) {
      const next = new Set(left());
      if (!next.delete(keyOf(line))) next.add(keyOf(line));
      setLeft(next);
    },
    /** What goes with the act, each with the difference that was shown. */
    chosen(money: readonly Proposals[]): TransferInput["money"] {
      return money.flatMap(({ familyId, lines }) =>
        lines.filter(isTicked).map(({ enrollmentId, month, differenceMinor }) => ({
          familyId,
          enrollmentId,
          month,
          differenceMinor,
        })),
      );
    },
  };
}
