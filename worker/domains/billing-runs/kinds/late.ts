import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../../control-plane/query.ts";
import { addDays } from "../../../../tenant-schema/dates.ts";
import { addCharges } from "../../ledger/add-charges.ts";
import { familiesOf, pageThrough, someFamilies } from "../family-pages.ts";
import type { PlannedRow, RunKind } from "../run-kind.ts";
import type { LateInput } from "../schemas.ts";

interface Overdue {
  readonly familyId: string;
  readonly locationId: string;
  readonly owedMinor: number;
  readonly charges: number;
  readonly students: number;
  readonly isCharged: number;
}
interface LatePayload {
  readonly locationId: string;
}

/** Charges families whose bills are overdue: once for each, or for each active student or overdue charge. */
export const lateRun: RunKind<LateInput> = {
  name: "late",
  async prepare(ctx, { input }, page) {
    const { families, overdue } = await ctx.database.read({
      families: familiesOf(page),
      overdue: overdueQuery(input, someFamilies(page)),
    });
    const rows = overdue.filter((one) => timesOf(input, one) > 0).map((one) => planned(input, one));
    return { rows, through: pageThrough(page, families) };
  },
  async perform(ctx, { id, input }, rows, change) {
    const families = sql`select value as id from json_each(${JSON.stringify(rows.map((row) => row.familyId))})`;
    const { overdue } = await ctx.database.read({ overdue: overdueQuery(input, families) });
    const byFamily = new Map(overdue.map((one) => [one.familyId, one]));
    const problems = new Map(rows.map((row) => [row.position, whyNot(byFamily.get(row.familyId))]));
    const wanted = rows.filter((row) => problems.get(row.position) === null);
    const added = addCharges(
      ctx,
      change,
      wanted.map((row) => ({
        familyId: row.familyId,
        locationId: (row.payload as LatePayload).locationId,
        title: input.title,
        chargeOn: input.chargeOn,
        dueOn: input.dueOn,
        source: "late",
        runId: id,
        lines: [
          {
            kind: "late",
            description: row.label,
            programId: input.programId,
            categoryId: input.categoryId,
            baseMinor: row.amountMinor,
            billingKey: keyOf(input, row.familyId),
          },
        ],
      })),
    );
    const recordIds = new Map(wanted.map((row, i) => [row.position, added[i]!.id]));
    return rows.map(({ position, amountMinor }) => {
      const problem = problems.get(position) ?? null;
      const recordId = recordIds.get(position) ?? null;
      return { position, state: problem === null ? "done" : "skipped", recordId, problem, amountMinor };
    });
  },
};

/** Another run charged the family since the preview, or it paid: whoever waits for a run may hurry. */
function whyNot(now: Overdue | undefined): string | null {
  if (now === undefined) return "It was paid meanwhile.";
  return now.isCharged === 1 ? "This was charged already." : null;
}

/** One late charge a family and day, whoever asks for it again. */
function keyOf({ chargeOn }: LateInput, familyId: string): string {
  return `late:${familyId}:${chargeOn}`;
}

function timesOf({ per }: LateInput, { charges, students }: Overdue): number {
  switch (per) {
    case "family":
      return 1;
    case "active_student":
      return students;
    case "overdue_charge":
      return charges;
  }
}

function planned(input: LateInput, one: Overdue): PlannedRow {
  const times = timesOf(input, one);
  const isCharged = one.isCharged === 1;
  return {
    familyId: one.familyId,
    studentId: null,
    enrollmentId: null,
    difference: isCharged ? "billed" : "new",
    label: times === 1 ? input.title : `${input.title}, ${times} times`,
    amountMinor: input.amountMinor * times,
    wasMinor: null,
    isTicked: !isCharged,
    payload: { locationId: one.locationId } satisfies LatePayload,
  };
}

/** Families that owe at least so much of what was due before the first day that is forgiven. */
function overdueQuery(input: LateInput, families: SQL): Query<Overdue> {
  const dueBefore = addDays(input.chargeOn, 1 - input.overdueDays);
  return select(
    {
      familyId: sql<string>`f.id`,
      // Where most of what is overdue was charged; of two alike the older one.
      locationId: sql<string>`(select c.location_id from line_balances b join charges c on c.id = b.charge_id
        where b.family_id = f.id and b.open_minor > 0 and b.due_on < ${dueBefore}
        group by c.location_id order by sum(b.open_minor) desc, min(b.due_on) limit 1)`,
      owedMinor: sql<number>`sum(b.open_minor)`,
      charges: sql<number>`count(distinct b.charge_id)`,
      students: sql<number>`(select count(distinct s.id) from students s join enrollments e on e.student_id = s.id
        where s.family_id = f.id and s.deleted_at is null and e.deleted_at is null and e.kind = 'active'
          and e.starts_on <= ${input.chargeOn} and coalesce(e.ends_on, '9999-12-31') >= ${input.chargeOn})`,
      isCharged: sql<number>`exists (select 1 from charge_lines k where k.billing_key = 'late:' || f.id || ':' || ${input.chargeOn}
        and k.voided_on is null and k.deleted_at is null)`,
    },
    sql`from (${families}) f cross join line_balances b indexed by line_balances_open
        on b.family_id = f.id and b.open_minor > 0 and b.due_on < ${dueBefore}
      cross join charge_lines l on l.id = b.line_id and ${ofCategory(input)}
      cross join charges c on c.id = b.charge_id and ${atLocations(input)}
      group by f.id having sum(b.open_minor) >= ${input.leastOwedMinor} order by f.id`,
  );
}

function ofCategory({ overdueCategoryId }: LateInput): SQL {
  return overdueCategoryId === null ? sql`true` : sql`l.category_id = ${overdueCategoryId}`;
}

function atLocations({ locationIds }: LateInput): SQL {
  if (locationIds.length === 0) return sql`true`;
  return sql`c.location_id in (select value from json_each(${JSON.stringify(locationIds)}))`;
}
