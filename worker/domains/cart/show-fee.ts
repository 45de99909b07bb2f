import type { DueFee } from "../billing-runs/kinds/plan-anniversary.ts";
import type { CartFee } from "./shapes.ts";

/** A fee as families see it before it is charged, with what it comes from. Pure. */
export function showFee({ label, fee, locationId, netMinor, taxMinor }: DueFee): CartFee {
  const { per, months } = fee;
  return { label, totalMinor: netMinor + taxMinor, taxMinor, per, months, locationId };
}
