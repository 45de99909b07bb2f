import { type SQL, sql } from "drizzle-orm";
import { type Statement, statement } from "../../control-plane/query.ts";
import type { EntityName, NewRow, Row } from "../../tenant-schema/entities.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { type AuditRow, auditRow } from "./audit-rows.ts";
import { type Context, may } from "./context.ts";
import { familyOwnersKept } from "./family-owner.ts";
import { ledgerKept } from "./kept-ledger.ts";
import { meetingsKept } from "./kept-meetings.ts";
import { enrollmentsKept } from "./kept-places.ts";
import { versionsKept } from "./kept-versions.ts";
import { mayRemoveOwner, ownerRemains } from "./last-owner.ts";
import type { Right } from "./permissions.ts";
import { guard, insertRows, type RowChange, updateRows } from "./row-statements.ts";

/** How long an act may be undone; a toast offers it for the first 20 seconds, the history until then. */
export const UNDO_MS = { ordinary: 24 * 3_600_000, merge: 30 * 86_400_000, none: 0 } as const;

export type Fields = Readonly<Record<string, unknown>>;
/** A row as read, with the version that the write must still find. */
export type Current = Readonly<{ id: string; version: number }> & Fields;

export interface ChangeOptions {
  /** What was done, for programs: `families.update`. */
  readonly action: string;
  /** What was done, for people: `Changed the phone of Lucía Núñez`. */
  readonly summary: string;
  /** The right it took; whoever undoes it needs the same. */
  readonly right: Right | null;
  readonly undoMs?: number;
  /** Changes that belong to one bulk act, undone together. */
  readonly groupId?: string;
  readonly undoOf?: string;
}

export interface Effect {
  readonly topic: string;
  readonly payload: unknown;
  /** Not relayed before; by default when the change can no longer be undone from a toast. */
  readonly notBeforeMs?: number;
  /** It says only that there is something to look at: one for many changes does. */
  readonly isShared?: true;
  /** Put into the outbox only where this holds when the change is written. */
  readonly onlyIf?: SQL;
}

export interface Operation {
  readonly entity: EntityName;
  readonly op: "insert" | "update" | "delete" | "restore";
  readonly current: Current | null;
  readonly fields: Fields;
  /** Only told of: what happened to the record is written elsewhere. */
  readonly isTold?: true;
}

/**
 * One act on the account: rows, their audit, and the effects that leave, gathered by a use-case and committed in ONE
 * batch by `commit`. Rows must be given in an order in which parents come before children.
 */
export class Change {
  readonly id: string;
  readonly options: ChangeOptions;
  readonly guards: Statement[] = [];
  readonly effects: Effect[] = [];
  readonly #operations: Operation[] = [];
  readonly #also: Statement[] = [];
  readonly #afterwards: Statement[] = [];
  readonly #nowMs: number;
  readonly #mayOverride: boolean;
  #isForGood = false;

  constructor(ctx: Context, options: ChangeOptions) {
    this.id = newId("change", ctx.nowMs);
    this.options = options;
    this.#nowMs = ctx.nowMs;
    this.#mayOverride = may(ctx, "override_enrollment", "full");
  }

  /** For how long it may be undone. */
  get undoMs(): number {
    return this.#isForGood ? UNDO_MS.none : (this.options.undoMs ?? UNDO_MS.none);
  }

  /** It books money: what is booked stays, and is taken back by booking again. */
  keepForGood(): void {
    this.#isForGood = true;
  }

  /** The ids of the records of a kind that it makes. */
  inserted(entity: EntityName): string[] {
    return this.#operations
      .filter((operation) => operation.op === "insert" && operation.entity === entity)
      .map(({ fields }) => fields.id as string);
  }

