import { type SQL, sql } from "drizzle-orm";

/** Whether no mail of a class goes to an address: it bounced, its owner complained, or the school said so. */
export function suppressedAddress(folded: SQL, mailClass: "transactional" | "marketing"): SQL {
  const reach = mailClass === "marketing" ? sql`` : sql`and x.reach = 'all'`;
  return sql`exists (select 1 from suppressions x where x.address_folded = ${folded} and x.deleted_at is null ${reach})`;
}

/** Whether the owner of an address wants no advertisements, said in any family that has it. */
export function optedOutAddress(folded: SQL): SQL {
  return sql`exists (select 1 from emails x where x.address_folded = ${folded} and x.deleted_at is null
    and x.bulk_opt_in = 0)`;
}
