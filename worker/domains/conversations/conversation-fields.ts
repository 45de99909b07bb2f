import { sql } from "drizzle-orm";
import { flag } from "../../../control-plane/query.ts";

/** What a list shows of a conversation `c`; who it is with is asked of the records, so that a new name shows at once. */
export const conversationFields = {
  id: sql<string>`c.id`,
  kind: sql<"family" | "staff" | "lead" | "unknown">`c.kind`,
  name: sql<string | null>`coalesce(
    (select trim(g.first_name || ' ' || g.last_name) from guardians g where g.id = c.guardian_id),
    (select f.name from families f where f.id = c.family_id),
    (select trim(s.first_name || ' ' || s.last_name) from staff s where s.id = c.staff_id), c.lead_name)`,
  e164: sql<string>`c.e164`,
  familyId: sql<string | null>`c.family_id`,
  familyName: sql<string | null>`(select f.name from families f where f.id = c.family_id)`,
  staffId: sql<string | null>`c.staff_id`,
  state: sql<"unread" | "open" | "closed">`c.state`,
  assigneeId: sql<string | null>`c.assignee_id`,
  assigneeName: sql<string | null>`(select trim(s.first_name || ' ' || s.last_name) from staff s
    where s.id = c.assignee_id)`,
  unreadCount: sql<number>`c.unread_count`,
  lastMessageAt: sql<number>`c.last_message_at`,
  lastDirection: sql<"in" | "out" | null>`c.last_direction`,
  lastWords: sql<string>`c.last_words`,
  isStopped: flag(sql`exists (select 1 from stopped_numbers x where x.e164 = c.e164)`),
};
