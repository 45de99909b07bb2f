// What marks and makeup tokens mean, written down as plainly as possible.

export const CAP = 2;
export const EXPIRY_DAYS = 20;
export const BOOK_AHEAD_DAYS = 30;
export const RETURN_MS = 12 * 3_600_000;
export const PLACES = 2;
const DAY_MS = 86_400_000;

/** Chicago in the winter. */
export const dayAt = (nowMs: number) => new Date(nowMs - 6 * 3_600_000).toISOString().slice(0, 10);
/** Every meeting of this school begins at four in the afternoon. */
export const startOf = (day: string) => Date.parse(`${day}T22:00:00Z`);
const plusDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

export interface Item {
  readonly type: "mark" | "token" | "booking";
  readonly id: string;
  readonly student: string;
  /** Of the mark or booking, or of the meeting a token was earned by. */
  readonly day: string | null;
  readonly state: string;
  readonly isExcused: boolean;
  readonly by: string;
  readonly at: number;
  readonly expiresOn: string;
  readonly paysFor: string | null;
  readonly version: number;
  readonly isDeleted: boolean;
}

const BLANK = { isExcused: false, by: "", at: 0, expiresOn: "", paysFor: null, version: 1, isDeleted: false };

interface Act {
  readonly before: ReadonlyMap<string, Item | undefined>;
  readonly after: ReadonlyMap<string, number>;
}

export interface SaidMark {
  readonly student: string;
  readonly day: string;
  readonly status: string;
  readonly isExcused: boolean | undefined;
  readonly by: string;
  readonly at: number;
  readonly base: number;
}

export class PlainLedger {
  readonly items = new Map<string, Item>();
  readonly #acts = new Map<string, Act>();
  #touched = new Map<string, Item | undefined>();

  /** Closes an act under the id of its change. */
  done(changeId: string): void {
    const after = new Map([...this.#touched.keys()].map((key) => [key, this.items.get(key)!.version]));
    this.#acts.set(changeId, { before: this.#touched, after });
    this.#touched = new Map();
  }

  of(type: Item["type"]): Item[] {
    return [...this.items.values()].filter((item) => item.type === type && !item.isDeleted);
  }

  mark(said: SaidMark, nowMs: number): { outcome: string; token: string | null } {
    const isFuture = said.day > dayAt(nowMs);
    if (isFuture && (said.status === "present" || said.status === "tardy"))
      return { outcome: "not_yet", token: null };
    const key = `mark ${said.student} ${said.day}`;
    const row = this.items.get(key);
    const old = row?.isDeleted ? undefined : row;
    const wasAbsent = old?.state === "absent";
    const unsaid = wasAbsent ? old.isExcused : isFuture;
    const isExcused = said.status === "absent" && (said.isExcused ?? unsaid);
    const same = old ? old.state === said.status && old.isExcused === isExcused : said.status === "none";
    if (same) return { outcome: "saved", token: null };
    const isOwnEarlier = row !== undefined && row.by === said.by && row.at < said.at;
    if (row && said.base < row.version && !isOwnEarlier) return { outcome: "conflict", token: null };
    const { student, day, by, at } = said;
    this.#put(key, { ...BLANK, type: "mark", id: key, student, day, state: said.status, isExcused, by, at });
    return {
      outcome: "saved",
      token: this.#settle(student, day, wasAbsent && old.isExcused, isExcused, nowMs),
    };
  }

  /** Absences of some days at once; those that are marked or have begun stay as they are. */
  report(student: string, days: readonly string[], by: string, nowMs: number): string[] {
    const free = days.filter((day) => {
      const row = this.items.get(`mark ${student} ${day}`);
      return startOf(day) > nowMs && (!row || row.isDeleted || row.state === "none");
    });
    for (const day of free) {
      const key = `mark ${student} ${day}`;
      this.#put(key, {
        ...BLANK,
        type: "mark",
        id: key,
        student,
        day,
        state: "absent",
        isExcused: true,
        by,
        at: nowMs,
      });
      this.#settle(student, day, false, true, nowMs);
    }
    return free;
  }

  grant(id: string, student: string, nowMs: number): void {
    this.#issue(id, student, null, plusDays(dayAt(nowMs), EXPIRY_DAYS));
  }

