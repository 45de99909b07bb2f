import { columnsOf, type EntityName, entities } from "../../tenant-schema/entities.ts";
import type { Change, Current, Fields, Operation } from "./change.ts";

export interface AuditRow {
  readonly changeId: string;
  readonly position: number;
  readonly entity: EntityName;
  readonly entityId: string;
  readonly subjectId: string | null;
  readonly personId: string | null;
  readonly op: Operation["op"];
  readonly before: Fields | null;
  readonly after: Fields | null;
}

/** What the audit log keeps of one operation of a change. */
export function auditRow(operation: Operation, change: Change, position: number): AuditRow {
  const { entity, op, current, fields } = operation;
  const merged: Fields = { ...current, ...fields };
  const definition = entities[entity];
  // A record that moves is told of where it goes, and when that is undone where it was: in both the kept family.
  const told: Fields = current !== null && change.options.undoOf !== undefined ? current : merged;
  const field = (names: string | readonly string[] | null) =>
    ([names]
      .flat()
      .map((name) => (name === null ? null : told[name]))
      .find(Boolean) as string | undefined) ?? null;
  const identity = { changeId: change.id, position, entity, op, entityId: merged.id as string };
  const concerned = { subjectId: field(definition.subject), personId: field(definition.person) };
  if (current === null || operation.isTold)
    return { ...identity, ...concerned, before: null, after: present(notKept(entity, fields)) };
  const after = { ...fields, version: current.version + 1 };
  const before =
    op === "delete"
      ? present(living(current, entity))
      : {
          ...Object.fromEntries(Object.keys(fields).map((key) => [key, current[key] ?? null])),
          version: current.version,
        };
  return { ...identity, ...concerned, before, after };
}

/** Without what the row itself keeps for ever. */
function notKept(entity: EntityName, fields: Fields): Fields {
  const { neverRewritten } = entities[entity] as { readonly neverRewritten?: readonly string[] };
  if (!neverRewritten) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !neverRewritten.includes(key)));
}

/** Only the columns of the entity: what a use-case read beside them is not part of the record. */
function living(current: Current, entity: EntityName): Fields {
  const columns = columnsOf(entity);
  return Object.fromEntries(Object.entries(current).filter(([key]) => key in columns));
}

function present(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}
