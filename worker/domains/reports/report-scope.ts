import { sql } from "drizzle-orm";
import type { ControlDatabase } from "../../../control-plane/control-database.ts";
import { select } from "../../../control-plane/query.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import { staff } from "../../../tenant-schema/staff.ts";
import { enterprisePersonHere, isEnterpriseUser } from "../../enterprise/person-here.ts";
import { type Context, type StaffActor, today } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { grantsQuery, toActor } from "../staff-sessions/actor-queries.ts";
import type { ReportScope } from "./definition.ts";

/** Somebody looks at a report right now. */
export function requestScope(ctx: Context<StaffActor>): ReportScope {
  return { ctx, read: (queries) => read(ctx, queries), on: today(ctx) };
}

/** A report is made for somebody who may long be gone: with the rights of this moment; null when they have left. */
export async function scopeOfPerson(
  ctx: Context,
  staffId: string,
  on: IsoDate,
  control?: ControlDatabase,
): Promise<ReportScope | null> {
  if (control && isEnterpriseUser(staffId)) {
    const visitor = await enterprisePersonHere(control, ctx, staffId);
    return visitor && { ctx: { ...ctx, actor: visitor }, read: (queries) => ctx.database.read(queries), on };
  }
  const found = await ctx.database.read({
    person: select(
      { id: staff.id, firstName: staff.firstName, lastName: staff.lastName, email: staff.email },
      sql`from ${staff} where ${staff.id} = ${staffId} and ${staff.isActive} = 1 and ${staff.deletedAt} is null`,
    ),
    grants: grantsQuery(sql`${staffId}`),
  });
  const person = found.person[0];
  if (!person) return null;
  const actor = toActor({
    staff: person,
    sessionId: "",
    tokenHash: "",
    grants: found.grants,
    rightsVersion: 0,
  });
  return { ctx: { ...ctx, actor }, read: (queries) => ctx.database.read(queries), on };
}
