import { ageYears, type IsoDate } from "../../../tenant-schema/dates.ts";
import type { Random } from "./random.ts";

/** A class as the families of a demonstration choose it. */
export interface DemoClass {
  readonly id: string;
  readonly name: string;
  readonly ages: readonly [number, number];
  readonly gender: "female" | "male" | null;
  readonly capacity: number;
  /** How many shall sit in it: some classes are full, most nearly so, some hardly. */
  readonly target: number;
  /** The session in which one enrolls, and the last day when it drops everybody then. */
  readonly session: {
    readonly id: string;
    readonly startsOn: IsoDate;
    readonly dropsOn: IsoDate | null;
  } | null;
}

interface Child {
  readonly birthDate: IsoDate;
  readonly gender: "female" | "male";
}

/** Who may still sit where. Families are made in order, so that the same ones find the same places. */
export class Seats {
  readonly #taken: Map<string, number>;
  readonly #classes: readonly DemoClass[];

  constructor(classes: readonly DemoClass[], taken: ReadonlyMap<string, number>) {
    this.#classes = classes;
    this.#taken = new Map(taken);
  }

  /** A class that fits and has a place left, now taken; those that are to be full come first half of the time. */
  take(random: Random, child: Child, on: IsoDate, except: string | null = null): DemoClass | null {
    const fitting = this.fitting(child, on).filter(
      (one) => one.id !== except && (this.#taken.get(one.id) ?? 0) < one.target,
    );
    if (fitting.length === 0) return null;
    const crowded = fitting.filter((one) => one.target === one.capacity);
    const chosen = random.pick(crowded.length > 0 && random.chance(0.6) ? crowded : fitting);
    this.occupy(chosen.id);
    return chosen;
  }

  occupy(classId: string): void {
    this.#taken.set(classId, (this.#taken.get(classId) ?? 0) + 1);
  }

  /** Classes for the age and gender of a child, whether they have places or not. */
  fitting({ birthDate, gender }: Child, on: IsoDate): DemoClass[] {
    const age = ageYears(birthDate, on);
    return this.#classes.filter(
      (one) =>
        age >= one.ages[0] &&
        age <= one.ages[1] &&
        (one.gender === null || one.gender === gender) &&
        one.target > 0,
    );
  }
}

/** Every fifth class is full and every seventh hardly begun; the rest have a few places left. */
export function targetOf(index: number, capacity: number): number {
  if (index % 5 === 1) return capacity;
  if (index % 7 === 3) return Math.max(2, Math.floor(capacity * 0.35));
  return Math.max(2, Math.floor(capacity * 0.8));
}
