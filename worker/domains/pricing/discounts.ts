import { named, offOf } from "./checks.ts";
import { type Considered, peersOf } from "./considered.ts";
import { compare, type Exact, less } from "./exact.ts";
import { PriceError } from "./price-error.ts";
import type { StepFacts } from "./priced.ts";
import type { DiscountScheduleRule, PriceRules } from "./rules.ts";
import type { WorkingPrice } from "./working-price.ts";

export interface Ranked {
  readonly one: Considered;
  readonly wholePrice: Exact;
}

/** The most expensive first; of equal ones the first to start, to be made, and then the one with the higher id. */
export function inRank(ranked: readonly Ranked[]): Considered[] {
  return ranked
    .toSorted((a, b) => {
      const [x, y] = [a.one.facts, b.one.facts];
      return (
        compare(b.wholePrice, a.wholePrice) ||
        byText(x.startsOn, y.startsOn) ||
        x.createdAtMs - y.createdAtMs ||
        byText(y.enrollmentId, x.enrollmentId)
      );
    })
    .map(({ one }) => one);
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Reduction {
  readonly off: Exact;
  readonly why: StepFacts;
}

/**
 * What the program's discount schedule takes off: the cell of the row and column that the class was assigned, or what is
 * off for members, employees and people in service, whichever is more. They do not add up.
 */
export function addDiscount(
  price: WorkingPrice,
  rules: PriceRules,
  ranked: readonly Considered[],
  one: Considered,
): void {
  const { programId } = one.facts;
  if (programId === null) return;
  const scheduleId = named(rules.programs, programId, `${one.field}.programId`).discountScheduleId;
  if (scheduleId === null || price.amount.n === 0n) return;
  if (one.override && !rules.settings.ranksOverridden) return;
  const schedule = named(rules.discountSchedules, scheduleId, `programs.${programId}.discountScheduleId`);
  const field = `discountSchedules.${scheduleId}`;
  const byRow = one.counts ? rowDiscount(price.amount, rules, ranked, one, schedule, field) : null;
  const special = specialDiscount(price.amount, one, schedule, field);
  const best = special && (!byRow || compare(special.off, byRow.off) > 0) ? special : byRow;
  if (best && best.off.n > 0n) price.become(less(price.amount, best.off), best.why);
}

function specialDiscount(
  amount: Exact,
  { facts }: Considered,
  schedule: DiscountScheduleRule,
  field: string,
): Reduction | null {
  const off = facts.special && schedule.special[facts.special];
  if (!facts.special || !off) return null;
  return {
    off: capped(offOf(off, amount, `${field}.special.${facts.special}`), amount),
    why: { rule: "special", schedule: schedule.name, special: facts.special, off },
  };
}

function rowDiscount(
  amount: Exact,
  rules: PriceRules,
  ranked: readonly Considered[],
  one: Considered,
  schedule: DiscountScheduleRule,
  field: string,
): Reduction | null {
  const { name, rows, unit, classAxis, studentAxis } = schedule;
  const peers = peersOf(rules, ranked, one);
  const count = countClasses(peers, one, schedule);
  const students = countStudents(peers, one, studentAxis);
  const row = Math.min(unit === "hours" ? Math.max(1, Math.ceil(count / 60)) : count, rows.length);
  const cells = rows[row - 1];
  if (!cells || cells.length === 0) throw new PriceError(`${field}.rows`, "must have a row and a column");
  const column = Math.min(students, cells.length);
  const off = cells[column - 1] ?? null;
  if (!off) return null;
  return {
    off: capped(offOf(off, amount, `${field}.rows.${row - 1}.${column - 1}`), amount),
    why: {
      rule: "discount_row",
      schedule: name,
      off,
      row,
      column,
      classAxis,
      unit,
      studentAxis,
      count,
      students,
    },
  };
}

/** Never more than there is, so that two reductions compare by what they really take off. */
function capped(off: Exact, amount: Exact): Exact {
  return compare(off, amount) > 0 ? amount : off;
}

/** Classes, or minutes a week, up to and with this one; on the axis `total` those of the whole family. */
function countClasses(peers: readonly Considered[], one: Considered, schedule: DiscountScheduleRule): number {
  const { classAxis, unit } = schedule;
  let count = 0;
  for (const peer of peers) {
    const isOwn = classAxis !== "one_at_a_time_per_student" || peer.facts.studentId === one.facts.studentId;
    if (isOwn) count += unit === "hours" ? peer.weekly.minutes : 1;
    if (peer === one && classAxis !== "total") break;
  }
  return count;
}

/** Students stand in the order of their most expensive class. */
function countStudents(
  peers: readonly Considered[],
  one: Considered,
  axis: DiscountScheduleRule["studentAxis"],
): number {
  const students = new Set<string>();
  for (const { facts } of peers) {
    students.add(facts.studentId);
    if (axis === "one_at_a_time" && facts.studentId === one.facts.studentId) break;
  }
  return students.size;
}
