import { type SQL, sql } from "drizzle-orm";
import { type Query, select } from "../../../../control-plane/query.ts";
import { addPayment } from "../../ledger/add-payment.ts";
import { type FamilyPage, familiesOf, pageThrough, someFamilies } from "../family-pages.ts";
import type { PlannedRow, RunKind } from "../run-kind.ts";
import type { CreditsInput } from "../schemas.ts";

interface Enrolled {
  readonly familyId: string;
  readonly studentId: string;
  readonly studentName: string;
  readonly enrollmentId: string;
  readonly className: string;
}

/** Gives the same credit once to each family, student or enrollment of some programs. */
export const creditsRun: RunKind<CreditsInput> = {
  name: "credits",
  async prepare(ctx, { input }, page) {
    const { families, enrolled } = await ctx.database.read({
      families: familiesOf(page),
      enrolled: enrolledQuery(input, page),
    });
    return { rows: planned(input, enrolled), through: pageThrough(page, families) };
  },
  async perform(ctx, { id, input }, rows, change) {
    return rows.map((row) => {
      const { id: recordId } = addPayment(ctx, change, {
        familyId: row.familyId,
        locationId: input.locationId,
        kind: "credit",
        method: input.method,
        title: input.title,
        amountMinor: row.amountMinor,
        receivedOn: input.givenOn,
        settledOn: input.givenOn,
        status: "settled",
        runId: id,
        // Once in a run, whatever is carried out again.
        billingKey: `credit:${id}:${row.position}`,
      });
      const { position, amountMinor } = row;
      return { position, state: "done", recordId, problem: null, amountMinor };
    });
  },
};

function planned(input: CreditsInput, enrolled: readonly Enrolled[]): PlannedRow[] {
  const rows = new Map<string, PlannedRow>();
  for (const one of enrolled) {
    const [key, label] = namedBy(input, one);
    if (rows.has(key)) continue;
    rows.set(key, {
      familyId: one.familyId,
      studentId: input.per === "family" ? null : one.studentId,
      enrollmentId: input.per === "enrollment" ? one.enrollmentId : null,
      difference: "new",
      label,
      amountMinor: input.amountMinor,
      wasMinor: null,
      isTicked: true,
      payload: null,
    });
  }
  return [...rows.values()];
}

function namedBy({ per, title }: CreditsInput, one: Enrolled): readonly [key: string, label: string] {
  switch (per) {
    case "family":
      return [one.familyId, title];
    case "student":
      return [one.studentId, `${title}: ${one.studentName}`];
    case "enrollment":
      return [one.enrollmentId, `${title}: ${one.studentName}, ${one.className}`];
  }
}

function enrolledQuery(input: CreditsInput, page: FamilyPage): Query<Enrolled> {
  return select(
    {
      familyId: sql<string>`s.family_id`,
      studentId: sql<string>`s.id`,
      studentName: sql<string>`s.first_name || ' ' || s.last_name`,
      enrollmentId: sql<string>`e.id`,
      className: sql<string>`c.name`,
    },
    sql`from (${someFamilies(page)}) f cross join students s on s.family_id = f.id and s.deleted_at is null
      cross join enrollments e on e.student_id = s.id and e.deleted_at is null and e.kind = 'active'
        and e.starts_on <= ${input.givenOn} and coalesce(e.ends_on, '9999-12-31') >= ${input.givenOn}
      cross join classes c on c.id = e.class_id and c.location_id = ${input.locationId} and ${inPrograms(input)}
      where ${hasAutopay(input)} order by f.id, s.id, e.id`,
  );
}

function inPrograms({ programIds }: CreditsInput): SQL {
  if (programIds.length === 0) return sql`true`;
  return sql`c.program_id in (select value from json_each(${JSON.stringify(programIds)}))`;
}

function hasAutopay({ autopay }: CreditsInput): SQL {
  if (autopay === "any") return sql`true`;
  const on = sql`exists (select 1 from payment_methods m where m.family_id = f.id and m.is_primary = 1
    and m.autopay_at is not null and m.deleted_at is null)`;
  return autopay === "on" ? on : sql`not ${on}`;
}
