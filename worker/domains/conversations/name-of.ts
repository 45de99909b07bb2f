import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { conversationFields } from "./conversation-fields.ts";

/** Whom a conversation is with, for the audit. */
export function namesOf(conversationId: string): Query<{ name: string }> {
  return select(
    { name: sql<string>`coalesce(${conversationFields.name}, c.e164)` },
    sql`from conversations c where c.id = ${conversationId}`,
  );
}
