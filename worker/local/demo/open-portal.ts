import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { portalSettings } from "../../domains/portal-settings/schemas.ts";
import { Change } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, today } from "../../kernel/context.ts";

const TAGLINES: Readonly<Record<string, string>> = {
  summit: "Strong, brave, kind.",
  lagoon: "Everybody can learn to swim.",
  pointe: "Dance is for life.",
};
const COLORS: Readonly<Record<string, string>> = { summit: "#1d4ed8", lagoon: "#0e7490", pointe: "#9d174d" };

const NEWS = [
  {
    title: "Open house on Saturday",
    summary: "Try a class, meet the coaches, bring friends.",
    body: "Doors open at 10. Every class can be tried for twenty minutes, without booking.\n\nThe coaches answer questions all morning, and there is lemonade.",
    inDays: -3,
  },
  {
    title: "Winter session opens for booking",
    summary: "Places for the winter session can be booked from now on.",
    body: "Current families keep their places by themselves. If you would like another day, ask for a transfer in My account.",
    inDays: -10,
  },
  {
    title: "New mats in the big hall",
    summary: "Softer landings from this week on.",
    body: "Thank you for your patience while we worked.\n\nThe old mats go to the school next door.",
    inDays: -20,
  },
] as const;
const BIOS = [
  "Teaches since 2011 and still counts every cartwheel. Loves the first class of the day.",
  "Came as a student, stayed as a coach. Looks after the youngest.",
  "Competed for ten years and now teaches patience.",
  "Believes that everybody can learn everything, one step at a time.",
] as const;

/**
 * Opens the portal of a demonstration school, once: colours, news, staff to meet. The families of `guardian@` and
 * `parent@` have accepted everything; others who sign in meet the policies first.
 */
export async function openPortal(ctx: Context, urlName: string): Promise<void> {
  const day = today(ctx);
  const { done, staff } = await ctx.database.read({
    done: select({ value: sql<number>`value` }, sql`from counters where name = 'demo_portal'`),
    staff: select({ id: sql<string>`id` }, sql`from living_staff where is_active = 1 order by sort_name, id`),
  });
  if (done.length > 0) return;
  const change = new Change(ctx, { action: "demo.portal", summary: "Opened the family portal", right: null });
  const look = { tagline: TAGLINES[urlName] ?? "", brandColor: COLORS[urlName] ?? "", showsStaff: true };
  change.insert("settings", { id: "portal", value: portalSettings.parse(look) });
  NEWS.forEach(({ inDays, ...item }, position) => {
    const id = newId("newsItem", ctx.nowMs);
    change.insert("newsItems", { id, ...item, startsOn: addDays(day, inDays), position });
  });
  staff.slice(0, BIOS.length).forEach(({ id }, position) => {
    change.also(sql`update staff set is_in_portal = 1, portal_position = cast(${position} as integer),
      bio = coalesce(bio, ${BIOS[position]!}) where id = ${id}`);
  });
  const accepted = sql`select fl.family_id, l.id as login_id, l.email from logins l
    join family_logins fl on fl.login_id = l.id and fl.role = 'owner'
    where l.email in (${`guardian@${urlName}.example`}, ${`parent@${urlName}.example`})`;
  change.also(sql`insert into policy_answers (id, policy_id, policy_version_id, family_id, answer, answered_at, login_id,
      answered_by, created_at, updated_at)
    select 'poa_' || substr(p.id, 5, 13) || substr(a.family_id, 18), p.id, p.current_version_id, a.family_id, 'accepted',
      cast(${ctx.nowMs} as integer), a.login_id, a.email, cast(${ctx.nowMs} as integer), cast(${ctx.nowMs} as integer)
    from (${accepted}) a join policies p on p.kind = 'family' and p.deleted_at is null
    on conflict do nothing`);
  change.also(
    sql`insert into counters (name, value) values ('demo_portal', 1) on conflict (name) do nothing`,
  );
  await commit(ctx, change);
}
