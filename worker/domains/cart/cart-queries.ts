import { sql } from "drizzle-orm";
import { allColumns, flag, type Query, select } from "../../../control-plane/query.ts";
import { placeHolds } from "../../../tenant-schema/attendance.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { cartItems, carts } from "../../../tenant-schema/portal.ts";
import { portalSettingsQuery } from "../portal-settings/settings-query.ts";

/** The unfinished cart of a family with its lines and the places that they hold; first trip of everything here. */
export function cartQueries(familyId: string) {
  return {
    cart: select(
      {
        ...allColumns(carts),
        lastProblem: sql<
          string | null
        >`(select a.message from payment_attempts a where a.id = ${carts.attemptId}
          and a.state in ('declined', 'cancelled'))`,
      },
      sql`from ${carts} where ${openCart(familyId)}`,
    ) as Query<StoredCart>,
    items: select(
      allColumns(cartItems),
      sql`from ${cartItems} where ${cartItems.cartId} = (select id from ${carts} where ${openCart(familyId)})
        and ${cartItems.deletedAt} is null order by ${cartItems.id}`,
    ) as Query<Row<"cartItems">>,
    holds: select(
      allColumns(placeHolds),
      sql`from ${placeHolds} where ${placeHolds.id} in (select i.hold_id from cart_items i
        where i.cart_id = (select id from ${carts} where ${openCart(familyId)}) and i.deleted_at is null)`,
    ) as Query<Row<"placeHolds">>,
    settings: portalSettingsQuery(),
  };
}
export type StoredCart = Row<"carts"> & { readonly lastProblem: string | null };

function openCart(familyId: string) {
  return sql`${carts.familyId} = ${familyId} and ${carts.state} in ('open', 'paying') and ${carts.deletedAt} is null`;
}

/** From when to when the class is booked (where it does not say, its session does), and who may be first. */
export function registrationQuery(line: {
  readonly classId: string;
  readonly studentId: string;
  readonly startsOn: string;
}) {
  const session = (column: string) => sql`(select ${sql.raw(`s.${column}`)} from session_links k
    join class_sessions s on s.id = k.session_id and s.deleted_at is null
    where k.class_id = c.id and k.deleted_at is null and coalesce(s.ends_on, '9999-12-31') >= ${line.startsOn}
    order by s.starts_on limit 1)`;
  return select(
    {
      startsOn: sql<string | null>`coalesce(c.registration_starts_on, ${session("registration_starts_on")})`,
      endsOn: sql<string | null>`coalesce(c.registration_ends_on, ${session("registration_ends_on")})`,
      timeZone: sql<string>`(select l.time_zone from locations l where l.id = c.location_id)`,
      isPriority: flag(sql`exists (select 1 from keyword_links k where k.keyword_id = c.priority_keyword_id
        and k.deleted_at is null and k.entity_id in (${line.studentId},
          (select family_id from students where id = ${line.studentId})))`),
    },
    sql`from classes c where c.id = ${line.classId}`,
  );
}

/** A code as it was typed, with how often it was used. */
export function promoQuery(code: string, familyId: string) {
  const uses = sql`select count(*) from enrollments e cross join students s on s.id = e.student_id
    where e.promo_code_id = p.id and e.deleted_at is null`;
  return select(
    {
      id: sql<string>`p.id`,
      code: sql<string>`p.code`,
      kind: sql<"percent" | "amount" | "switch_schedule" | "force_trial">`p.kind`,
      scheduleId: sql<string | null>`p.billing_schedule_id`,
      programIds: sql<string>`p.program_ids`,
      startsOn: sql<string | null>`p.starts_on`,
      expiresOn: sql<string | null>`p.expires_on`,
      left: sql<
        number | null
      >`case when p.most_uses is null then null else max(0, p.most_uses - (${uses})) end`,
      leftForFamily: sql<number | null>`case when p.most_uses_family is null then null
        else max(0, p.most_uses_family - (${uses} and s.family_id = ${familyId})) end`,
    },
    sql`from promo_codes p where upper(p.code) = ${code.toUpperCase()} and p.deleted_at is null`,
  );
}
export type StoredPromo = ReturnType<typeof promoQuery> extends Query<infer R> ? R : never;

/** The pairs of schedule and rate of the classes of some lines, for a code that brings another schedule. */
export function pairsQuery(classIds: readonly string[]) {
  return select(
    {
      id: sql<string>`t.id`,
      classId: sql<string>`t.class_id`,
      scheduleId: sql<string>`t.billing_schedule_id`,
    },
    sql`from json_each(${JSON.stringify(classIds)}) j cross join class_tuitions t on t.class_id = j.value
      and t.deleted_at is null order by t.position, t.id`,
  );
}
