import { sql } from "drizzle-orm";
import { flag, select } from "../../../control-plane/query.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { LevelRow, ProgramRow, RoomRow } from "./schemas.ts";

const entry = {
  id: sql<string>`id`,
  version: sql<number>`version`,
  name: sql<string>`name`,
  description: sql<string | null>`description`,
  color: sql<string | null>`color`,
};

export async function listPrograms(ctx: Context): Promise<{ rows: ProgramRow[] }> {
  requireRight(ctx, "settings", "view");
  const { rows } = await read(ctx, {
    rows: select(
      { ...entry, isFinancialOnly: flag(sql`is_financial_only`) },
      sql`from living_programs order by position, name collate nocase, id`,
    ),
  });
  return { rows: rows as ProgramRow[] };
}

/** In the order in which students climb them. */
export async function listLevels(ctx: Context): Promise<{ rows: LevelRow[] }> {
  requireRight(ctx, "settings", "view");
  const { rows } = await read(ctx, {
    rows: select(entry, sql`from living_levels order by position, name collate nocase, id`),
  });
  return { rows: rows as LevelRow[] };
}

/** The rooms of all locations, each location's in its own order. */
export async function listRooms(ctx: Context): Promise<{ rows: RoomRow[] }> {
  requireRight(ctx, "settings", "view");
  const { id, version, name, color } = entry;
  const { rows } = await read(ctx, {
    rows: select(
      {
        ...{ id, version, name, color },
        locationId: sql<string>`location_id`,
        capacity: sql<number | null>`capacity`,
      },
      sql`from living_rooms order by position, name collate nocase, id`,
    ),
  });
  return { rows: rows as RoomRow[] };
}
