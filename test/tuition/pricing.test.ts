import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createClass } from "../../worker/domains/classes/create-class.ts";
import { duplicateClass } from "../../worker/domains/classes/duplicate-class.ts";
import { getClass } from "../../worker/domains/classes/get-class.ts";
import { quickEditClasses } from "../../worker/domains/classes/quick-edit.ts";
import {
  classFields,
  createClassInput,
  duplicateClassInput,
  quickEditInput,
  updateClassInput,
} from "../../worker/domains/classes/schemas.ts";
import { updateClass } from "../../worker/domains/classes/update-class.ts";
import { discountInput } from "../../worker/domains/discounts/schemas.ts";
import { enroll } from "../../worker/domains/enrollments/enroll.ts";
import { enrollInput } from "../../worker/domains/enrollments/schemas.ts";
import { priceFamily } from "../../worker/domains/pricing/price-family.ts";
import type { PriceRules } from "../../worker/domains/pricing/rules.ts";
import { updateStudent } from "../../worker/domains/students/update-student.ts";
import { billingChoices } from "../../worker/domains/tuition/billing-choices.ts";
import { createSetup } from "../../worker/domains/tuition/create-setup.ts";
import { discountExample } from "../../worker/domains/tuition/discount-example.ts";
import { readFamilyFacts } from "../../worker/domains/tuition/facts.ts";
import { previewPrice } from "../../worker/domains/tuition/price-preview.ts";
import { promoInput, rateInput, scheduleInput } from "../../worker/domains/tuition/schemas.ts";
import { setEnrollmentBilling } from "../../worker/domains/tuition/set-enrollment-billing.ts";
import { keepTariff, readTariff } from "../../worker/domains/tuition/tariff.ts";
import { updateSetup } from "../../worker/domains/tuition/update-setup.ts";
import { addStudents, insert, openSchool } from "../enrollments/school.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { again, signedIn } from "../staff/people.ts";

const MONDAY = { weekday: 1, startMinute: 960, durationMinutes: 60 };
const NOTHING = {
  classTuitionId: null,
  overrideMinor: null,
  overrideExpiresOn: null,
  overrideReason: null,
  promoCode: null,
};