  /** The phones that say with this change, and did not before, that their number may be texted. */
  agreedPhones(): string[] {
    return this.#operations.flatMap(({ entity, op, current, fields }) => {
      if (entity !== "phones" || (op !== "insert" && op !== "update")) return [];
      const { id, e164, textOptIn } = { ...current, ...fields };
      const agreedBefore = current?.textOptIn === true && current.e164 === e164;
      return textOptIn === true && typeof e164 === "string" && !agreedBefore ? [id as string] : [];
    });
  }

  get isEmpty(): boolean {
    return this.#operations.length === 0 && this.#also.length === 0;
  }

  touches(entity: EntityName): boolean {
    return this.#operations.some((operation) => operation.entity === entity);
  }

  insert<E extends EntityName>(entity: E, row: Omit<NewRow<E>, "version" | "createdAt" | "updatedAt">): void {
    const stamps = entity === "settings" ? {} : { createdAt: this.#nowMs };
    const fields = { ...row, ...stamps, updatedAt: this.#nowMs, version: 1 };
    this.#operations.push({ entity, op: "insert", current: null, fields });
  }

  /** Writes the fields of `patch` that differ; nothing at all when none does. Answers whether anything differs. */
  update<E extends EntityName>(entity: E, current: Current, patch: Partial<Row<E>>): boolean {
    const fields = Object.fromEntries(
      Object.entries(patch).filter(([key, value]) => value !== undefined && !same(current[key], value)),
    );
    if (Object.keys(fields).length === 0) return false;
    this.#operations.push({ entity, op: "update", current, fields });
    return true;
  }

  /** Deletes softly: the row stays for undo and history, and leaves every list. */
  remove(entity: EntityName, current: Current): void {
    const fields = { deletedAt: this.#nowMs, deletedChangeId: this.id };
    this.#operations.push({ entity, op: "delete", current, fields });
  }

  /** Tells the audit what became of a record whose row stays as it is, such as money that was applied to it. */
  tell(entity: EntityName, current: Current, fields: Fields): void {
    this.#operations.push({ entity, op: "update", current, fields, isTold: true });
  }

  restore(entity: EntityName, current: Current): void {
    this.#operations.push({
      entity,
      op: "restore",
      current,
      fields: { deletedAt: null, deletedChangeId: null },
    });
  }

  /** The batch fails, naming `kind`, unless the condition holds when it runs; NULL counts as not holding. */
  guard(kind: string, condition: SQL): void {
    this.guards.push(guard(kind, condition));
  }

  /** Like `guard`, but of what the batch has written: the condition must hold when everything is done. */
  ensure(kind: string, condition: SQL): void {
    this.#afterwards.push(guard(kind, condition));
  }

  /** A statement without audit rows of its own: counters, links of records that the rows already tell of. */
  also(template: SQL): void {
    this.#also.push(statement(template));
  }

  /** The same, but before the rows: what they refer to. */
  ahead(template: SQL): void {
    this.guards.push(statement(template));
  }

  effect(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Guards of the versions and of the use-case, then the writes, then what must be true after them. */
  statements(): Statement[] {
    const versionGuards: Statement[] = [];
    const writes: Statement[] = [];
    for (const run of runsOf(this.#operations.filter((operation) => operation.isTold !== true))) {
      if (run[0]!.op === "insert")
        writes.push(
          ...insertRows(
            run[0]!.entity,
            run.map((operation) => operation.fields),
          ),
        );
      else {
        const update = updateRows(run[0]!.entity, run as RowChange[], this.#nowMs);
        versionGuards.push(...update.guards);
        writes.push(...update.writes);
      }
    }
    const undo = { isUndo: this.options.undoOf !== undefined, mayOverride: this.#mayOverride };
    const after = [
      ...this.#afterwards,
      ...enrollmentsKept(this.#operations, undo, this.#nowMs),
      ...ledgerKept(this.#operations),
      ...versionsKept(this.#operations),
      ...familyOwnersKept(this.#operations),
      ...(undo.isUndo ? meetingsKept(this.#operations) : []),
      ...(this.#operations.some(mayRemoveOwner) ? [ownerRemains()] : []),
    ];
    return [...versionGuards, ...this.guards, ...writes, ...this.#also, ...after];
  }

  auditRows(): AuditRow[] {
    return this.#operations.map((operation, position) => auditRow(operation, this, position));
  }
}

/** Consecutive operations that one statement can carry: same entity, same kind, same fields. */
function runsOf(operations: readonly Operation[]): Operation[][] {
  const runs: Operation[][] = [];
  let lastShape = "";
  for (const operation of operations) {
    const kind = operation.op === "insert" ? "insert" : "update";
    const shape = `${operation.entity} ${kind} ${kind === "insert" ? "" : Object.keys(operation.fields).sort().join(",")}`;
    if (shape === lastShape) runs.at(-1)!.push(operation);
    else runs.push([operation]);
    lastShape = shape;
  }
  return runs;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  return typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b);
}

/** Whether a row is there, living and at the version it was read at; for guards of acts that do not write it. */
export function livingRow(table: string, id: string): SQL {
  return sql`exists (select 1 from ${sql.identifier(table)} where id = ${id} and deleted_at is null)`;
}
