import { addDays } from "../../../tenant-schema/dates.ts";

// What enrollments mean, written down as plainly as possible: every day is counted by itself, nothing is kept.

/** Nothing differs from day to day beyond this one. */
export const HORIZON = "2027-02-28";
const FOREVER = "9999-12-31";
const UNDO_MS = 24 * 3_600_000;

export interface ModelClass {
  readonly id: string;
  readonly capacity: number;
  /** Slots with the ISO weekday on which each meets. */
  readonly slots: ReadonlyMap<string, number>;
  /** `slot date` of cancelled meetings. */
  readonly cancelled: Set<string>;
}

export interface ModelRow {
  readonly id: string;
  readonly type: "enrollment" | "token" | "hold";
  readonly student: string;
  readonly classId: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string | null;
  readonly slots: readonly string[] | null;
  readonly isOver: boolean;
  readonly isDropped: boolean;
  readonly successor: string | null;
  readonly state: string | null;
  readonly rank: number;
  readonly expires: number;
  readonly together: boolean;
  readonly version: number;
  readonly isDeleted: boolean;
}

export const blank: Omit<ModelRow, "id" | "type" | "student" | "classId"> = {
  kind: "active",
  from: "",
  to: null,
  slots: null,
  isOver: false,
  isDropped: false,
  successor: null,
  state: null,
  rank: 0,
  expires: 0,
  together: false,
  version: 1,
  isDeleted: false,
};

interface ModelChange {
  readonly touched: readonly {
    readonly id: string;
    readonly before: ModelRow | null;
    readonly version: number;
  }[];
  readonly atMs: number;
  isUndone: boolean;
}

/** Whose claims count: everybody's who waits, only offers, or those ahead of an entry. */
export type ModelClaims =
  | { readonly kind: "queue" | "offers" }
  | { readonly kind: "ahead"; readonly entry: ModelRow };

