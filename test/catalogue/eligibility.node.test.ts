import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Statement } from "../../control-plane/query.ts";
import { addDays } from "../../tenant-schema/dates.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { CatalogueCache } from "../../worker/domains/catalogue/catalogue-cache.ts";
import { findClasses } from "../../worker/domains/catalogue/find-classes.ts";
import { getChoices } from "../../worker/domains/catalogue/get-choices.ts";
import { finderFilter } from "../../worker/domains/catalogue/schemas.ts";
import { previewEnrollment } from "../../worker/domains/enrollments/preview-enrollment.ts";
import { previewInput } from "../../worker/domains/enrollments/schemas.ts";
import type { GuardianActor } from "../../worker/kernel/context.ts";
import { nodeSchool } from "../enrollments/histories/node-school.ts";
import { addClass, insert, NOW_MS, openSchool, TODAY } from "../enrollments/school.ts";

const SEED = process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) };
const CHILDREN = 8;
const stamps = { created_at: 0, updated_at: 0 };

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const ageOf = (least: number, most: number) =>
  fc.record({
    years: maybe(fc.integer({ min: least, max: most })),
    months: maybe(fc.integer({ min: 0, max: 11 })),
    days: maybe(fc.integer({ min: 0, max: 31 })),
  });
const cls = fc.record({
  gender: seldom(fc.constantFrom("female", "male")),
  grade: seldom(fc.constantFrom("2", "K", "3rd")),
  min: ageOf(0, 5),
  max: ageOf(7, 13),
  startsIn: fc.constantFrom(-400, -3, 0, 1, 12, 40, 90),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 3 }),
  session: maybe(fc.constantFrom(-20, 5, 50)),
});
const child = fc.record({
  born: maybe(fc.integer({ min: -14 * 365, max: -30 })),
  gender: maybe(fc.constantFrom("female", "male")),
  grade: maybe(fc.constantFrom("k", "2", " 3RD ")),
});
const enrollment = fc.record({
  child: fc.nat({ max: CHILDREN - 1 }),
  kind: fc.constantFrom("active", "trial", "wait", "single_day"),
  from: fc.integer({ min: -60, max: 20 }),
  days: maybe(fc.integer({ min: 0, max: 80 })),
});
const world = fc.record({
  classes: fc.array(cls, { minLength: 8, maxLength: 8 }),
  children: fc.array(child, { minLength: CHILDREN, maxLength: CHILDREN }),
  enrollments: fc.array(fc.tuple(fc.nat({ max: 7 }), enrollment), { maxLength: 16 }),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** A guardian whose session lives, by the rows that make one. */
function guardianOf() {
  const [familyId, loginId, tokenHash] = [newId("family"), newId("login"), newId("session")];
  const actor: GuardianActor = {
    ...{ kind: "guardian", id: loginId, name: "Gale", email: "gale@x.example", sessionId: tokenHash },
    ...{ tokenHash, familyId, role: "owner", lent: [], policiesDue: false },
  };
  const ends = { idle_expires_at: NOW_MS + 1_000, expires_at: NOW_MS + 1_000 };
  const rows: Statement[] = [
    insert("families", { id: familyId, name: "Test", sort_name: "test", ...stamps }),
    insert("logins", { id: loginId, email: "gale@x.example", email_folded: "gale@x.example", ...stamps }),
    insert("family_logins", {
      ...{ id: newId("familyLogin"), login_id: loginId, family_id: familyId, role: "owner", ...stamps },
    }),
    insert("sessions", {
      ...{ token_hash: tokenHash, id: tokenHash, login_id: loginId, family_id: familyId },
      ...{ created_at: 0, last_seen_at: 0, ...ends },
    }),
  ];
  return { actor, rows };
}

/** The school of a world, with a guardian of all its children. */
async function build({ classes, children, enrollments }: World) {
  const node = nodeSchool();
  const { database } = node;
  const { account } = node.context(NOW_MS);
  const school = await openSchool(database);
  const { actor, rows } = guardianOf();
  const { familyId } = actor;
  const studentIds = children.map(({ born, gender, grade }) => {
    const id = newId("student");
    rows.push(
      insert("students", {
        ...{ id, family_id: familyId, first_name: "Kid", last_name: "Test", sort_name: "kid", ...stamps },
        ...{ birth_date: born === null ? null : addDays(TODAY, born), gender, school_grade: grade },
      }),
    );
    return id;
  });
  const classIds: string[] = [];
  for (const { gender, grade, min, max, startsIn, weekdays, session } of classes) {
    const ages = {
      ...{ min_age_years: min.years, min_age_months: min.months, min_age_days: min.months && min.days },
      ...{ max_age_years: max.years, max_age_months: max.months, max_age_days: max.months && max.days },
    };
    const columns = { ...ages, gender, school_grade: grade, starts_on: addDays(TODAY, startsIn) };
    const { id } = await addClass(school, { weekdays, columns });
    classIds.push(id);
    if (session === null) continue;
    const sessionId = newId("classSession");
    const [starts_on, ends_on] = [addDays(TODAY, session), addDays(TODAY, session + 120)];
    rows.push(
      insert("class_sessions", {
        id: sessionId,
        name: sessionId,
        kind: "rolling",
        starts_on,
        ends_on,
        ...stamps,
      }),
      insert("session_links", { id: newId("sessionLink"), session_id: sessionId, class_id: id, ...stamps }),
    );
  }
  enrollments.forEach(([which, one], rank) => {
    const starts_on = addDays(TODAY, one.from);
    const isDay = one.kind === "trial" || one.kind === "single_day";
    const ends_on = isDay ? starts_on : one.days === null ? null : addDays(starts_on, one.days);
    const waits = one.kind === "wait";
    rows.push(
      insert("enrollments", {
        ...{ id: newId("enrollment"), student_id: studentIds[one.child]!, class_id: classIds[which]! },
        ...{ kind: one.kind, starts_on, ends_on: waits ? null : ends_on },
        ...{ wait_rank: waits ? rank : null, wait_state: waits ? "queued" : null },
        ...stamps,
      }),
    );
  });
  await database.commit({ statements: rows });
  return {
    system: node.context(NOW_MS),
    ctx: { ...node.context(NOW_MS), account, actor },
    studentIds,
    classIds,
  };
}

describe("whom the catalogue lets into a class", () => {
  it("is whom the office's preview lets in, for the same reasons", { timeout: 120_000 }, async () => {
    let [compared, fitting] = [0, 0];
    const agrees = async (made: World) => {
      const { system, ctx, studentIds, classIds } = await build(made);
      const cache = new CatalogueCache();
      const found = await findClasses(ctx, cache, finderFilter.parse({ students: studentIds.join(",") }));
      for (const classId of classIds) {
        const choices = await getChoices(ctx, cache, classId);
        const startsOn = choices.starts[0]?.onDate;
        if (startsOn === undefined) continue;
        const input = previewInput.parse({ classId, studentIds, startsOn });
        const office = await previewEnrollment(system, input);
        const codes = office.students.map(({ id, obstacles }) => [
          id,
          obstacles.map(({ code }) => code).sort(),
        ]);
        const ours = choices.children.map(({ id, whyNot }) => [id, whyNot.map(({ code }) => code).sort()]);
        expect(new Map(ours as [string, string[]][])).toEqual(new Map(codes as [string, string[]][]));
        const free = office.students.filter(({ obstacles }) => obstacles.length === 0).map(({ id }) => id);
        const fits = found.classes.find(({ id }) => id === classId)?.fits ?? [];
        expect([...fits].sort()).toEqual(free.sort());
        compared += studentIds.length;
        fitting += free.length;
      }
    };
    await fc.assert(fc.asyncProperty(world, agrees), { numRuns: 6, ...SEED });
    expect(compared).toBeGreaterThan(200);
    expect(fitting).toBeGreaterThan(10);
  });
});
