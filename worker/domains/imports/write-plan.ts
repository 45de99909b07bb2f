import { sql } from "drizzle-orm";
import type { EntityName, NewRow, Row } from "../../../tenant-schema/entities.ts";
import type { Change, Current } from "../../kernel/change.ts";
import { inParameters } from "../../kernel/row-statements.ts";
import type { ImportPlan } from "./plan-import.ts";
import type { Slot } from "./slot.ts";
import type { Mint, WorkingFamily } from "./working-family.ts";

/** New entries stand behind those that a school has put in order. */
const LAST_POSITION = 1_000;

/** Adds what the plan decided to a change: parents first, and records of one kind together, so that few statements carry them. */
export function writePlan(change: Change, plan: ImportPlan, mint: Mint, authorName: string): void {
  for (const entry of plan.lists.listItems) change.insert("listItems", { ...entry, position: LAST_POSITION });
  for (const entry of plan.lists.keywords) change.insert("keywords", entry);
  const { families } = plan;
  writeSlots(
    change,
    "families",
    families.map((working) => working.family),
  );
  writeSlots(
    change,
    "guardians",
    families.flatMap((working) => working.guardians),
  );
  writeSlots(
    change,
    "emails",
    families.flatMap((working) => working.emails),
  );
  writeSlots(
    change,
    "phones",
    families.flatMap((working) => working.phones),
  );
  writeSlots(
    change,
    "students",
    families.flatMap((working) => working.students),
  );
  writeSlots(
    change,
    "emergencyContacts",
    families.flatMap((working) => working.contacts),
  );
  for (const working of families) {
    for (const note of working.newNotes) {
      change.insert("notes", { id: mint("note"), familyId: working.id, ...note, authorName });
    }
  }
  for (const working of families) {
    for (const link of working.newLinks) {
      change.insert("keywordLinks", { id: mint("keywordLink"), familyId: working.id, ...link });
    }
  }
  writeLinks(change, plan);
  guardReads(change, plan);
}

function writeSlots<E extends EntityName>(change: Change, entity: E, slots: readonly Slot<E>[]): void {
  for (const slot of slots) {
    if (slot.isNew)
      change.insert(entity, slot.fields as unknown as Omit<NewRow<E>, "version" | "createdAt" | "updatedAt">);
  }
  // Changes of the same fields in a row go into one statement.
  const changed = slots
    .filter((slot) => slot.current !== null && slot.isTouched)
    .sort((a, b) => shapeOf(a.fields).localeCompare(shapeOf(b.fields)));
  for (const slot of changed) {
    change.update(entity, slot.current as unknown as Current, slot.fields as Partial<Row<E>>);
  }
}

function shapeOf(fields: object): string {
  return Object.keys(fields).sort().join();
}

/** Keys of other systems are no records: an undone family is not living, and so its keys lead nowhere. */
function writeLinks(change: Change, plan: ImportPlan): void {
  for (const rows of inParameters(plan.links.map(({ source, key, id }) => [source, key, id]))) {
    change.also(sql`insert into external_ids (source, key, id)
      select value->>0, value->>1, value->>2 from json_each(${rows}) where true
      on conflict (source, key) do update set id = excluded.id`);
  }
}

/**
 * What was looked up must still be so: no key leads elsewhere by now (a second run of the same file), and nobody has
 * entered a family with one of the new e-mails meanwhile. Whoever loses plans again.
 */
function guardReads(change: Change, plan: ImportPlan): void {
  for (const keys of inParameters(
    plan.readKeys.map(({ source, key, storedId }) => [source, key, storedId]),
  )) {
    change.guard(
      "row_version",
      sql`not exists (select 1 from json_each(${keys}) j
        left join external_ids x on x.source = j.value->>0 and x.key = j.value->>1
        where x.id is not j.value->>2)`,
    );
  }
  for (const emails of inParameters(plan.families.filter((working) => working.isNew).flatMap(freshEmails))) {
    change.guard(
      "row_version",
      sql`not exists (select 1 from json_each(${emails}) j
        cross join emails e on e.address_folded = j.value->>0 and e.deleted_at is null
        where not exists (select 1 from json_each(${JSON.stringify(plan.knownFamilyIds)}) k where k.value = e.family_id))`,
    );
  }
}

function freshEmails(working: WorkingFamily): string[][] {
  const primary = working.emails.find((slot) => slot.fields.isPrimary)?.fields.addressFolded;
  return primary ? [[primary]] : [];
}
