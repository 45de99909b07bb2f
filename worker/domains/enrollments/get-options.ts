import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { type Context, may, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { rulesOf, rulesQuery } from "../school-rules/rules-query.ts";
import type { EnrollmentOptions } from "./shapes.ts";

/** What the dialogs and filters of this room offer, in one round trip. */
export async function getEnrollmentOptions(ctx: Context): Promise<EnrollmentOptions> {
  requireRight(ctx, "enrollments", "view");
  const named = { id: sql<string>`id`, name: sql<string>`name` };
  const found = await read(ctx, {
    dropReasons: select(
      { id: sql<string>`id`, label: sql<string>`label` },
      sql`from list_items where kind = 'drop_reason' and deleted_at is null order by position, label`,
    ),
    programs: select(
      named,
      sql`from programs where deleted_at is null and is_financial_only = 0 order by position, name`,
    ),
    levels: select(
      { ...named, color: sql<string | null>`color` },
      sql`from levels where deleted_at is null order by position, name`,
    ),
    rules: rulesQuery(),
  });
  const { enrollment, attendance } = rulesOf(found.rules);
  return {
    dropReasons: found.dropReasons,
    isDropReasonRequired: enrollment.isDropReasonRequired,
    singleDayLabel: enrollment.singleDayLabel,
    isCheckInMode: attendance.isCheckInMode,
    mayOverride: may(ctx, "override_enrollment", "full"),
    mayBookWithoutToken: may(ctx, "makeup_without_token", "full"),
    programs: found.programs,
    levels: found.levels,
  };
}
