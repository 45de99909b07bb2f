import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";

interface Numbered {
  readonly id: string;
  readonly e164: string;
}

/** The conversations that some numbers have already. */
export function conversationsOf(numbers: readonly string[]): Query<Numbered> {
  return select(
    { id: sql<string>`id`, e164: sql<string>`e164` },
    sql`from conversations where deleted_at is null
      and e164 in (select value from json_each(${JSON.stringify(numbers)}))`,
  );
}

export interface TextedPerson {
  readonly e164: string;
  readonly familyId: string | null;
  readonly guardianId: string | null;
  readonly staffId: string | null;
}

/** Adds to a change the conversation of a number that we write to first. Nobody has to see to it until somebody answers. */
export function addQuietConversation(change: Change, nowMs: number, person: TextedPerson): string {
  const id = newId("conversation", nowMs);
  const kind = person.staffId === null ? "family" : "staff";
  change.insert("conversations", { id, kind, ...person, state: "closed", lastMessageAt: nowMs });
  return id;
}
