import { sql } from "drizzle-orm";
import { select } from "../../control-plane/query.ts";
import { changeRows, changes } from "../../tenant-schema/foundation.ts";
import { createStaff } from "../../worker/domains/staff/create-staff.ts";
import { grantRight } from "../../worker/domains/staff/grant-right.ts";
import { type CreateStaffInput, createStaffInput, grantInput } from "../../worker/domains/staff/schemas.ts";
import { loadActor } from "../../worker/domains/staff-sessions/load-actor.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import { type Rights, staffContext } from "../harness/actors.ts";
import type { TestTenant } from "../harness/tenant.ts";

export const PEPPER = "a pepper for tests only";

/** Somebody who may enter the office and has these rights, as the edge loads them. */
export async function signedIn(tenant: TestTenant, rights: Rights = { admin: "full" }) {
  return again(await staffContext(tenant, { office: "view", ...rights }));
}

/** The same person with the rights of this moment, in a new request: every write of rights makes the old ones stale. */
export async function again(ctx: Context<StaffActor>): Promise<Context<StaffActor>> {
  const loaded = await loadActor(ctx.database, ctx.account.plan, ctx.actor.tokenHash, ctx.nowMs);
  if (!loaded) throw new Error(`${ctx.actor.name} is no longer signed in`);
  return { ...ctx, actor: loaded.actor, progress: { idempotencyChecked: false, effectsCommitted: false } };
}

let made = 0;

/** A new member of staff as the form sends it; every call makes another person. */
export function staffInput(overrides: Record<string, unknown> = {}): CreateStaffInput {
  made += 1;
  return createStaffInput.parse({
    firstName: "Dana",
    lastName: `Whitfield${made}`,
    username: `dana${made}`,
    email: `dana${made}@example.org`,
    ...overrides,
  });
}

/** Adds somebody with these personal rights; answers the id. */
export async function addPerson(owner: Context<StaffActor>, rights: Rights = {}): Promise<string> {
  const { id } = await createStaff(await again(owner), staffInput(), PEPPER);
  for (const [right, level] of Object.entries(rights)) {
    await grantRight(await again(owner), grantInput.parse({ holder: { kind: "staff", id }, right, level }));
  }
  return id;
}

/** What the audit log keeps of a change. */
export async function auditOf(ctx: Context, changeId: string) {
  const { change, rows } = await ctx.database.read({
    change: select(
      {
        action: changes.action,
        summary: changes.summary,
        actorId: changes.actorId,
        ip: changes.ip,
        rightKey: changes.rightKey,
      },
      sql`from ${changes} where ${changes.id} = ${changeId}`,
    ),
    rows: select(
      {
        entity: changeRows.entity,
        entityId: changeRows.entityId,
        subjectId: changeRows.subjectId,
        op: changeRows.op,
        before: changeRows.before,
        after: changeRows.after,
      },
      sql`from ${changeRows} where ${changeRows.changeId} = ${changeId} order by ${changeRows.position}`,
    ),
  });
  return { ...change[0]!, rows };
}
