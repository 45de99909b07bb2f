import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { duePolicies } from "../../../tenant-schema/due-policies.ts";
import { type Context, type GuardianActor, hasRole } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { FamilyMe } from "./schemas.ts";

export async function getFamilyMe(ctx: Context<GuardianActor>): Promise<FamilyMe> {
  const { nowMs } = ctx;
  const { id, name, email, familyId, role } = ctx.actor;
  const found = await read(ctx, {
    family: select(
      {
        id: sql<string>`f.id`,
        name: sql<string>`f.name`,
        homeLocationId: sql<string | null>`f.home_location_id`,
        balanceMinor: sql<number>`(select coalesce(sum(open_minor), 0) from line_balances where family_id = f.id and open_minor > 0)
          - (select coalesce(sum(unapplied_minor), 0) from payment_balances where family_id = f.id and unapplied_minor > 0)`,
        cartCount: sql<number>`(select count(*) from living_carts c join living_cart_items i on i.cart_id = c.id
          where c.family_id = f.id and c.state = 'open')`,
        language: sql<FamilyMe["login"]["language"]>`(select language from logins where id = ${id})`,
        policiesDue: sql<number>`(select count(*) from ${duePolicies(sql`f.id`)})`,
      },
      sql`from living_families f where f.id = ${familyId}`,
    ),
    students: select(
      {
        id: sql<string>`id`,
        firstName: sql<string>`first_name`,
        lastName: sql<string>`last_name`,
        birthDate: sql<string | null>`birth_date`,
        gender: sql<string | null>`gender`,
      },
      sql`from living_students where family_id = ${familyId} order by birth_date, first_name, id`,
    ),
    asked: select(
      { attemptId: sql<string>`id`, amountMinor: sql<number>`amount_minor` },
      sql`from payment_attempts where family_id = ${familyId} and state = 'asked' and purpose in ('pay', 'draft')
        and deleted_at is null and coalesce(next_at, ${nowMs} + 1) > ${nowMs} order by id desc limit 1`,
    ),
    families: select(
      { id: sql<string>`f.id`, name: sql<string>`f.name` },
      sql`from living_family_logins fl join living_families f on f.id = fl.family_id
        where fl.login_id = ${id} order by f.sort_name, f.id`,
    ),
  });
  const { balanceMinor, cartCount, language, policiesDue, ...family } = found.family[0]!;
  return {
    login: { id, name, email, language },
    family,
    role,
    students: found.students,
    families: found.families,
    balanceMinor: hasRole(ctx.actor, "payer") ? balanceMinor : null,
    cartCount,
    confirmation: hasRole(ctx.actor, "payer") ? (found.asked[0] ?? null) : null,
    policiesDue,
  };
}
