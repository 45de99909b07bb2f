import { type Context, requireRight } from "../../kernel/context.ts";
import { readerOf } from "../../kernel/language.ts";
import { explain } from "../pricing/explain.ts";
import { bookedSums } from "./book-re-rating.ts";
import type { ReRated } from "./plan-re-rating.ts";
import { type FamilyReRating, readReRating } from "./read-re-rating.ts";
import type { Proposals, ProposedLine } from "./shapes.ts";

/**
 * What the family's tuition comes to now where that is not what it was billed, after an enrollment, a drop, a transfer or
 * a change of prices: what staff may charge or credit. Nothing is written. @throws Forbidden, NotFound
 */
export async function getProposals(ctx: Context, familyId: string): Promise<Proposals> {
  requireRight(ctx, "charges", "view");
  return proposalsOf(ctx, await readReRating(ctx, familyId));
}

export function proposalsOf(ctx: Context, { familyId, familyName, lines }: FamilyReRating): Proposals {
  return { familyId, familyName, lines: lines.map((line) => proposedLine(ctx, line)), ...bookedSums(lines) };
}

function proposedLine(ctx: Context, line: ReRated): ProposedLine {
  const { enrollmentId, month, description, locationId, billedMinor, nowMinor, priced } = line;
  return {
    ...{ enrollmentId, month, description, locationId, billedMinor, nowMinor },
    differenceMinor: nowMinor - billedMinor,
    explanation: priced === null ? [] : explain(priced.trace, readerOf(ctx)),
  };
}
