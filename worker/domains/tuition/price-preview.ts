import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { explain } from "../pricing/explain.ts";
import type { FamilyFacts } from "../pricing/facts.ts";
import { priceFamily } from "../pricing/price-family.ts";
import type { Priced, PricedLine } from "../pricing/priced.ts";
import { familyFactsOf } from "./facts.ts";
import { factsQueries } from "./facts-queries.ts";
import type { PreviewInput } from "./schemas.ts";
import type { PricePreview, PricePreviewLine } from "./shapes.ts";
import { tariffOf, tariffQueries } from "./tariff.ts";

/** What a family would be charged for a month, from its real enrollments; nothing is written. @throws NotFound */
export async function previewPrice(ctx: Context, { familyId, month }: PreviewInput): Promise<PricePreview> {
  requireRight(ctx, "billing_setup", "view");
  const { from, to } = wholeMonth(month);
  const asked = { from, to, chargeOn: from, families: { ids: [familyId] } };
  const found = await read(ctx, {
    ...factsQueries(asked),
    ...tariffQueries(from),
    family: select(
      { name: sql<string>`name`, version: sql<number>`version` },
      sql`from families
      where id = ${familyId} and deleted_at is null`,
    ),
  });
  const { name } = expectRow(found.family, "family");
  const tariff = await tariffOf(ctx, found);
  const [facts] = familyFactsOf(asked, found);
  const priced = priceFamily(tariff.rules, facts!);
  return { familyName: name, from, to, rulesId: tariff.id, ...shownPrice(ctx, facts!, priced) };
}

/** The lines of a price with the names of what they are for, each explained. */
export function shownPrice(ctx: Context, facts: FamilyFacts, priced: Priced) {
  return {
    lines: priced.lines.map((line) => shownLine(ctx, facts, line)),
    totals: priced.totals,
    notices: priced.notices.map(({ notice, enrollmentId }) => ({ notice, enrollmentId })),
  };
}

function shownLine({ account }: Context, facts: FamilyFacts, line: PricedLine): PricePreviewLine {
  const { enrollmentId, baseMinor, discountMinor, netMinor, taxMinor, totalMinor } = line;
  const enrollment = facts.enrollments.find((one) => one.enrollmentId === enrollmentId);
  return {
    enrollmentId,
    studentName: enrollment?.studentName ?? "",
    className: enrollment?.className ?? "",
    ...{ baseMinor, discountMinor, netMinor, taxMinor, totalMinor },
    earlyBirdMinor: line.earlyBird?.discountMinor ?? null,
    explanation: explain(line.trace, { currency: account.currency, locale: account.locale }),
  };
}

function wholeMonth(month: string): { from: IsoDate; to: IsoDate } {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01-01` : `${year}-${String(number + 1).padStart(2, "0")}-01`;
  return { from: `${month}-01`, to: addDays(next, -1) };
}
