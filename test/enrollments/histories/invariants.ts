import { sql } from "drizzle-orm";
import { json, select } from "../../../control-plane/query.ts";
import { addDays } from "../../../tenant-schema/dates.ts";
import type { Ground } from "./ground.ts";
import { HORIZON, type ModelRow, type PlainModel } from "./plain-model.ts";

/** The database says what the model says, and the model's own sums are right. @throws where they differ */
export async function check(ground: Ground, model: PlainModel): Promise<void> {
  const found = await ground.node.database.read({
    rows: select(
      {
        id: sql<string>`id`,
        kind: sql<string>`kind`,
        from: sql<string>`starts_on`,
        to: sql<string | null>`ends_on`,
        slots: json<string[] | null>(sql`slot_ids`),
        isOver: sql<number>`is_over_capacity`,
        state: sql<string | null>`wait_state`,
        rank: sql<number>`coalesce(wait_rank, 0)`,
        version: sql<number>`version`,
      },
      sql`from enrollments where deleted_at is null order by id`,
    ),
    loads: select(
      { wrong: sql<number>`count(*)` },
      sql`from (select * from (select * from slot_loads where change <> 0 except select * from slot_loads_source)
        union all select * from (select * from slot_loads_source except select * from slot_loads where change <> 0))`,
    ),
    ledger: select(
      { wrong: sql<number>`count(*)` },
      sql`from makeup_tokens t where t.deleted_at is null and (t.state = 'available') <>
        (select coalesce(sum(n.delta), 0) from makeup_entries n where n.token_id = t.id and n.deleted_at is null)`,
    ),
    tokens: select(
      { id: sql<string>`id`, state: sql<string>`state` },
      sql`from makeup_tokens where deleted_at is null order by id`,
    ),
  });
  same(
    "rows",
    found.rows.map((row) => ({ ...row, slots: sorted(row.slots), isOver: row.isOver === 1 })),
    model.living().sort(byId).map(seen),
  );
  const tokens = [...model.rows.values()].filter((row) => row.type === "token" && !row.isDeleted).sort(byId);
  same(
    "tokens",
    found.tokens,
    tokens.map(({ id, state }) => ({ id, state })),
  );
  same("loads", found.loads[0]!.wrong, 0);
  same("ledger", found.ledger[0]!.wrong, 0);
  for (const row of model.living()) {
    if ((row.kind !== "wait" || model.isLive(row)) && model.rival(row))
      throw new Error(`two at once: ${JSON.stringify([row, model.rival(row)])}`);
  }
  for (const target of model.classes.values()) {
    for (const slot of target.slots.keys()) {
      for (let day = addDays(model.today, -3); day <= HORIZON; day = addDays(day, 1)) {
        const there = model.living().filter((row) => comes(row, target.id, slot, day));
        if (there.length > target.capacity)
          throw new Error(`${there.length} students in ${target.capacity} places on ${day}`);
        if (day > addDays(model.today, 40)) break;
      }
    }
  }
}

/** Whoever was let in over capacity is not counted: somebody with the right to do so said so. */
function comes(row: ModelRow, classId: string, slot: string, day: string): boolean {
  if (row.classId !== classId || row.kind === "wait" || row.isOver) return false;
  return row.from <= day && (row.to ?? "9999") >= day && (row.slots === null || row.slots.includes(slot));
}

function seen({ id, kind, from, to, slots, isOver, state, rank, version }: ModelRow) {
  return { id, kind, from, to, slots: sorted(slots), isOver, state, rank, version };
}

function sorted(slots: readonly string[] | null): string[] | null {
  return slots === null ? null : [...slots].sort();
}

function byId(a: ModelRow, b: ModelRow): number {
  return a.id < b.id ? -1 : 1;
}

function same(what: string, got: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${what} differ:\n${a}\n${b}`);
}