describe.each(ENGINES)("what is charged for a class on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const desk = await signedIn(tenant, { classes: "full", enrollments: "full", students: "full" });
  const ctx = await signedIn(tenant, {
    classes: "full",
    enrollments: "full",
    students: "full",
    billing_setup: "full",
  });
  const { locationId } = await openSchool(tenant.database);
  const school = { database: tenant.database, locationId };
  const rate = (name: string, amountMinor: number) =>
    createSetup(ctx, "tuitionRates", rateInput.parse({ name, basis: "flat", amountMinor }));
  const monthly = await createSetup(
    ctx,
    "billingSchedules",
    scheduleInput.parse({ name: "Monthly", cycle: "calendar_month" }),
  );
  const weeks = await createSetup(
    ctx,
    "billingSchedules",
    scheduleInput.parse({ name: "Four weeks", cycle: "four_weeks" }),
  );
  const usual = await rate("Usual", 8000);
  const dear = await rate("Dear", 12_000);
  const pair = { billingScheduleId: monthly.id, tuitionRateId: usual.id };
  const other = { billingScheduleId: weeks.id, tuitionRateId: dear.id };
  const made = (name: string, tuitions: readonly object[] = [pair, other]) =>
    createClass(
      ctx,
      createClassInput.parse({
        name,
        locationId,
        capacity: 9,
        startsOn: "2026-01-01",
        slots: [MONDAY],
        tuitions,
      }),
    );
  const asked = (ids: string[]) => ({
    from: "2026-11-01",
    to: "2026-11-30",
    chargeOn: "2026-11-01",
    families: { ids },
  });
  const enrolled = async (classId: string, startsOn = "2026-11-21", billing?: object) => {
    const [studentId] = await addStudents(school, 1);
    const input = enrollInput.parse({ classId, studentId, startsOn, billing });
    const answer = await enroll(ctx, input);
    if (answer.outcome !== "enrolled") throw new Error(JSON.stringify(answer));
    const { found } = await tenant.database.read({
      found: select({ id: sql<string>`family_id` }, sql`from students where id = ${studentId!}`),
    });
    return { id: answer.id, studentId: studentId!, familyId: found[0]!.id };
  };

  it("keeps the pairs of a class in order, through edit, duplicate and quick edit", async () => {
    const { id } = await made("Paired");
    expect((await getClass(ctx, id)).tuitions).toEqual([pair, other]);
    await updateClass(ctx, id, updateClassInput.parse({ version: 1, tuitions: [other], ownTaxBp: 500 }));
    expect(await getClass(ctx, id)).toMatchObject({ tuitions: [other], class: { ownTaxBp: 500 } });
    const copy = await duplicateClass(
      ctx,
      id,
      duplicateClassInput.parse({ name: "Copy", startsOn: "2027-01-01" }),
    );
    expect(await getClass(ctx, copy.id)).toMatchObject({ tuitions: [other], class: { ownTaxBp: 500 } });
    const edit = quickEditInput.parse({
      classes: [{ id }, { id: copy.id }],
      edit: { tuition: pair, allowsProration: false },
    });
    expect((await quickEditClasses(ctx, edit)).changed).toBe(2);
    expect(await getClass(ctx, copy.id)).toMatchObject({
      tuitions: [pair, other],
      class: { allowsProration: false },
    });
    expect(Object.keys(classFields.shape)).toContain("isTaxExempt");
  });

  it("takes the right to decide prices, and leaves everybody else their class", async () => {
    const { id } = await made("Guarded");
    const by = await again(desk);
    const { class: before } = await getClass(by, id);
    const touch = updateClassInput.parse({
      version: before.version,
      name: "Renamed",
      tuitions: [pair, other],
      isTaxExempt: false,
    });
    await updateClass(by, id, touch);
    const price = updateClass(by, id, updateClassInput.parse({ version: 2, tuitions: [other] }));
    await expect(price).rejects.toMatchObject({ status: 403 });
    const exempt = updateClass(by, id, updateClassInput.parse({ version: 2, isTaxExempt: true }));
    await expect(exempt).rejects.toMatchObject({ status: 403 });
    const bulk = quickEditInput.parse({ classes: [{ id }], edit: { isTaxExempt: true } });
    await expect(quickEditClasses(by, bulk)).rejects.toMatchObject({ status: 403 });
    const { studentId } = await enrolled(id);
    const special = updateStudent(by, studentId, { version: 1, specialDiscount: "employee" });
    await expect(special).rejects.toMatchObject({ status: 403 });
    await expect(
      updateStudent(await again(ctx), studentId, { version: 1, specialDiscount: "employee" }),
    ).resolves.toBeDefined();
  });

  it("does not take away a tuition that somebody is billed by, also in a race", async () => {
    const attempt = async (name: string, without?: RegExp) => {
      const { id } = await made(name);
      const { pairs } = await billingChoices(ctx, { classId: id });
      const billing = { ...NOTHING, classTuitionId: pairs[1]!.id };
      const database = racing(ctx.database, () => enrolled(id, "2026-11-21", billing), without);
      const input = updateClassInput.parse({ version: 1, tuitions: [pair] });
      return updateClass({ ...ctx, database }, id, input);
    };
    await expect(attempt("Raced")).rejects.toMatchObject({ code: "changed_meanwhile" });
    await expect(attempt("Unguarded", /class_tuition_id in \(select/)).resolves.toBeDefined();
    const { id } = await made("Chosen");
    const { pairs } = await billingChoices(ctx, { classId: id });
    await enrolled(id, "2026-11-21", { ...NOTHING, classTuitionId: pairs[1]!.id });
    const gone = updateClass(ctx, id, updateClassInput.parse({ version: 1, tuitions: [pair] }));
    await expect(gone).rejects.toMatchObject({ code: "tuition_chosen", data: { students: 1 } });
  });

  it("counts a promo code to its caps, also in a race", async () => {
    const code = (text: string, more: object) =>
      createSetup(
        ctx,
        "promoCodes",
        promoInput.parse({ name: text, code: text, kind: "percent", percentBp: 1000, ...more }),
      );
    await code("ONCE", { mostUses: 1 });
    const { id } = await made("Coded");
    const first = await enrolled(id);
    const second = await enrolled(id);
    const use = (enrollmentId: string, promoCode: string, by = ctx) =>
      setEnrollmentBilling(by, enrollmentId, { version: 1, billing: { ...NOTHING, promoCode } });
    const race = racing(ctx.database, () => use(first.id, "once"));
    const late = use(second.id, "ONCE", { ...ctx, database: race });
    await expect(late).rejects.toMatchObject({ code: "promo_used_up" });
    await code("UNGUARDED", { mostUses: 1 });
    const [third, fourth] = [await enrolled(id), await enrolled(id)];
    const open = racing(ctx.database, () => use(third.id, "UNGUARDED"), /promo_left/);
    await expect(use(fourth.id, "UNGUARDED", { ...ctx, database: open })).resolves.toBeDefined();
    await code("LATER", { startsOn: "2026-12-01" });
    await code("EARLIER", { expiresOn: "2026-11-01" });
    await code("TRIAL", { kind: "force_trial", percentBp: null });
    for (const bad of ["NONE", "LATER", "EARLIER", "TRIAL"]) {
      await expect(use(second.id, bad)).rejects.toMatchObject({ fields: [{ path: "billing.promoCode" }] });
    }
    await code("WEEKS", { kind: "switch_schedule", percentBp: null, billingScheduleId: weeks.id });
    await use(second.id, "weeks");
    const { chosen, pairs } = await billingChoices(ctx, { classId: id, enrollmentId: second.id });
    expect(chosen).toMatchObject({ promoCode: "WEEKS", classTuitionId: pairs[1]!.id });
  });

  it("agrees on a price only with the right to, and prices a month from real enrollments", async () => {
    const { id } = await made("Priced");
    const { familyId, id: enrollmentId } = await enrolled(id, "2026-11-21");
    const facts = await readFamilyFacts(ctx, asked([familyId]));
    expect(facts[0]!.enrollments[0]).toMatchObject({
      rateId: usual.id,
      scheduleId: monthly.id,
      slots: [{ minutes: 60, perWeek: 1, meetings: 5, monthMeetings: 5, enrolled: 2, blackedOut: 0 }],
    });
    const preview = () => previewPrice(ctx, { familyId, month: "2026-11" });
    expect((await preview()).totals.totalMinor).toBe(3200);
    await tenant.database.commit({
      statements: [
        insert("closures", {
          id: newId("closure"),
          ...{
            name: "Holiday",
            starts_on: "2026-11-30",
            ends_on: "2026-11-30",
            effect: "both",
            class_id: id,
          },
          ...{ created_at: 0, updated_at: 0 },
        }),
      ],
    });
    expect((await preview()).totals.totalMinor).toBe(1600);
    const agreed = {
      ...NOTHING,
      overrideMinor: 5000,
      overrideExpiresOn: "2026-11-30",
      overrideReason: "Scholarship",
    };
    const by = await again(desk);
    const forbidden = setEnrollmentBilling(by, enrollmentId, { version: 1, billing: agreed });
    await expect(forbidden).rejects.toMatchObject({ status: 403 });
    await setEnrollmentBilling(ctx, enrollmentId, { version: 1, billing: agreed });
    expect((await preview()).lines[0]!.explanation.join(" ")).toContain("Scholarship");
    const desked = { ...agreed, promoCode: null, overrideReason: "Scholarship" };
    await setEnrollmentBilling(by, enrollmentId, { version: 2, billing: desked });
    const december = await previewPrice(ctx, { familyId, month: "2026-12" });
    expect(december.totals.totalMinor).toBe(8000);
    await expect(previewPrice(ctx, { familyId: newId("family"), month: "2026-12" })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("keeps the tariff a price was made by, once, and comes to the same cents for ever", async () => {
    const { id } = await made("Kept");
    const { familyId } = await enrolled(id, "2026-11-01");
    const tariff = await readTariff(ctx, "2026-11-01");
    const [facts] = await readFamilyFacts(ctx, asked([familyId]));
    const before = priceFamily(tariff.rules, facts!);
    const keep = () => tenant.database.commit({ statements: [statement(keepTariff(tariff, ctx.nowMs))] });
    await keep();
    await keep();
    expect((await readTariff(ctx, "2026-11-01")).id).toBe(tariff.id);
    await updateSetup(ctx, "tuitionRates", usual.id, {
      ...rateInput.parse({ name: "Usual", basis: "flat", amountMinor: 9900 }),
      version: 1,
    });
    const now = await readTariff(ctx, "2026-11-01");
    expect(now.id).not.toBe(tariff.id);
    expect(priceFamily(now.rules, facts!).totals.totalMinor).toBe(9900);
    const { kept } = await tenant.database.read({
      kept: select({ rules: sql<string>`rules` }, sql`from price_rules where id = ${tariff.id}`),
    });
    expect(kept).toHaveLength(1);
    expect(priceFamily(JSON.parse(kept[0]!.rules) as PriceRules, facts!)).toEqual(before);
  });

  it("shows what a discount schedule makes of two children in three classes", () => {
    const percent = (value: number) => ({ kind: "percent", value });
    const schedule = discountInput.parse({
      name: "Family",
      ...{ classAxis: "one_at_a_time", unit: "classes", studentAxis: "one_at_a_time" },
      rows: [[null], [percent(1000)], [percent(2000)]],
    });
    const example = discountExample(ctx, schedule);
    expect(example.lines.map((line) => line.netMinor).sort((a, b) => b - a)).toEqual([10_000, 7200, 4800]);
    expect(example.totals.netMinor).toBe(22_000);
  });
});
