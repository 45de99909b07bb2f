import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { passkeys } from "../../../tenant-schema/portal.ts";

/** One passkey of that log-in; another's is not found. */
export function ownPasskeyQuery(loginId: string, id: string): Query<Row<"passkeys">> {
  return select(
    allColumns(passkeys),
    sql`from ${passkeys} where id = ${id} and login_id = ${loginId} and deleted_at is null`,
  ) as unknown as Query<Row<"passkeys">>;
}
