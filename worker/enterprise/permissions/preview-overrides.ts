import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { type GrantRow, toGrants } from "../../domains/staff-sessions/actor-queries.ts";
import type { Context } from "../../kernel/context.ts";
import { decide, type Restriction } from "../../kernel/decide.ts";
import { type Grant, isRight, RIGHTS, type Right } from "../../kernel/permissions.ts";
import type { EnterpriseContext } from "../context.ts";
import { acrossAccounts, withPatience } from "../streams/across-accounts.ts";
import { openAccount, unreachable } from "../streams/open-account.ts";
import { accountsBelow } from "./get-overrides.ts";
import { nameOf, type OverrideTree, ownLevel, pathTo, readTree, requireNode } from "./override-tree.ts";
import type { Loss, OverrideChange, PreviewFrame, PreviewInput } from "./schemas.ts";

interface Place {
  readonly tree: OverrideTree;
  readonly groupId: string | null;
  readonly changes: readonly OverrideChange[];
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly groupId: string | null;
  }[];
}

/** What a preview is about. @throws NotFound */
export async function previewPlace(ctx: EnterpriseContext, input: PreviewInput): Promise<Place> {
  const tree = await readTree(ctx);
  requireNode(tree, ctx.actor, input.groupId);
  const { accounts } = await ctx.control.read({ accounts: accountsBelow(ctx.actor, input.groupId) });
  return { tree, groupId: input.groupId, changes: input.changes, accounts };
}

/** Who would lose what, asked of every account below the group as its grants are now. */
export async function previewOverrides(
  ctx: EnterpriseContext,
  place: Place,
  send: (frame: PreviewFrame) => void,
): Promise<void> {
  const { accounts } = place;
  send({ kind: "accounts", total: accounts.length });
  let [people, failed] = [0, 0];
  await ctx.services.house.directory.findAll(
    ctx.control,
    accounts.map(({ id }) => id),
  );
  await acrossAccounts(accounts, async (account) => {
    const { id, name } = account;
    try {
      const losses = await withPatience(lossesIn(ctx, place, account));
      people += new Set(losses.flatMap((loss) => loss.people.map((person) => person.name))).size;
      send({ kind: "account", id, name, losses });
    } catch (error) {
      failed += 1;
      send({ kind: "failed", id, name, text: unreachable(error, ctx.request.id).text });
    }
  }).all;
  send({ kind: "done", people, failed });
}

async function lossesIn(
  ctx: EnterpriseContext,
  place: Place,
  account: Place["accounts"][number],
): Promise<Loss[]> {
  const own = await openAccount(ctx, account.id);
  const staff = await grantsOfStaff(own);
  const rights = place.changes.flatMap(({ right }) => (isRight(right) ? [right] : []));
  const [before, after] = [new Map<string, Restriction[]>(), new Map<string, Restriction[]>()];
  for (const right of rights) {
    before.set(right, restrictionsAt(place, account.groupId, right, []));
    after.set(right, restrictionsAt(place, account.groupId, right, place.changes));
  }
  const level = (grants: readonly Grant[], right: Right, restrictions: Restriction[]) =>
    decide({ grants, plan: own.account.plan, restrictions }, right).level;
  return rights.flatMap((right): Loss[] => {
    const people = staff.flatMap(({ name, grants }): Loss["people"] => {
      const from = level(grants, right, before.get(right)!);
      const to = level(grants, right, after.get(right)!);
      const loses = from === "full" ? to !== "full" : from === "view" && to === "none";
      return loses && from !== "none" && to !== "full" ? [{ name, from, to }] : [];
    });
    return people.length === 0 ? [] : [{ right, label: RIGHTS[right].label, people }];
  });
}

/** What stands above an account once the changes are made; without any, what stands there now. */
function restrictionsAt(
  { tree, groupId }: Place,
  ofAccount: string | null,
  right: Right,
  changes: readonly OverrideChange[],
): Restriction[] {
  return pathTo(tree, ofAccount).flatMap((at): Restriction[] => {
    const change = at === groupId ? changes.find((one) => one.right === right) : undefined;
    const maxLevel = change ? change.to : ownLevel(tree, at, right);
    return maxLevel === null ? [] : [{ right, maxLevel, groupName: nameOf(tree, at) }];
  });
}

interface StaffGrants {
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** Everybody who may sign in, with all that they were granted, personally and through groups. */
async function grantsOfStaff(ctx: Context): Promise<StaffGrants[]> {
  const columns = {
    staffId: sql<string>`s.id`,
    name: sql<string>`trim(s.first_name || ' ' || s.last_name)`,
    rightKey: sql<string>`g.right_key`,
    level: sql<GrantRow["level"]>`g.level`,
    locationId: sql<string | null>`g.location_id`,
    ownClassesOnly: flag(sql`g.own_classes_only`),
    groupId: sql<string | null>`g.group_id`,
    groupName: sql<string | null>`null`,
  };
  const { personal, through } = await ctx.database.read({
    personal: select(
      columns,
      sql`from living_staff s join living_grants g on g.staff_id = s.id where s.is_active = 1`,
    ),
    through: select(
      columns,
      sql`from living_staff s join living_staff_group_members m on m.staff_id = s.id
        join living_staff_groups sg on sg.id = m.group_id join living_grants g on g.group_id = sg.id
        where s.is_active = 1`,
    ),
  });
  const each = Map.groupBy([...personal, ...through], ({ staffId }) => staffId);
  return [...each.values()]
    .map((rows) => ({ name: rows[0]!.name, grants: toGrants(rows) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
