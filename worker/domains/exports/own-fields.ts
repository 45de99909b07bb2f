import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { customFields } from "../../../tenant-schema/school-lists.ts";

/** The account's own fields become columns of their own, under the names the account gave them. */
export function ownFields(entity: "family" | "student") {
  return select(
    { id: customFields.id, label: customFields.label },
    sql`from ${customFields} where ${customFields.entity} = ${entity} and ${customFields.deletedAt} is null
      order by ${customFields.position}, ${customFields.label}`,
  );
}
