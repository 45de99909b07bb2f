import type { BookedSums } from "../re-rating/book-re-rating.ts";
import type { Proposals } from "../re-rating/shapes.ts";
import type { TransferInput } from "./schemas.ts";

/** Everything that a preview proposes, as the write asks for it. */
export function allMoney(money: readonly Proposals[]): TransferInput["money"] {
  return money.flatMap(({ familyId, lines }) =>
    lines.map(({ enrollmentId, month, differenceMinor }) => ({
      familyId,
      enrollmentId,
      month,
      differenceMinor,
    })),
  );
}

export function sumsOf(money: readonly Proposals[]): BookedSums {
  const sum = (key: "chargeMinor" | "creditMinor") => money.reduce((total, family) => total + family[key], 0);
  return { chargeMinor: sum("chargeMinor"), creditMinor: sum("creditMinor") };
}
