import type { NewRow } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { chargePostings } from "./plan-postings.ts";
import { post } from "./postings.ts";

type Stamps = "version" | "createdAt" | "updatedAt" | "deletedAt" | "deletedChangeId";
type LineRow = Omit<NewRow<"chargeLines">, Stamps>;
/** A line to be charged; `netMinor` left out: price less discount (a price that includes its tax says it). */
export type NewLine = Omit<
  LineRow,
  "id" | "chargeId" | "familyId" | "netMinor" | "totalMinor" | "voidedOn"
> & {
  readonly netMinor?: number;
};
export type NewCharge = Omit<NewRow<"charges">, Stamps | "id" | "voidedOn" | "voidReason"> & {
  /** Made by whoever must know it before, such as a billing run. */
  readonly id?: string;
  readonly lines: readonly NewLine[];
};

export interface AddedCharge {
  readonly id: string;
  readonly familyId: string;
  readonly totalMinor: number;
  readonly lineIds: readonly string[];
}

/** Adds charges, their lines and their postings to a change, in three statements however many there are. */
export function addCharges(ctx: Context, change: Change, charges: readonly NewCharge[]): AddedCharge[] {
  const made = charges.map(({ id = newId("charge", ctx.nowMs), lines, ...charge }) => {
    change.insert("charges", { id, ...charge });
    // Ids sort by their time: so the lines of a charge keep their order.
    const rows = lines.map((line, i) => ({
      ...lineRow(id, charge.familyId, line),
      id: newId("chargeLine", ctx.nowMs + i),
    }));
    return { id, charge, rows };
  });
  for (const { rows } of made) for (const row of rows) change.insert("chargeLines", row);
  const postings = made.flatMap(({ charge, rows }) =>
    chargePostings(
      rows.map((row) => ({
        ...row,
        locationId: charge.locationId,
        programId: row.programId ?? null,
        categoryId: row.categoryId ?? null,
      })),
      charge.chargeOn,
    ),
  );
  post(change, ctx, postings);
  return made.map(({ id, charge, rows }) => ({
    id,
    familyId: charge.familyId,
    totalMinor: rows.reduce((sum, row) => sum + row.totalMinor, 0),
    lineIds: rows.map((row) => row.id),
  }));
}

function lineRow(chargeId: string, familyId: string, line: NewLine) {
  const { discountMinor = 0, taxMinor = 0 } = line;
  const netMinor = line.netMinor ?? line.baseMinor - discountMinor;
  const amounts = { discountMinor, netMinor, taxMinor, totalMinor: netMinor + taxMinor };
  return { ...line, chargeId, familyId, ...amounts };
}
