import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import type { TextBlock } from "./schemas.ts";

/**
 * Whether a number may be texted, at the moment of asking: its owner did not write STOP, and agreed. Families agree with
 * a box at their number. Staff and those who have no record agree by giving us their number, or by writing first.
 */
export function isTextable(e164: SQL): SQL {
  return sql`(not exists (select 1 from stopped_numbers where e164 = ${e164})
    and (exists (select 1 from phones where e164 = ${e164} and deleted_at is null and text_opt_in = 1)
      or (not exists (select 1 from phones where e164 = ${e164} and deleted_at is null)
        and exists (select 1 from conversations where e164 = ${e164} and deleted_at is null
          and kind in ('lead', 'staff')))))`;
}

export interface Textability {
  readonly isTextable: boolean;
  readonly stoppedAt: number | null;
}

export function textabilityQuery(e164: SQL): Query<Textability> {
  return select(
    {
      isTextable: flag(isTextable(e164)),
      stoppedAt: sql<number | null>`(select stopped_at from stopped_numbers where e164 = ${e164})`,
    },
    sql``,
  );
}

export function blockOf({ isTextable: may, stoppedAt }: Textability): TextBlock | null {
  if (stoppedAt !== null) return "stopped";
  return may ? null : "not_agreed";
}

/** What staff read in place of a text that was not sent. */
export const BLOCK_WORDS: Readonly<Record<TextBlock, string>> = {
  stopped: "They wrote STOP, so they are not texted. Ask them to write START from this phone.",
  not_agreed: "This number has not agreed to texts. Switch texts on at the number once they agree.",
  no_number: "There is no number that can be texted.",
};
