import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { anniversaryFeeInput } from "../../worker/domains/anniversary-fees/schemas.ts";
import { getBillingRules } from "../../worker/domains/billing-rules/get-rules.ts";
import { billingRules } from "../../worker/domains/billing-rules/schemas.ts";
import { updateBillingRules } from "../../worker/domains/billing-rules/update-rules.ts";
import { createEntry } from "../../worker/domains/class-lists/create-entry.ts";
import { programInput } from "../../worker/domains/class-lists/schemas.ts";
import { discountInput } from "../../worker/domains/discounts/schemas.ts";
import { createLocation } from "../../worker/domains/settings/create-location.ts";
import { locationInput } from "../../worker/domains/settings/schemas.ts";
import { addMonthCategories } from "../../worker/domains/tuition/add-month-categories.ts";
import { createSetup } from "../../worker/domains/tuition/create-setup.ts";
import { deleteSetup } from "../../worker/domains/tuition/delete-setup.ts";
import {
  listCategories,
  listDiscounts,
  listPromos,
  listRates,
  listSchedules,
  listTaxes,
} from "../../worker/domains/tuition/list-setup.ts";
import { orderSetup } from "../../worker/domains/tuition/order-setup.ts";
import {
  categoryInput,
  promoInput,
  rateInput,
  scheduleInput,
  taxInput,
} from "../../worker/domains/tuition/schemas.ts";
import type { SetupEntity } from "../../worker/domains/tuition/setup-lists.ts";
import { updateSetup } from "../../worker/domains/tuition/update-setup.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { ENGINES } from "../harness/databases.ts";
import { racing } from "../harness/racing.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, write } from "../settings/week.ts";
import { again, auditOf, signedIn } from "../staff/people.ts";

const NOT_IN_USE = /insert into guard \(not_in_use\)/;
const schedule = (name: string) => scheduleInput.parse({ name, cycle: "calendar_month" });
const rate = (name: string) => rateInput.parse({ name, basis: "flat", amountMinor: 9500 });

