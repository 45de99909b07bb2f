import { addDays, firstDayOfMonth, type IsoDate } from "../../tenant-schema/dates.ts";
import { Office } from "./office.ts";
import { type ImportedFamily, importFamilies, openSchool, type SchoolIds } from "./open-school.ts";
import { type NewLine, PlainBooks, type PlainLine } from "./plain-books.ts";
import { type PlainClass, type PlainEnrollment, pricesOf } from "./plain-prices.ts";
import { CLASSES, Dice, LOCATIONS, OPENED_ON, type Payer, payerOf, TARIFF } from "./plan.ts";

export interface YearFamily extends ImportedFamily {
  readonly number: number;
  readonly location: string;
  readonly payer: Payer;
  readonly enrollments: PlainEnrollment[];
  /** The bank said that its card or account may not be charged any more. */
  isMethodInvalid: boolean;
}

/** What an enrollment was billed for a month, by charges and less by credits. */
export interface Billed {
  readonly lines: PlainLine[];
  creditedMinor: number;
}

/** The school, and beside it what plain books say of it. */
export class Year {
  readonly books = new PlainBooks();
  readonly dice = new Dice();
  readonly families: readonly YearFamily[];
  readonly office: Office;
  readonly ids: SchoolIds;
  /** By enrollment and month. */
  readonly billed = new Map<string, Billed>();
  readonly monthsRun: IsoDate[] = [];
  /** What the books learn later, by the day. */
  readonly #ahead = new Map<IsoDate, (() => void)[]>();
  /** Drafts that a processor or bank refused, for the part of the deposit report that says so. */
  readonly declined: { readonly family: string; readonly on: IsoDate; readonly minor: number }[] = [];

  private constructor(office: Office, ids: SchoolIds, families: readonly ImportedFamily[]) {
    this.office = office;
    this.ids = ids;
    this.families = families.map((family): YearFamily => {
      const number = Number(family.name.replace(/\D/g, ""));
      const location = LOCATIONS[number % LOCATIONS.length]!;
      const facts = { number, location, payer: payerOf(number), enrollments: [], isMethodInvalid: false };
      return { ...family, ...facts };
    });
  }

  static async open(engine: "d1" | "libsql"): Promise<Year> {
    const office = await Office.open(engine, OPENED_ON);
    const ids = await openSchool(office);
    const year = new Year(office, ids, await importFamilies(office));
    year.books.today = OPENED_ON;
    await year.#enrollEverybody();
    return year;
  }

  async #enrollEverybody(): Promise<void> {
    const wanted = new Map<
      PlainClass,
      { family: YearFamily; student: ImportedFamily["students"][number] }[]
    >();
    for (const family of this.families) {
      for (const student of family.students) {
        const classes = this.dice.below(4) === 0 ? 2 : 1;
        for (const taught of this.somewhereElse(family, student.id, [], classes)) {
          const list = wanted.get(taught) ?? [];
          wanted.set(taught, list);
          list.push({ family, student });
        }
      }
    }
    for (const [taught, list] of wanted) {
      const answer = await this.office.post<{
        students: { studentId: string; outcome: string; id: string }[];
      }>("/enrollments/group", {
        classId: this.ids.classes.get(taught.name),
        startsOn: OPENED_ON,
        studentIds: list.map(({ student }) => student.id),
      });
      for (const [i, { outcome, id, studentId }] of answer.students.entries()) {
        const { family, student } = list[i]!;
        if (outcome !== "enrolled" || studentId !== student.id)
          throw new Error(JSON.stringify(answer.students[i]));
        this.noteEnrollment(family, student, { id, taught, startsOn: OPENED_ON });
      }
    }
  }

  /** Classes of the family's location that the student is not in. */
  somewhereElse(family: YearFamily, studentId: string, but: readonly PlainClass[], count = 1): PlainClass[] {
    const own = family.enrollments.filter((one) => one.studentId === studentId).map(({ taught }) => taught);
    const free = CLASSES.filter(
      (taught) => taught.location === family.location && !own.includes(taught) && !but.includes(taught),
    );
    return Array.from({ length: count }, () => free.splice(this.dice.below(free.length), 1)[0]!);
  }

  noteEnrollment(
    family: YearFamily,
    student: { readonly id: string; readonly name: string },
    facts: Pick<PlainEnrollment, "id" | "taught" | "startsOn">,
  ): PlainEnrollment {
    const { id: studentId, name: studentName } = student;
    const createdAtMs = this.office.house.clock.nowMs;
    const made = { studentId, studentName, ...facts, endsOn: null, createdAtMs };
    family.enrollments.push(made);
    return made;
  }

  /** Both the school and the books go to noon of a day. */
  async goTo(day: IsoDate): Promise<void> {
    for (; this.books.today < day; this.books.today = addDays(this.books.today, 1)) {
      for (const learn of this.#ahead.get(this.books.today) ?? []) learn();
    }
    await this.office.goTo(day);
  }

  /** The books learn something at the end of a day that is so many days ahead. */
  later(days: number, learn: () => void): void {
    const on = addDays(this.books.today, days);
    this.#ahead.set(on, [...(this.#ahead.get(on) ?? []), learn]);
  }

  billedFor(enrollmentId: string, month: IsoDate): Billed {
    const key = `${enrollmentId} ${month}`;
    const found = this.billed.get(key) ?? { lines: [], creditedMinor: 0 };
    this.billed.set(key, found);
    return found;
  }

  /** Charges tuition in the books: one charge, its lines in order. */
  billTuition(
    family: YearFamily,
    dates: Pick<PlainLine, "chargeOn" | "dueOn">,
    lines: readonly (NewLine & { readonly enrollment: PlainEnrollment; readonly month: IsoDate })[],
  ): void {
    const made = this.books.charge(family.name, dates, lines);
    for (const [i, { enrollment, month }] of lines.entries())
      this.billedFor(enrollment.id, month).lines.push(made[i]!);
  }

  prices(family: YearFamily, month: IsoDate) {
    return pricesOf(TARIFF, family.enrollments, month);
  }

  /** Months that were billed, this one and later. */
  openMonths(): IsoDate[] {
    return this.monthsRun.filter((month) => month >= firstDayOfMonth(this.books.today));
  }

  familyOf(enrollmentId: string): YearFamily {
    return this.families.find(({ enrollments }) => enrollments.some(({ id }) => id === enrollmentId))!;
  }
}
