import { sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { classSessions } from "../../../tenant-schema/schedule.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import type { SessionRow } from "./schemas.ts";
import { endingWith } from "./session-dates.ts";

/** All sessions, the latest first, with what hangs on them. */
export async function listSessions(ctx: Context): Promise<{ rows: SessionRow[] }> {
  requireRight(ctx, "settings", "view");
  const { id, version, name, kind, startsOn, endsOn, registrationStartsOn, registrationEndsOn } =
    classSessions;
  return read(ctx, {
    rows: select(
      {
        ...{ id, version, name, kind, startsOn, endsOn, registrationStartsOn, registrationEndsOn },
        classes: sql<number>`(select count(*) from session_links k join classes c on c.id = k.class_id and c.deleted_at is null
          where k.session_id = class_sessions.id and k.deleted_at is null)`,
        endingWithIt: sql<number>`case when class_sessions.kind = 'auto_drop' then
          (select count(*) ${endingWith(sql`class_sessions.id`, sql`class_sessions.ends_on`)}) else 0 end`,
      },
      sql`from ${classSessions} where ${classSessions.deletedAt} is null
        order by ${classSessions.startsOn} desc, ${classSessions.name}, ${classSessions.id}`,
    ),
  });
}
