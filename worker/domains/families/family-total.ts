import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { FamilyStatus } from "./schemas.ts";

/** How many families a status has, from the tallies that triggers keep. */
export function familyTotal(status: FamilyStatus): Query<{ value: number }> {
  const tally = (name: string) => sql`(select value from tallies where name = ${name})`;
  switch (status) {
    case "all":
      return select({ value: sql<number>`${tally("families")}` }, sql``);
    case "inactive":
      return select({ value: sql<number>`${tally("families")} - ${tally("families.active")}` }, sql``);
    default:
      return select({ value: sql<number>`${tally(`families.${status}`)}` }, sql``);
  }
}
