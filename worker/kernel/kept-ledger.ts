import { sql } from "drizzle-orm";
import type { Statement } from "../../control-plane/query.ts";
import type { EntityName } from "../../tenant-schema/entities.ts";
import { Conflict } from "./errors.ts";
import { guard } from "./row-statements.ts";

interface Write {
  readonly entity: EntityName;
  readonly op: "insert" | "update" | "delete" | "restore";
  readonly current: Readonly<Record<string, unknown>> | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Runs after the writes of every change that moves documents of money between families, a merge or its undo: no payment
 * pays a charge of another family.
 */
export function ledgerKept(writes: readonly Write[]): Statement[] {
  const idsOf = (entity: EntityName) =>
    JSON.stringify(
      writes
        .filter((write) => write.entity === entity && write.op === "update" && "familyId" in write.fields)
        .map((write) => write.current!.id),
    );
  const [charges, payments] = [idsOf("charges"), idsOf("payments")];
  if (charges === "[]" && payments === "[]") return [];
  return [
    guard(
      "one_family",
      sql`not exists (select 1 from (
          select p.line_id, p.payment_id, p.kind, p.amount_minor from json_each(${payments}) j
            cross join postings p on p.payment_id = j.value and p.line_id is not null
          union all select p.line_id, p.payment_id, p.kind, p.amount_minor from json_each(${charges}) j
            cross join charge_lines l on l.charge_id = j.value
            cross join postings p on p.line_id = l.id and p.payment_id is not null) a
        cross join charge_lines l on l.id = a.line_id cross join payments y on y.id = a.payment_id and y.family_id <> l.family_id
        group by a.line_id, a.payment_id
        having sum(case a.kind when 'allocation' then a.amount_minor else -a.amount_minor end) <> 0)`,
    ),
  ];
}

/** Why an undo could not part two families again, or undefined when the guard speaks of something else. */
export function ledgerConflict(failed: string): Conflict | undefined {
  if (failed !== "one_family") return undefined;
  return new Conflict(
    "money_shared",
    "This can't be undone any more: meanwhile a payment of one family pays a charge of the other. Take it off that charge first.",
  );
}
