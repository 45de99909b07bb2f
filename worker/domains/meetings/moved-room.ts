import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";

export interface MovedRoom {
  readonly id: string;
  readonly name: string;
  readonly locationId: string;
  readonly capacity: number | null;
}

/** The room a meeting is to be moved to; none when it stays where it is. */
export function movedRoom(roomId: string | null): Query<MovedRoom> {
  return select(
    {
      id: sql<string>`id`,
      name: sql<string>`name`,
      locationId: sql<string>`location_id`,
      capacity: sql<number | null>`capacity`,
    },
    sql`from living_rooms where id = ${roomId}`,
  );
}