  revoke(id: string): void {
    this.#change(`token ${id}`, { state: "revoked" });
  }

  book(student: string, day: string, nowMs: number): { outcome: string; token: Item | undefined } {
    const today = dayAt(nowMs);
    const told = (outcome: string) => ({ outcome, token: undefined });
    if (day < today || day > plusDays(today, BOOK_AHEAD_DAYS)) return told("outside_window");
    const there = this.of("booking").filter((item) => item.day === day);
    if (there.some((item) => item.student === student)) return told("already_enrolled");
    if (there.length >= PLACES) return told("class_full");
    const fits = this.of("token").filter(
      (item) => item.student === student && item.state === "available" && item.expiresOn >= day,
    );
    const order = (item: Item) => `${item.expiresOn} ${item.id}`;
    const token = fits.sort((a, b) => (order(a) < order(b) ? -1 : 1))[0];
    return token ? { outcome: "booked", token } : told("no_token");
  }

  booked(id: string, student: string, day: string, token: Item): void {
    this.#put(`booking ${id}`, { ...BLANK, type: "booking", id, student, day, state: "booked" });
    this.#change(`token ${token.id}`, { state: "expended", paysFor: id });
  }

  cancel(booking: Item, returnsAnyway: boolean, nowMs: number): boolean {
    this.#change(`booking ${booking.id}`, { isDeleted: true });
    const token = this.of("token").find((item) => item.paysFor === booking.id);
    const comesBack = returnsAnyway || startOf(booking.day!) - nowMs >= RETURN_MS;
    if (token && comesBack) this.#change(`token ${token.id}`, { state: "available", paysFor: null });
    return token !== undefined && comesBack;
  }

  /** Takes an act back, or says why it cannot be. */
  undo(changeId: string, newId: string): string | null {
    const act = this.#acts.get(changeId)!;
    for (const [key, version] of act.after)
      if (this.items.get(key)?.version !== version) return "changed_since";
    for (const before of act.before.values()) {
      if (before?.type !== "booking" || before.isDeleted) continue;
      const there = this.of("booking").filter((item) => item.day === before.day);
      if (there.some((item) => item.student === before.student)) return "enrolled_again";
      if (there.length >= PLACES) return "place_gone";
    }
    this.#acts.delete(changeId);
    for (const [key, before] of act.before) {
      const now = this.items.get(key)!;
      this.#put(key, before ?? { ...now, isDeleted: true }, now.version + 1);
    }
    this.done(newId);
    return null;
  }

  #settle(student: string, day: string, was: boolean, is: boolean, nowMs: number): string | null {
    const token = this.of("token").find((item) => item.student === student && item.day === day);
    if (!is) {
      if (!token || token.state === "revoked") return null;
      if (token.state !== "available") return "kept";
      this.#change(`token ${token.id}`, { state: "revoked" });
      return "revoked";
    }
    const earned = this.of("token").filter(
      (one) => one.student === student && one.day && one.state !== "revoked",
    );
    if (was || (token && token.state !== "revoked") || earned.length >= CAP) return null;
    if (token) this.#change(`token ${token.id}`, { state: "available" });
    else {
      const from = day > dayAt(nowMs) ? day : dayAt(nowMs);
      this.#issue(`earned ${student} ${day}`, student, day, plusDays(from, EXPIRY_DAYS));
    }
    return "issued";
  }

  #issue(id: string, student: string, day: string | null, expiresOn: string): void {
    this.#put(`token ${id}`, { ...BLANK, type: "token", id, student, day, state: "available", expiresOn }, 1);
  }

  /** The database gives an earned token its id. */
  name(earned: string, id: string): void {
    const item = this.items.get(`token ${earned}`);
    if (!item) return;
    this.items.delete(`token ${earned}`);
    this.items.set(`token ${id}`, { ...item, id });
    this.#touched.set(`token ${id}`, this.#touched.get(`token ${earned}`));
    this.#touched.delete(`token ${earned}`);
  }

  #change(key: string, patch: Partial<Item>): void {
    this.#put(key, { ...this.items.get(key)!, ...patch });
  }

  #put(key: string, item: Item, version = (this.items.get(key)?.version ?? 0) + 1): void {
    if (!this.#touched.has(key)) this.#touched.set(key, this.items.get(key));
    this.items.set(key, { ...item, version });
  }
}
