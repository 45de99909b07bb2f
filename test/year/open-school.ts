import { SANDBOX_KEY_PREFIX } from "../../worker/providers/payments/sandbox/sandbox.ts";
import type { Office } from "./office.ts";
import { CLASSES, FAMILIES, HOLIDAY, LATE, LOCATIONS, MONTHS, PROGRAMS, SHOP, TARIFF } from "./plan.ts";

/** The ids under which the office knows things, by the names that the plan gives them. */
export interface SchoolIds {
  readonly locations: ReadonlyMap<string, string>;
  readonly programs: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly classes: ReadonlyMap<string, string>;
}

export interface ImportedFamily {
  readonly id: string;
  readonly name: string;
  readonly students: readonly { readonly id: string; readonly name: string }[];
}

type Made = { readonly id: string };

/** Opens a school through its settings, as somebody does who begins with it. */
export async function openSchool(office: Office): Promise<SchoolIds> {
  const named = async (path: string, names: readonly string[], more: object = {}) => {
    const ids = new Map<string, string>();
    for (const name of names) ids.set(name, (await office.post<Made>(path, { name, ...more })).id);
    return ids;
  };
  const locations = await named("/settings/locations", LOCATIONS, { timeZone: "America/Chicago" });
  const programs = await named("/settings/programs", PROGRAMS);
  const categories = await named("/tuition/categories", [...MONTHS.map(categoryOf), LATE, SHOP]);
  const schedule = await office.post<Made>("/tuition/schedules", {
    name: "Monthly",
    cycle: "calendar_month",
  });
  await setUpPrices(office, programs);
  const billing = async (priceMinor: number) => {
    const rate = { name: `Rate ${priceMinor}`, basis: "flat", amountMinor: priceMinor };
    const { id } = await office.post<Made>("/tuition/rates", rate);
    return { billingScheduleId: schedule.id, tuitionRateId: id };
  };
  const classes = new Map<string, string>();
  for (const { name, location, program, priceMinor, weekdays } of CLASSES) {
    const slot = { startMinute: 960, durationMinutes: 60 };
    const made = await office.post<Made>("/classes", {
      name,
      locationId: locations.get(location),
      programId: programs.get(program),
      capacity: 200,
      startsOn: "2026-09-01",
      tuitions: [await billing(priceMinor)],
      slots: weekdays.map((weekday) => ({ ...slot, weekday })),
    });
    classes.set(name, made.id);
  }
  const keys = {
    publishableKey: "sandbox_publishable",
    secretKey: SANDBOX_KEY_PREFIX + office.tenant.account.id,
  };
  await office.post("/payments/processor", { kind: "sandbox", ...keys });
  return { locations, programs, categories, classes };
}

async function setUpPrices(office: Office, programs: ReadonlyMap<string, string>): Promise<void> {
  for (const [program, percents] of Object.entries(TARIFF.percents)) {
    await office.post("/tuition/discounts", {
      name: `Family, ${program}`,
      classAxis: "one_at_a_time",
      unit: "classes",
      studentAxis: "total",
      rows: percents.map((percent) => [percent === 0 ? null : { kind: "percent", value: percent * 100 }]),
      programIds: [programs.get(program)],
    });
  }
  for (const [program, rateBp] of Object.entries(TARIFF.taxBp)) {
    await office.post("/tuition/taxes", {
      name: `Tax, ${program}`,
      rateBp,
      programId: programs.get(program),
    });
  }
  for (const { from, to } of TARIFF.blackouts) {
    await office.post("/settings/closures", {
      name: "Spring break",
      startsOn: from,
      endsOn: to,
      effect: "both",
    });
  }
  const holiday = { name: "Holiday", startsOn: HOLIDAY, endsOn: HOLIDAY, effect: "closure" };
  await office.post("/settings/closures", holiday);
}

/** The charge category of a month's tuition. */
export function categoryOf(month: string): string {
  return `Tuition ${month.slice(0, 7)}`;
}

/** All families come in one file, with one to three children. */
export async function importFamilies(office: Office): Promise<ImportedFamily[]> {
  const header =
    "Family ID,Student First Name,Student Last Name,Birth Date,Parent First Name,Parent Last Name,Parent Email,Parent Phone,City";
  const rows = Array.from({ length: FAMILIES }, (_, i) => {
    const last = familyName(i);
    const parent = `Pat,${last},parent${i}@families.example,(312) 555-${String(1000 + i)},Chicago`;
    const child = (nth: number) => `F${i},Kid${nth + 1},${last},201${5 + nth}-04-1${i % 10},${parent}`;
    return Array.from({ length: childrenOf(i) }, (_, nth) => child(nth));
  }).flat();
  const draft = await office.upload<{ id: string; guess: object }>(
    "/imports",
    "families.csv",
    [header, ...rows].join("\r\n"),
  );
  await office.post(`/imports/${draft.id}/start`, { mapping: draft.guess });
  await office.settle();
  return listFamilies(office);
}

export function familyName(i: number): string {
  return `Family${String(i).padStart(3, "0")}`;
}

function childrenOf(i: number): number {
  return i % 5 === 0 ? 3 : 1 + (i % 2);
}

async function listFamilies(office: Office): Promise<ImportedFamily[]> {
  const families: ImportedFamily[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const after: string = cursor === "" ? "" : `?cursor=${cursor}`;
    const page: { rows: ImportedFamily[]; nextCursor: string | null } = await office.get(`/families${after}`);
    families.push(...page.rows);
    cursor = page.nextCursor;
  }
  return families;
}
