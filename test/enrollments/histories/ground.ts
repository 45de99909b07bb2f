import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addClass, addStudents, openSchool } from "../school.ts";
import type { NodeSchool } from "./node-school.ts";

/** What every history begins with: three small classes and six students, two of them siblings. */
export interface Ground {
  readonly node: NodeSchool;
  readonly classes: readonly { id: string; capacity: number; slots: ReadonlyMap<string, number> }[];
  readonly students: readonly string[];
  readonly families: ReadonlyMap<string, string>;
}

export async function prepareGround(node: NodeSchool): Promise<Ground> {
  const school = await openSchool(node.database);
  const specs = [
    { capacity: 1, weekdays: [1] },
    { capacity: 2, weekdays: [1, 3] },
    { capacity: 1, weekdays: [2, 2, 4] },
  ];
  const classes = [];
  for (const { capacity, weekdays } of specs) {
    const { id, slotIds } = await addClass(school, { capacity, weekdays });
    classes.push({ id, capacity, slots: new Map(slotIds.map((slot, i) => [slot, weekdays[i]!])) });
  }
  const students = [...(await addStudents(school, 4)), ...(await addStudents(school, 2, { together: true }))];
  const { rows } = await node.database.read({
    rows: select({ id: sql<string>`id`, familyId: sql<string>`family_id` }, sql`from students`),
  });
  return { node, classes, students, families: new Map(rows.map((row) => [row.id, row.familyId])) };
}
