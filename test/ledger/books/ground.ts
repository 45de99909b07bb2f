import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { type NodeSchool, nodeSchool } from "../../enrollments/histories/node-school.ts";
import { addStudents, insert, openSchool } from "../../enrollments/school.ts";

/** What every history begins with: three families of one location, where tuition is taxed. */
export interface Ground {
  readonly node: NodeSchool;
  readonly families: readonly string[];
  readonly locationId: string;
}

export async function prepareBooks(node: NodeSchool = nodeSchool()): Promise<Ground> {
  const school = await openSchool(node.database);
  await addStudents(school, 3);
  const rate = { id: newId("taxRate"), name: "Sales tax", rate_bp: 825, created_at: 0, updated_at: 0 };
  await node.database.commit({ statements: [insert("tax_rates", rate)] });
  const { rows } = await node.database.read({
    rows: select({ id: sql<string>`id` }, sql`from families order by sort_name, id`),
  });
  return { node, families: rows.map((row) => row.id), locationId: school.locationId };
}
