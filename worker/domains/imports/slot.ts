import type { EntityName, NewRow, Row } from "../../../tenant-schema/entities.ts";

/** How a value of the file meets one that we have. */
export type MeetingRule = "update" | "fill";

/**
 * One record while a plan is made: as it is now, or new, with the fields that an import sets. Within one import the
 * first row that says something about a field decides it, so that rows that contradict each other do not turn the
 * record back and forth with every run.
 */
export class Slot<E extends EntityName> {
  readonly entity: E;
  readonly id: string;
  readonly current: Row<E> | null;
  readonly fields: Partial<Row<E>>;
  readonly #settled = new Set<keyof Row<E>>();

  constructor(
    entity: E,
    source: { readonly current: Row<E> } | { readonly fresh: Partial<NewRow<E>> & { id: string } },
  ) {
    this.entity = entity;
    this.current = "current" in source ? source.current : null;
    this.fields = "fresh" in source ? (source.fresh as unknown as Partial<Row<E>>) : {};
    this.id = (this.current ?? (this.fields as { id: string })).id as string;
  }

  get isNew(): boolean {
    return this.current === null;
  }

  get isTouched(): boolean {
    return this.current === null || Object.keys(this.fields).length > 0;
  }

  value<K extends keyof Row<E>>(key: K): Row<E>[K] | undefined {
    return key in this.fields ? this.fields[key] : this.current?.[key];
  }

  /** Offers what the file says; answers whether the record is changed by it. Nothing is ever emptied. */
  offer<K extends keyof Row<E>>(key: K, value: Row<E>[K] | null | undefined, rule: MeetingRule): boolean {
    if (value === null || value === undefined || value === "" || this.#settled.has(key)) return false;
    this.#settled.add(key);
    const before = this.value(key);
    if (before === value) return false;
    const isEmpty = before === null || before === undefined || before === "";
    if (this.current !== null && rule === "fill" && !isEmpty) return false;
    this.fields[key] = value;
    return true;
  }

  /** Sets what follows from other fields (words, sort names). */
  derive(fields: Partial<Row<E>>): void {
    Object.assign(this.fields, fields);
  }

  isSettled(key: keyof Row<E>): boolean {
    return this.#settled.has(key);
  }
}
