import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import { hashPassword } from "../../domains/staff-sessions/passwords.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, type FamilyRole, today } from "../../kernel/context.ts";
import { DEMO_PASSWORD } from "./schools.ts";

interface Candidate {
  readonly familyId: string;
  readonly guardianId: string;
  readonly email: string;
  readonly isSuspended: boolean;
  readonly children: number;
}

/** Who can be in the portal of a demonstration school; `guardian@…` and the like are easy to type. */
const PEOPLE: readonly {
  readonly name: string;
  readonly roles: readonly FamilyRole[];
  readonly isSuspended?: true;
}[] = [
  { name: "guardian", roles: ["owner"] },
  { name: "parent", roles: ["owner", "payer"] },
  { name: "payer", roles: ["payer"] },
  { name: "viewer", roles: ["viewer"] },
  { name: "suspended", roles: ["owner"], isSuspended: true },
];
/** How many more guardians sign in with their own address. */
const OWN_ADDRESSES = 12;

/**
 * Gives some families of a demonstration school log-ins, once: `guardian@` owns a family with two children in classes,
 * `parent@` opens two families, `payer@` and `viewer@` may do less at the first one, `suspended@` meets the closed door.
 */
export async function addLogIns(ctx: Context, urlName: string, pepper: string): Promise<void> {
  const { done, candidates } = await ctx.database.read({
    done: select({ value: sql<number>`value` }, sql`from counters where name = 'demo_log_ins'`),
    candidates: candidatesQuery(today(ctx)),
  });
  if (done.length > 0) return;
  const open = candidates.filter((one) => !one.isSuspended && one.children >= 2);
  const shut = candidates.filter((one) => one.isSuspended);
  const [first, second] = open;
  if (!first || !second) return;
  const change = new Change(ctx, { action: "demo.log_ins", summary: "Gave families log-ins", right: null });
  const phc = hashPassword(DEMO_PASSWORD, pepper);
  const logIn = (
    email: string,
    families: readonly { at: Candidate; role: FamilyRole; guardianId: string | null }[],
  ) => {
    const id = newId("login", ctx.nowMs);
    change.insert("logins", { id, email, emailFolded: foldEmail(email), verifiedAt: ctx.nowMs });
    change.also(sql`update logins set phc = ${phc} where id = ${id}`);
    for (const { at, role, guardianId } of families)
      change.insert("familyLogins", {
        ...{ id: newId("familyLogin", ctx.nowMs), loginId: id, familyId: at.familyId, guardianId, role },
      });
  };
  for (const { name, roles, isSuspended } of PEOPLE) {
    const homes = isSuspended ? shut : name === "parent" ? [second, first] : [first];
    const places = roles.flatMap((role, i) => {
      const at = homes[i];
      const isSelf = role === "owner";
      return at ? [{ at, role, guardianId: isSelf ? at.guardianId : null }] : [];
    });
    if (places.length > 0) logIn(`${name}@${urlName}.example`, places);
  }
  for (const at of open.slice(2, 2 + OWN_ADDRESSES))
    logIn(at.email, [{ at, role: "owner", guardianId: at.guardianId }]);
  change.also(
    sql`insert into counters (name, value) values ('demo_log_ins', 1) on conflict (name) do nothing`,
  );
  await commit(ctx, change);
}

/** Families with a primary guardian who has an address, those with most children in classes first. */
function candidatesQuery(day: string) {
  return select(
    {
      familyId: sql<string>`f.id`,
      guardianId: sql<string>`g.id`,
      email: sql<string>`e.address`,
      isSuspended: flag(sql`exists (select 1 from family_suspensions x
        where x.family_id = f.id and x.lifted_at is null and x.deleted_at is null)`),
      children: sql<number>`(select count(distinct s.id) from living_students s join living_enrollments n on n.student_id = s.id
        where s.family_id = f.id and n.kind = 'active' and n.starts_on <= ${day} and (n.ends_on is null or n.ends_on >= ${day}))`,
    },
    sql`from living_families f join living_guardians g on g.family_id = f.id and g.is_primary = 1
      join living_emails e on e.guardian_id = g.id and e.is_primary = 1
      where not exists (select 1 from living_family_logins l where l.family_id = f.id) order by f.id limit 400`,
  );
}