export class PlainModel {
  nowMs: number;
  today = "";
  readonly rows = new Map<string, ModelRow>();
  readonly classes = new Map<string, ModelClass>();
  readonly changes = new Map<string, ModelChange>();
  #before = new Map<string, ModelRow | null>();

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  put(row: ModelRow): void {
    if (!this.#before.has(row.id)) this.#before.set(row.id, this.rows.get(row.id) ?? null);
    this.rows.set(row.id, row);
  }

  change(row: ModelRow, patch: Partial<ModelRow>): void {
    this.put({ ...row, ...patch, version: row.version + 1 });
  }

  /** A row that was put in this act, as if it had not been. */
  drop(id: string): void {
    this.#before.delete(id);
    this.rows.delete(id);
  }

  /** What was put since the last time is one act, which can be undone under this id. */
  keep(changeId: string): void {
    const touched = [...this.#before].map(([id, before]) => ({
      id,
      before,
      version: this.rows.get(id)!.version,
    }));
    this.changes.set(changeId, { touched, atMs: this.nowMs, isUndone: false });
    this.#before.clear();
  }

  forget(): void {
    for (const [id, before] of this.#before) {
      if (before === null) this.rows.delete(id);
      else this.rows.set(id, before);
    }
    this.#before.clear();
  }

  living(): ModelRow[] {
    return [...this.rows.values()].filter((row) => row.type === "enrollment" && !row.isDeleted);
  }

  isLive(row: ModelRow): boolean {
    return row.state === "queued" || (row.state === "offered" && row.expires > this.nowMs);
  }

  /** Open entries in the order of their turns. */
  queue(classId: string): ModelRow[] {
    return this.living()
      .filter((row) => row.classId === classId && row.kind === "wait" && this.isLive(row))
      .sort(byTurn);
  }

  slotsOf(classId: string, slots: readonly string[] | null): string[] {
    return [...this.classes.get(classId)!.slots.keys()].filter(
      (slot) => slots === null || slots.includes(slot),
    );
  }

  /** The fewest places that are free in any of the slots on any day, claims taken off. */
  left(place: Pick<ModelRow, "classId" | "slots" | "from" | "to">, claims: ModelClaims, free = 0): number {
    const { capacity } = this.classes.get(place.classId)!;
    const rows = [...this.rows.values()].filter((row) => row.classId === place.classId && !row.isDeleted);
    const counts = this.slotsOf(place.classId, place.slots).map((slot) => {
      const taking = rows.filter((row) => row.slots === null || row.slots.includes(slot));
      const coming = taking.filter((row) => row.type === "enrollment" && row.kind !== "wait");
      const held = taking.filter(
        (row) => row.type === "hold" && row.expires > this.nowMs && overlaps(row, place),
      );
      const claimed = taking.filter((row) => row.kind === "wait" && this.#claims(row, claims));
      let most = 0;
      for (let day = place.from; day <= (place.to ?? HORIZON) && day <= HORIZON; day = addDays(day, 1)) {
        const there = coming.filter((row) => row.from <= day && (row.to ?? FOREVER) >= day);
        most = Math.max(most, there.length + claimed.filter((row) => row.from <= day).length);
      }
      return capacity - most - held.length;
    });
    return Math.min(...counts) + free;
  }

  #claims(row: ModelRow, claims: ModelClaims): boolean {
    if (!this.isLive(row)) return false;
    if (row.state === "offered" || claims.kind === "queue") return true;
    return claims.kind === "ahead" && byTurn(row, claims.entry) < 0;
  }

  /** Another enrollment of the student in the class that cannot stand beside this one. */
  rival(one: ModelRow, exceptId?: string): ModelRow | undefined {
    return this.living().find((row) => {
      if (row.id === one.id || row.id === exceptId) return false;
      if (row.student !== one.student || row.classId !== one.classId || !overlaps(row, one)) return false;
      if ((row.kind === "wait" && !this.isLive(row)) || (one.kind === "wait" && !this.isLive(one)))
        return false;
      const kinds = [row.kind, one.kind];
      return !kinds.includes("wait") || kinds.includes("active") || row.kind === one.kind;
    });
  }

  undo(changeId: string): string {
    const change = this.changes.get(changeId)!;
    if (change.isUndone) return "already_undone";
    if (change.atMs + UNDO_MS < this.nowMs) return "undo_too_late";
    for (const { id, version } of change.touched) {
      if (this.rows.get(id)!.version !== version) return "changed_since";
    }
    const back: { was: ModelRow; row: ModelRow }[] = [];
    for (const { id, before } of change.touched) {
      const was = this.rows.get(id)!;
      this.change(before ?? was, before === null ? { isDeleted: true } : {});
      const row = { ...this.rows.get(id)!, version: was.version + 1 };
      this.rows.set(id, row);
      if (row.type === "enrollment" && !row.isDeleted) back.push({ was, row });
    }
    const failed = this.#whyNotBack(back);
    if (failed !== null) this.forget();
    else change.isUndone = true;
    return failed ?? "undone";
  }

  #whyNotBack(back: readonly { was: ModelRow; row: ModelRow }[]): string | null {
    if (back.some(({ row }) => (row.kind !== "wait" || this.isLive(row)) && this.rival(row)))
      return "enrolled_again";
    for (const { was, row } of back) {
      if (row.kind === "wait" || row.isOver) continue;
      const added = was.isDeleted ? [row] : addedDays(was, row);
      if (added.some((place) => this.left(place, { kind: "offers" }) < 0)) return "place_gone";
    }
    return null;
  }
}

export function byTurn(a: ModelRow, b: ModelRow): number {
  return a.rank - b.rank || (a.id < b.id ? -1 : 1);
}

export function overlaps(a: Pick<ModelRow, "from" | "to">, b: Pick<ModelRow, "from" | "to">): boolean {
  return a.from <= (b.to ?? FOREVER) && (a.to ?? FOREVER) >= b.from;
}

/** The days of `after` on which `before` was not there; other slots make all of them new. */
export function addedDays(before: ModelRow, after: ModelRow): ModelRow[] {
  const wasThere =
    before.slots === null || (after.slots?.every((slot) => before.slots?.includes(slot)) ?? false);
  if (!wasThere) return [after];
  const added: ModelRow[] = [];
  if (after.from < before.from) {
    const end = addDays(before.from, -1);
    added.push({ ...after, to: [end, after.to ?? end].sort()[0] as string });
  }
  if (before.to !== null && (after.to ?? FOREVER) > before.to) {
    const first = addDays(before.to, 1);
    added.push({ ...after, from: [first, after.from].sort()[1] as string });
  }
  return added;
}
