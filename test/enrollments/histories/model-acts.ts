import { addDays } from "../../../tenant-schema/dates.ts";
import type { Answer } from "./history.ts";
import { addedDays, byTurn, type ModelClass, type ModelRow, PlainModel } from "./plain-model.ts";

const HOUR_MS = 3_600_000;
const HOLD_MS = 300_000;
type Wish = Omit<ModelRow, "id" | "type">;

/** What each act must answer and leave behind. `say…` decides and puts; the answer brings the ids and the change. */
export class ModelActs extends PlainModel {
  readonly #families: ReadonlyMap<string, string>;

  constructor(nowMs: number, families: ReadonlyMap<string, string>) {
    super(nowMs);
    this.#families = families;
  }

  /** The act is done: it can be undone under the id of its change. Without one nothing has happened. */
  settle({ change }: Answer): void {
    if (change) this.keep(change.id);
    else this.forget();
  }

  slotsOn(target: ModelClass, day: string): string[] | null {
    const weekday = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
    const slots = [...target.slots].filter(
      ([slot, on]) => on === weekday && !target.cancelled.has(`${slot} ${day}`),
    );
    return slots.length === 0 ? null : slots.map(([slot]) => slot);
  }

  #row(wish: Wish, id: string): ModelRow {
    return { ...wish, id, type: "enrollment" };
  }

  sayEnroll(wish: Wish, mayExceed: boolean): string {
    if (wish.kind !== "active" && wish.slots === null) return "refused";
    if (this.rival(this.#row(wish, ""))) return "refused";
    return this.left(wish, { kind: "queue" }) >= 1 || mayExceed ? "enrolled" : "full";
  }

  enrolled(wish: Wish, answer: Answer): void {
    if (answer.outcome === "enrolled") {
      const isOver = this.left(wish, { kind: "queue" }) < 1;
      if (isOver !== answer.isOverCapacity) throw new Error("over capacity or not");
      this.put({ ...this.#row(wish, answer.id!), isOver });
    }
    this.settle(answer);
  }

  held(wish: Wish, answer: Answer): void {
    if (answer.outcome !== "held") return;
    this.rows.set(answer.id!, { ...wish, id: answer.id!, type: "hold", expires: this.nowMs + HOLD_MS });
  }

  sayDrop(row: ModelRow, day: string): string {
    if (day < row.from) {
      this.change(row, { isDeleted: true });
      return "removed";
    }
    this.change(row, { to: day, isDropped: true });
    const after = this.rows.get(row.id)!;
    const added = addedDays(row, after);
    const isTwice = added.length > 0 && this.rival(after) !== undefined;
    if (!isTwice && added.every((place) => this.left(place, { kind: "queue" }) >= 0)) return "dropped";
    this.forget();
    return isTwice ? "already_enrolled" : "place_gone";
  }

  sayEdit(row: ModelRow, to: string | null, slots: readonly string[] | null): string {
    if (to !== null && to < row.from) return "refused";
    if (this.rival({ ...row, to, slots })) return "refused";
    const goesOn = row.isDropped && to === null;
    const isSame = row.to === to && JSON.stringify(row.slots) === JSON.stringify(slots);
    if (isSame && !goesOn) return "saved";
    this.change(row, { to, slots, ...(goesOn ? { isDropped: false } : {}) });
    const after = this.rows.get(row.id)!;
    if (addedDays(row, after).every((place) => this.left(place, { kind: "queue" }) >= 0)) return "saved";
    this.forget();
    return "full";
  }

  sayTransfer(row: ModelRow, wish: Wish, newId: string): string {
    const lastDay = addDays(wish.from, -1);
    const goesOn = row.to === null || (row.to >= wish.from && row.to >= this.today);
    const successor = row.successor === null ? undefined : this.rows.get(row.successor);
    if (!goesOn || (successor && !successor.isDeleted)) return "refused";
    const made = { ...this.#row(wish, newId), isDropped: row.isDropped, to: row.isDropped ? row.to : null };
    if (this.rival({ ...made, to: null }, row.id)) return "refused";
    if (lastDay < row.from) this.change(row, { isDeleted: true });
    else this.change(row, { to: lastDay, successor: newId, isDropped: false });
    this.put(made);
    if (this.left(made, { kind: "queue" }) >= 0 && this.#seenBefore(row, wish)) return "transferred";
    this.forget();
    return "full";
  }

  /** Between two classes the places are looked at as they were before, over all days to come. */
  #seenBefore(row: ModelRow, wish: Wish): boolean {
    if (row.classId === wish.classId) return true;
    const made = [...this.rows.values()].at(-1)!;
    this.rows.delete(made.id);
    const left = this.left(wish, { kind: "queue" });
    this.rows.set(made.id, made);
    return left >= 1;
  }

  transferred(row: ModelRow, answer: Answer): void {
    if (answer.outcome === "transferred") {
      const made = [...this.rows.values()].at(-1)!;
      const id = answer.ids![0]!;
      this.rename(made, id);
      const old = this.rows.get(row.id)!;
      if (!old.isDeleted) this.put({ ...old, successor: id });
    }
    this.settle(answer);
  }

  granted(student: string, answer: Answer): void {
    const row = { ...EMPTY, student, state: "available" };
    this.put({ ...row, id: answer.ids![0]!, type: "token" });
    this.settle(answer);
  }

  hasToken(row: ModelRow): boolean {
    return [...this.rows.values()].some(
      (one) => one.type === "token" && !one.isDeleted && one.successor === row.id,
    );
  }

  sayMakeup(wish: Wish): string {
    if (wish.slots === null) return "no_meeting";
    if (this.rival(this.#row(wish, ""))) return "already_enrolled";
    if (this.left(wish, { kind: "queue" }) < 1) return "class_full";
    return this.#tokens(wish.student).length > 0 ? "booked" : "no_token";
  }

  #tokens(student: string): ModelRow[] {
    return [...this.rows.values()].filter(
      (row) => row.type === "token" && row.student === student && row.state === "available" && !row.isDeleted,
    );
  }

  booked(wish: Wish, answer: Answer): void {
    if (answer.outcome === "booked") {
      const token = this.#tokens(wish.student).find((one) => one.id === answer.tokenId);
      if (!token) throw new Error("a token was spent that was not there");
      this.put(this.#row(wish, answer.enrollmentId!));
      this.change(token, { state: "expended", successor: answer.enrollmentId! });
    }
    this.settle(answer);
  }

  makeupCancelled(row: ModelRow, answer: Answer): void {
    this.change(row, { isDeleted: true });
    const token = [...this.rows.values()].find((one) => one.type === "token" && one.successor === row.id);
    if (answer.isTokenReturned) this.change(token!, { state: "available", successor: null });
    this.settle(answer);
  }

  sayJoin(wish: Wish): string {
    return this.rival(this.#row(wish, "")) ? "refused" : "waitlisted";
  }

  joined(wish: Wish, answer: Answer): void {
    if (answer.outcome === "waitlisted")
      this.put({ ...this.#row(wish, answer.id!), rank: this.#lastRank(wish.classId) });
    this.settle(answer);
  }

  #lastRank(classId: string, only = () => true as boolean): number {
    const ranks = this.living().filter((row) => row.kind === "wait" && row.classId === classId && only());
    return Math.max(this.nowMs * 1000, ...ranks.map((row) => row.rank + 1));
  }

  /** Offers to each in turn what is free in all the slots they want; siblings at the turn of the last of them. */
  serve(classId: string): number {
    const queued = this.queue(classId).filter((row) => row.state === "queued");
    let count = 0;
    for (const row of queued) {
      const group = this.#group(queued, row);
      if (group.at(-1) !== row) continue;
      const saved = group.map((one) => one);
      for (const one of group) this.#offer(one);
      if (group.every((one) => this.#hasPlace(one))) count += group.length;
      else for (const one of saved) this.rows.set(one.id, one);
    }
    return count;
  }

  served(answer: Answer): void {
    // The job answers no change: nobody is offered an undo. What was not offered after all was not touched.
    if (answer.outcome !== "done") this.keep(`served ${this.nowMs}`);
    this.changes.delete(`served ${this.nowMs}`);
  }

  #group(queued: readonly ModelRow[], row: ModelRow): ModelRow[] {
    if (!row.together) return [row];
    const family = this.#families.get(row.student);
    return queued.filter((one) => one.together && this.#families.get(one.student) === family);
  }

  #offer(row: ModelRow): void {
    this.change(row, { state: "offered", expires: this.nowMs + 24 * HOUR_MS });
  }

  #hasPlace(row: ModelRow): boolean {
    return this.left(this.#openEnded(row), { kind: "offers" }) >= 0;
  }

  #openEnded(row: ModelRow): ModelRow {
    return { ...row, from: this.#laterThanToday(row), to: null };
  }

  #laterThanToday(row: ModelRow): string {
    return [row.from, this.today].sort()[1] as string;
  }

  sayOffer(row: ModelRow): string {
    if (row.state === "offered" ? row.expires > this.nowMs : row.state !== "queued") return "not_waiting";
    const queued = this.queue(row.classId).filter((one) => one.state === "queued");
    const group = this.#group(queued.includes(row) ? queued : [...queued, row], row);
    for (const one of group) this.#offer(one);
    const turn = (one: ModelRow) => this.left(this.#openEnded(one), { kind: "ahead", entry: one }) >= 0;
    if (!group.every((one) => turn(this.rows.get(one.id)!))) {
      this.forget();
      return this.#notNow(row, group.length);
    }
    if (!group.some((one) => this.rival(this.rows.get(one.id)!))) return "offered";
    this.forget();
    return "already_enrolled";
  }

  #notNow(row: ModelRow, wanted: number): string {
    const isAhead = this.queue(row.classId).some((one) => byTurn(one, row) < 0);
    const places = this.left(this.#openEnded(row), { kind: "offers" });
    return places >= wanted && isAhead ? "not_their_turn" : "no_place";
  }

  sayAccept(row: ModelRow): string {
    if (row.state !== "queued" && row.state !== "offered") return "not_waiting";
    const made = {
      ...this.#openEnded(row),
      kind: "active",
      state: null,
      rank: 0,
      expires: 0,
      together: false,
    };
    if (this.rival(made, row.id)) return "refused";
    const claims =
      this.isLive(row) && row.state === "offered"
        ? ({ kind: "offers" } as const)
        : ({ kind: "ahead", entry: row } as const);
    this.change(row, { state: "accepted", to: this.#laterThanToday(row) });
    this.put({ ...made, id: "made", version: 1 });
    if (this.left(made, claims) >= 0) return "enrolled";
    this.forget();
    return this.#notNow(row, 1);
  }

  accepted(_row: ModelRow, answer: Answer): void {
    if (answer.outcome === "enrolled") this.rename(this.rows.get("made")!, answer.id!);
    this.settle(answer);
  }

  sayDecline(row: ModelRow): string {
    if (row.state === "accepted" || row.state === "declined") return "not_waiting";
    this.change(row, {
      state: "declined",
      to: this.#laterThanToday(row),
      isDropped: true,
    });
    return "done";
  }

  saySkip(row: ModelRow): string {
    if (row.state !== "queued" && row.state !== "offered") return "not_waiting";
    this.change(row, { state: "skipped" });
    return "done";
  }

  sayRequeue(row: ModelRow): string {
    if (row.state === "accepted" || this.isLive(row)) return "not_waiting";
    const last = this.queue(row.classId).at(-1)?.rank ?? 0;
    const rank = Math.max(this.nowMs * 1000, last + 1);
    this.change(row, { state: "queued", rank, expires: 0, to: null, isDropped: false });
    if (!this.rival(this.rows.get(row.id)!)) return "done";
    this.forget();
    return "already_enrolled";
  }

  sayMove(row: ModelRow): string {
    return this.isLive(row) ? "done" : "not_waiting";
  }

  /** The ranks are the school's own business; the order they make must be the one asked for. */
  moved(
    row: ModelRow,
    after: ModelRow | null,
    answer: Answer,
    ranks: ReadonlyMap<string, { rank: number; version: number }>,
  ): void {
    const others = this.queue(row.classId).filter((one) => one.id !== row.id);
    const at = after === null ? 0 : others.findIndex((one) => one.id === after.id) + 1;
    const wanted = [...others.slice(0, at), row, ...others.slice(at)].map((one) => one.id);
    for (const [id, { rank, version }] of ranks) {
      const own = this.rows.get(id)!;
      if (own.version !== version || own.rank !== rank) this.put({ ...own, rank, version });
    }
    const got = this.queue(row.classId).map((one) => one.id);
    if (got.join() !== wanted.join()) throw new Error("the queue was not put in the order asked for");
    this.settle(answer);
  }

  /** What was put under a makeshift id gets its own. */
  rename(row: ModelRow, id: string): void {
    this.drop(row.id);
    this.put({ ...row, id });
  }
}

const EMPTY: Omit<ModelRow, "id" | "type"> = {
  ...{
    student: "",
    classId: "",
    kind: "token",
    from: "",
    to: null,
    slots: null,
    isOver: false,
    isDropped: false,
  },
  ...{ successor: null, state: null, rank: 0, expires: 0, together: false, version: 1, isDeleted: false },
};
