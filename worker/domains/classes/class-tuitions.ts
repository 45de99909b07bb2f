import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { classTuitions } from "../../../tenant-schema/tuition.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import type { Reference } from "./class-references.ts";
import type { TuitionPair } from "./schemas.ts";

type Pair = Row<"classTuitions">;

/** How classes are billed, each in its own order: the first is the default. */
export function tuitionsOf(classIds: readonly string[]): Query<Pair> {
  return select(
    allColumns(classTuitions),
    sql`from json_each(${JSON.stringify(classIds)}) j cross join ${classTuitions} on ${classTuitions.classId} = j.value
      where ${classTuitions.deletedAt} is null order by ${classTuitions.classId}, ${classTuitions.position}, ${classTuitions.id}`,
  ) as unknown as Query<Pair>;
}

export function tuitionReferences(pairs: readonly TuitionPair[] = [], path = "tuitions"): Reference[] {
  return pairs.flatMap(({ billingScheduleId, tuitionRateId }, i): Reference[] => [
    { path: `${path}.${i}.billingScheduleId`, table: "billingSchedule", id: billingScheduleId },
    { path: `${path}.${i}.tuitionRateId`, table: "tuitionRate", id: tuitionRateId },
  ]);
}

export function pairOf({ billingScheduleId, tuitionRateId }: TuitionPair): TuitionPair {
  return { billingScheduleId, tuitionRateId };
}

const MONEY_FIELDS = ["allowsProration", "isTaxExempt", "ownTaxBp"] as const;
type MoneyFields = Pick<Row<"classes">, (typeof MONEY_FIELDS)[number]>;
const UNDECIDED: MoneyFields = { allowsProration: true, isTaxExempt: false, ownTaxBp: null };

/** Whoever decides what a class costs needs the right to; who leaves it as it is does not. @throws Forbidden */
export function requirePriceRight(
  ctx: Context,
  wanted: { readonly [K in keyof MoneyFields]?: MoneyFields[K] | undefined } & {
    readonly tuitions?: readonly TuitionPair[] | undefined;
  },
  present: MoneyFields = UNDECIDED,
  pairs: readonly TuitionPair[] = [],
): void {
  const isSame =
    MONEY_FIELDS.every((key) => wanted[key] === undefined || wanted[key] === present[key]) &&
    (wanted.tuitions === undefined || wanted.tuitions.map(keyOf).join() === pairs.map(keyOf).join());
  if (!isSame) requireRight(ctx, "billing_setup", "full");
}

const keyOf = (pair: TuitionPair) => `${pair.billingScheduleId} ${pair.tuitionRateId}`;

/** Makes the pairs of a class exactly these, in this order; answers those that are taken away. */
export function setTuitions(
  ctx: Context,
  change: Change,
  classId: string,
  wanted: readonly TuitionPair[],
  present: readonly Pair[],
): Pair[] {
  const before = new Map(present.map((pair) => [keyOf(pair), pair]));
  const pairs = [...new Map(wanted.map((pair) => [keyOf(pair), pair])).values()];
  const kept = new Set(pairs.map(keyOf));
  const removed = present.filter((pair) => !kept.has(keyOf(pair)));
  for (const pair of removed) change.remove("classTuitions", pair);
  pairs.forEach((pair, position) => {
    const known = before.get(keyOf(pair));
    if (known) change.update("classTuitions", known, { position });
    else change.insert("classTuitions", { id: newId("classTuition", ctx.nowMs), classId, ...pair, position });
  });
  return removed;
}

/** How many who are still enrolled chose each pair of a class. */
export function chosenQuery(classId: string, on: IsoDate): Query<{ pairId: string; students: number }> {
  return select(
    { pairId: sql<string>`e.class_tuition_id`, students: sql<number>`count(*)` },
    sql`from enrollments e where e.class_id = ${classId} and coalesce(e.ends_on, '9999-12-31') >= ${on}
      and e.deleted_at is null and e.class_tuition_id is not null group by 1`,
  );
}

/** The condition that nobody who is still enrolled chose one of these. */
export function notChosen(removed: readonly Pair[], on: IsoDate): SQL {
  const ids = JSON.stringify(removed.map((pair) => pair.id));
  return sql`not exists (select 1 from enrollments e where e.class_id = ${removed[0]?.classId ?? ""}
    and coalesce(e.ends_on, '9999-12-31') >= ${on} and e.deleted_at is null
    and e.class_tuition_id in (select value from json_each(${ids})))`;
}

/** @throws Conflict `tuition_chosen` where somebody would be billed differently without being told */
export function refuseChosen(
  removed: readonly Pair[],
  chosen: readonly { readonly pairId: string; readonly students: number }[],
): void {
  const students = chosen
    .filter(({ pairId }) => removed.some((pair) => pair.id === pairId))
    .reduce((sum, one) => sum + one.students, 0);
  if (students === 0) return;
  throw new Conflict(
    "tuition_chosen",
    `${students === 1 ? "1 enrollment is" : `${students} enrollments are`} billed by a tuition you take away. Choose another one there first.`,
    { students },
  );
}