describe.each(ENGINES)("the set-up of tuition on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const other = await openTestTenant({ engine });
  const viewer = await signedIn(tenant, { billing_setup: "view", settings: "full" });
  const ctx = await signedIn(tenant, { billing_setup: "full", settings: "full" });
  const neighbour = await signedIn(other);
  const place = locationInput.parse({ name: "Northside", timeZone: "America/Chicago" });
  const { id: locationId } = await createLocation(ctx, place);
  const { id: programId } = await createEntry(ctx, "programs", programInput.parse({ name: "Gym" }));

  const inputs = {
    chargeCategories: categoryInput.parse({ name: "Registration" }),
    billingSchedules: schedule("By month"),
    tuitionRates: rate("Standard"),
    discountSchedules: discountInput.parse({
      name: "Family",
      classAxis: "one_at_a_time",
      unit: "classes",
      studentAxis: "one_at_a_time",
      rows: [[null], [{ kind: "percent", value: 1000 }]],
      programIds: [programId],
    }),
    promoCodes: promoInput.parse({ name: "Spring", code: "spring-10", kind: "percent", percentBp: 1000 }),
    taxRates: taxInput.parse({ name: "Sales tax", rateBp: 825, programId }),
    anniversaryFees: anniversaryFeeInput.parse({
      ...{ name: "Registration", per: "student", programId, amountMinor: 4500, familyCapMinor: 9000 },
      locationAmounts: { [locationId]: 4000 },
    }),
  } as const;

  it.each(Object.keys(inputs) as SetupEntity[])("adds, changes, deletes and restores: %s", async (entity) => {
    const input = { ...inputs[entity], name: `First of ${entity}` };
    const { id, change } = await createSetup(ctx, entity, input);
    const audit = await auditOf(ctx, change.id);
    expect(audit).toMatchObject({ action: `${entity}.create`, rightKey: "billing_setup" });
    expect(audit.rows[0]).toMatchObject({ entity, op: "insert", subjectId: id });
    const unchanged = await updateSetup(ctx, entity, id, { ...input, version: 1 });
    expect(unchanged.change).toBeNull();
    await updateSetup(ctx, entity, id, { ...input, name: "Renamed", version: 1 });
    const stale = updateSetup(ctx, entity, id, { ...input, version: 1 });
    await expect(stale).rejects.toMatchObject({ code: "changed_meanwhile" });
    const late = racing(ctx.database, () =>
      updateSetup(ctx, entity, id, { ...input, name: "Won", version: 2 }),
    );
    const lost = updateSetup({ ...ctx, database: late }, entity, id, { ...input, name: "Lost", version: 2 });
    await expect(lost).rejects.toMatchObject({ code: "changed_meanwhile" });
    if (entity === "discountSchedules") {
      const used = deleteSetup(ctx, entity, id, { version: 3 });
      await expect(used).rejects.toMatchObject({
        code: "in_use",
        data: { usage: { programs: { count: 1 } } },
      });
      await updateSetup(ctx, entity, id, { ...inputs[entity], name: "Won", programIds: [], version: 3 });
    }
    const forbidden = createSetup(viewer, entity, input);
    await expect(forbidden).rejects.toMatchObject({ status: 403 });
    await expect(deleteSetup(viewer, entity, id, { version: 3 })).rejects.toMatchObject({ status: 403 });
    await expect(deleteSetup(neighbour, entity, id, { version: 3 })).rejects.toMatchObject({ status: 404 });
    await expect(updateSetup(neighbour, entity, id, { ...input, version: 3 })).rejects.toMatchObject({
      status: expect.toBeOneOf([404, 412, 422]),
    });
    const gone = await deleteSetup(ctx, entity, id, { version: 3 });
    await undoChange(ctx, gone.change.id);
    await deleteSetup(ctx, entity, id, { version: 5 });
  });

  it("keeps names apart, and codes for ever", async () => {
    await createSetup(ctx, "billingSchedules", schedule("Sessions"));
    const twin = createSetup(ctx, "billingSchedules", schedule("SESSIONS"));
    await expect(twin).rejects.toMatchObject({ code: "not_unique", fields: [{ path: "name" }] });
    const code = (text: string) =>
      createSetup(ctx, "promoCodes", promoInput.parse({ ...inputs.promoCodes, code: text }));
    const { id } = await code("Once");
    await deleteSetup(ctx, "promoCodes", id, { version: 1 });
    await expect(code("ONCE")).rejects.toMatchObject({ code: "not_unique", fields: [{ path: "code" }] });
    const tax = () => createSetup(ctx, "taxRates", taxInput.parse({ name: "City", rateBp: 100, locationId }));
    await tax();
    await expect(tax()).rejects.toMatchObject({ code: "not_unique", fields: [{ path: "programId" }] });
    const nowhere = taxInput.parse({ name: "Nowhere", rateBp: 1, locationId: newId("location") });
    await expect(createSetup(ctx, "taxRates", nowhere)).rejects.toMatchObject({
      code: "reference_missing",
      fields: [{ path: "locationId" }],
    });
    expect((await listTaxes(await again(viewer))).rows.map((row) => row.name)).toEqual(["City"]);
  });

  it("does not delete what a class is billed by, also in a race", async () => {
    const { classId } = await addClass(tenant, { locationId });
    const attempt = async (name: string, without?: RegExp) => {
      const { id: billingScheduleId } = await createSetup(ctx, "billingSchedules", schedule(name));
      const { id: tuitionRateId } = await createSetup(ctx, "tuitionRates", rate(name));
      const choose = () =>
        write(ctx, (change, id) =>
          change.insert("classTuitions", {
            id: id("classTuition"),
            classId,
            billingScheduleId,
            tuitionRateId,
          }),
        );
      const database = racing(ctx.database, choose, without);
      return deleteSetup({ ...ctx, database }, "tuitionRates", tuitionRateId, { version: 1 });
    };
    await expect(attempt("Chosen")).rejects.toMatchObject({ code: "in_use" });
    await expect(attempt("Chosen too", NOT_IN_USE)).resolves.toBeDefined();
    expect(
      (await listSchedules(await again(viewer))).rows.find((row) => row.name === "Chosen"),
    ).toMatchObject({
      classes: 1,
    });
    expect((await listRates(await again(viewer))).rows.find((row) => row.name === "Chosen")).toMatchObject({
      classes: 1,
    });
  });

  it("orders, and suggests a category for each month once", async () => {
    const { added } = await addMonthCategories(ctx, { from: "2026-11", months: 3 });
    expect(added).toBe(3);
    const rest = await addMonthCategories(ctx, { from: "2026-12", months: 3 });
    expect(rest.added).toBe(1);
    expect((await addMonthCategories(ctx, { from: "2026-12", months: 3 })).change).toBeNull();
    const { rows } = await listCategories(await again(viewer));
    expect(rows.slice(-4).map(({ name, expiresOn }) => [name, expiresOn])).toEqual([
      ["November 2026 tuition", "2027-01-31"],
      ["December 2026 tuition", "2027-02-28"],
      ["January 2027 tuition", "2027-03-31"],
      ["February 2027 tuition", "2027-04-30"],
    ]);
    const ids = rows.map((row) => row.id).reverse();
    await orderSetup(ctx, "chargeCategories", ids);
    expect((await listCategories(await again(viewer))).rows.map((row) => row.id)).toEqual(ids);
    const partial = orderSetup(ctx, "chargeCategories", ids.slice(1));
    await expect(partial).rejects.toMatchObject({ code: "changed_meanwhile" });
    await expect(orderSetup(viewer, "chargeCategories", ids)).rejects.toMatchObject({ status: 403 });
  });

  it("puts a program under one discount schedule, and tells how often a code is used", async () => {
    const family = (name: string) => ({ ...inputs.discountSchedules, name });
    const { id: first } = await createSetup(ctx, "discountSchedules", family("First"));
    const { id: second } = await createSetup(ctx, "discountSchedules", family("Second"));
    const of = async (id: string) =>
      (await listDiscounts(await again(viewer))).rows.find((row) => row.id === id)?.programIds;
    expect([await of(first), await of(second)]).toEqual([[], [programId]]);
    const { id } = await createSetup(
      ctx,
      "promoCodes",
      promoInput.parse({ ...inputs.promoCodes, code: "USED" }),
    );
    expect((await listPromos(await again(viewer))).rows.find((row) => row.id === id)).toMatchObject({
      code: "USED",
      uses: 0,
    });
  });

  it("decides how the school bills", async () => {
    expect(await getBillingRules(await again(viewer))).toMatchObject({
      version: 0,
      dueAfterDays: 0,
      overrideIsFlat: true,
    });
    const decided = { ...billingRules.parse({ dueAfterDays: 5, isTaxInclusive: true }), version: 0 };
    const { change } = await updateBillingRules(ctx, decided);
    expect(await getBillingRules(await again(viewer))).toMatchObject({
      version: 1,
      dueAfterDays: 5,
      isTaxInclusive: true,
    });
    await expect(updateBillingRules(ctx, decided)).rejects.toMatchObject({ code: "changed_meanwhile" });
    await expect(updateBillingRules(viewer, decided)).rejects.toMatchObject({ status: 403 });
    await undoChange(ctx, change!.id);
    expect(await getBillingRules(await again(viewer))).toMatchObject({ version: 2, dueAfterDays: 0 });
  });
});
