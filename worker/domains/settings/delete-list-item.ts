import { sql } from "drizzle-orm";
import type { AnySQLiteTable } from "drizzle-orm/sqlite-core";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { entities } from "../../../tenant-schema/entities.ts";
import { Change, type Current, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict, NotFound, Precondition } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { expectRow, livingById } from "../../kernel/records.ts";
import { explainInUse, MAX_COUNTED, mustBeUnused, type Reference, toUsage, usageQuery } from "./in-use.ts";
import type { DeleteListItemInput, ListKind, Usage } from "./schemas.ts";

interface ListUse extends Reference {
  readonly entity: "guardians" | "families" | "emails" | "phones" | "enrollments";
  readonly field: "relationshipId" | "referralSourceId" | "typeId" | "dropReasonId";
}

/** What points at the entries of each list. */
const USES: Readonly<Record<ListKind, ListUse>> = {
  relationship: {
    entity: "guardians",
    field: "relationshipId",
    table: "guardians",
    column: "relationship_id",
  },
  referral_source: {
    entity: "families",
    field: "referralSourceId",
    table: "families",
    column: "referral_source_id",
  },
  email_type: { entity: "emails", field: "typeId", table: "emails", column: "type_id" },
  phone_type: { entity: "phones", field: "typeId", table: "phones", column: "type_id" },
  drop_reason: {
    entity: "enrollments",
    field: "dropReasonId",
    table: "enrollments",
    column: "drop_reason_id",
  },
};

/** How many records would be touched by a rename or a deletion. @throws NotFound */
export async function listItemUsage(ctx: Context, itemId: string): Promise<Usage> {
  requireRight(ctx, "settings", "view");
  const use = await useOf(ctx, itemId);
  const { usage } = await read(ctx, { usage: usageQuery(use, itemId) });
  return toUsage(usage[0]!.found);
}

/**
 * Deletes an entry; records that have it get the one that `moveToId` names, in the same change.
 * @throws NotFound, Conflict `in_use` | `in_use_by_many` | `changed_meanwhile`, Precondition `reference_missing`
 */
export async function deleteListItem(
  ctx: Context,
  itemId: string,
  input: DeleteListItemInput,
): Promise<{ change: Committed }> {
  requireRight(ctx, "settings", "full");
  const use = await useOf(ctx, itemId);
  const found = await read(ctx, {
    item: livingById("listItems", itemId),
    target: livingById("listItems", input.moveToId ?? ""),
    records: recordsWith(use, itemId),
  });
  const item = expectRow(found.item, "list entry", input.version);
  const target = found.target[0];
  if (input.moveToId !== null && (target?.kind !== item.kind || target.id === itemId)) throw targetMissing();
  const { records } = found;
  if (records.length > 0 && !target) throw inUse(item.label, toUsage(records.length));
  if (records.length > MAX_COUNTED) throw inUseByMany(item.label);
  const change = new Change(ctx, {
    action: "lists.delete",
    summary: target
      ? `Replaced the list entry ${item.label} by ${target.label}`
      : `Deleted the list entry ${item.label}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  for (const record of records) change.update(use.entity, record, { [use.field]: target!.id });
  change.remove("listItems", item);
  change.also(mustBeUnused([use], itemId));
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    throw explainInUse(error, item.label);
  }
}

/** The kind of an entry never changes, so that it may be read first. */
async function useOf(ctx: Context, itemId: string): Promise<ListUse> {
  const { found } = await read(ctx, { found: livingById("listItems", itemId) });
  const use = USES[found[0]?.kind as ListKind];
  if (!use) throw new NotFound("list entry");
  return use;
}

function recordsWith({ entity, column }: ListUse, itemId: string): Query<Current> {
  const table = entities[entity].table as AnySQLiteTable;
  return select(
    allColumns(table),
    sql`from ${table} where ${sql.identifier(column)} = ${itemId} and deleted_at is null limit ${MAX_COUNTED + 1}`,
  ) as unknown as Query<Current>;
}

function inUse(label: string, usage: Usage): Conflict {
  const many = `${usage.atLeast ? "more than " : ""}${usage.count}`;
  return new Conflict(
    "in_use",
    `${many} ${usage.count === 1 ? "record has" : "records have"} “${label}”. Choose the entry that takes its place.`,
    { usage },
  );
}

function inUseByMany(label: string): Conflict {
  return new Conflict(
    "in_use_by_many",
    `More than ${MAX_COUNTED} records have “${label}”. Rename it instead: that reaches all of them at once.`,
  );
}

function targetMissing(): Precondition {
  const message = "This entry no longer exists. Choose another one.";
  return new Precondition("reference_missing", message, [{ path: "moveToId", message }]);
}
