import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";

export interface OwnStudent {
  readonly id: string;
  readonly firstName: string;
  readonly name: string;
}

/** One child of the guardian's own family; another family's is not found. */
export function ownStudent(ctx: Context<GuardianActor>, studentId: string): Query<OwnStudent> {
  return ownStudents(ctx, sql`s.id = ${studentId}`);
}

export function ownStudents(ctx: Context<GuardianActor>, which: SQL = sql`true`): Query<OwnStudent> {
  return select(
    {
      id: sql<string>`s.id`,
      firstName: sql<string>`coalesce(s.preferred_name, s.first_name)`,
      name: sql<string>`s.first_name || ' ' || s.last_name`,
    },
    sql`from living_students s where s.family_id = ${ctx.actor.familyId} and ${which}
      order by s.birth_date, s.first_name, s.id`,
  );
}

/** @throws NotFound */
export async function expectOwnStudent(ctx: Context<GuardianActor>, studentId: string): Promise<OwnStudent> {
  const { student } = await read(ctx, { student: ownStudent(ctx, studentId) });
  if (!student[0]) throw new NotFound("student");
  return student[0];
}
