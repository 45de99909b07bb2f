/** When somebody or something is taken, by the minute, from Monday (1) to Sunday (7). */
class Diary {
  readonly #taken = new Map<string, [number, number][]>();

  isFree(who: string, weekday: number, start: number, end: number): boolean {
    return !(this.#taken.get(`${who} ${weekday}`) ?? []).some(([from, to]) => from < end && start < to);
  }

  take(who: string, weekday: number, start: number, end: number): void {
    const key = `${who} ${weekday}`;
    this.#taken.set(key, [...(this.#taken.get(key) ?? []), [start, end]]);
  }
}

/** A place in the week that was found for a slot; without a room or a coach where all were taken. */
export interface Placed {
  readonly weekday: number;
  readonly startMinute: number;
  readonly roomId: string | null;
  readonly instructorIds: readonly string[];
}

export interface Wanted {
  readonly minutes: number;
  readonly students: number;
  readonly weekday: number;
  readonly roomIds: readonly { readonly id: string; readonly capacity: number }[];
  readonly coachIds: readonly string[];
}

const AFTERNOON = [15 * 60, 20 * 60] as const;
const SATURDAY = [9 * 60, 13 * 60] as const;
const WHOLE_DAY = [7 * 60, 22 * 60] as const;
const STEP = 15;

/** Fills a week without booking a room or a coach twice; the same every time for the same wishes in the same order. */
export class Timetable {
  readonly #rooms = new Diary();
  readonly #coaches = new Diary();
  #turn = 0;

  /** The first free place on the wished day, then on later ones, then outside the usual hours. */
  place(wanted: Wanted): Placed {
    this.#turn++;
    for (const isWide of [false, true]) {
      for (let i = 0; i < 6; i++) {
        const weekday = ((wanted.weekday - 1 + i) % 6) + 1;
        const hours = isWide ? WHOLE_DAY : weekday === 6 ? SATURDAY : AFTERNOON;
        const placed = this.#placeOn(wanted, weekday, hours);
        if (placed) return placed;
      }
    }
    return { weekday: wanted.weekday, startMinute: AFTERNOON[0], roomId: null, instructorIds: [] };
  }

  #placeOn(wanted: Wanted, weekday: number, [from, to]: readonly [number, number]): Placed | null {
    const count = Math.floor((to - from - wanted.minutes) / STEP) + 1;
    // Not everything begins with the first minute of the afternoon.
    const first = (this.#turn % 5) * 4;
    for (let i = 0; i < count; i++) {
      const start = from + ((first + i) % count) * STEP;
      const end = start + wanted.minutes;
      const room = rotated(wanted.roomIds, this.#turn).find(
        ({ id, capacity }) => capacity >= wanted.students && this.#rooms.isFree(id, weekday, start, end),
      );
      const coach = rotated(wanted.coachIds, this.#turn).find((id) =>
        this.#coaches.isFree(id, weekday, start, end),
      );
      if (!room || !coach) continue;
      this.#rooms.take(room.id, weekday, start, end);
      this.#coaches.take(coach, weekday, start, end);
      return { weekday, startMinute: start, roomId: room.id, instructorIds: [coach] };
    }
    return null;
  }
}

function rotated<T>(list: readonly T[], by: number): T[] {
  if (list.length === 0) return [];
  const first = by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
}
