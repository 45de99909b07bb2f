import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { nameWords, sortKey } from "../../tenant-schema/text.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { suspendFamily } from "../../worker/domains/families/suspend-family.ts";
import { findAnything } from "../../worker/domains/palette/find-anything.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { familyInput } from "../families/factories.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant, type TestTenant } from "../harness/tenant.ts";
import { signedIn } from "../staff/people.ts";

const lucia = {
  name: "Núñez – Ortega",
  guardians: [
    {
      firstName: "Lucía",
      lastName: "Núñez",
      emails: [{ address: "Lucia@Example.org" }],
      phones: [{ number: "(312) 555-0148" }],
    },
  ],
  students: [{ firstName: "Mateo", lastName: "Ortega", birthDate: "2020-03-01" }],
};

async function found(ctx: Context, typed: string) {
  const { families, students } = await findAnything(ctx, typed);
  return { families: families.map((row) => row.name), students: students.map((row) => row.name) };
}

describe.each(ENGINES)("the palette on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const ctx = await signedIn(tenant);
  const { id } = await createFamily(ctx, familyInput(lucia));
  await createFamily(ctx, familyInput({ name: "Nunn" }));

  it.each([
    "nun",
    "NÚÑ",
    "lucia",
    "lucía nunez",
    "ortega mat",
    "mateo",
    "lucia@ex",
    "312 555 0148",
    "3125550",
    "0148",
  ])("finds a family by %s", async (typed) => {
    expect((await found(ctx, typed)).families).toContain(lucia.name);
  });

  it("finds a student, and says of which family and how old", async () => {
    const { students } = await findAnything(ctx, "mat");
    expect(students).toMatchObject([{ name: "Mateo Ortega", hint: "Núñez – Ortega · 6", familyId: id }]);
    expect((await found(ctx, "ortega mateo")).students).toEqual(["Mateo Ortega"]);
    expect((await found(ctx, "mateo nunn")).students).toEqual([]);
  });

  it("hints at what was typed, or at the people", async () => {
    const hint = async (typed: string) => (await findAnything(ctx, typed)).families[0]?.hint;
    expect(await hint("ortega")).toBe("Lucía Núñez · Mateo");
    expect(await hint("lucia@")).toBe("Lucía Núñez · Lucia@Example.org");
    expect(await hint("3125550148")).toBe("Lucía Núñez · +13125550148");
    await suspendFamily(ctx, id, { reason: "unpaid", version: 1 });
    expect((await findAnything(ctx, "ortega")).families[0]).toMatchObject({ status: "suspended" });
  });

  it("answers nothing for nothing, for marks, and for far too much", async () => {
    const nothing = { families: [], students: [] };
    for (const typed of ["", "   ", "'\"%_", "zzzz", "a b c d e f g h i j k l m n o p"]) {
      expect(await found(ctx, typed)).toEqual(nothing);
    }
  });

  it("answers only what one may see, and only of this account", async () => {
    const desk = await signedIn(tenant, { families: "view" });
    expect((await found(desk, "ortega")).students).toEqual([]);
    expect((await found(desk, "ortega")).families).toHaveLength(1);
    const coach = await signedIn(tenant, { students: "view" });
    expect((await found(coach, "ortega")).families).toEqual([]);
    expect((await found(coach, "ortega")).students).toHaveLength(1);
    const nobody = await signedIn(tenant, {});
    expect(await found(nobody, "ortega")).toEqual({ families: [], students: [] });
    const other = await openTestTenant({ engine, platform: tenant.platform });
    expect(await found(await signedIn(other), "ortega")).toEqual({ families: [], students: [] });
  });
});

/** Families of few names, so that every word is common; each with one student. */
async function fill(tenant: TestTenant, count: number): Promise<void> {
  const lastNames = ["Smith", "Garcia", "Nguyen", "Okafor", "Svensson"];
  const firstNames = ["Maria", "James", "Linh", "Ada", "Elsa", "Omar", "Mei"];
  const CHUNK = 2_500;
  for (let from = 0; from < count; from += CHUNK) {
    const rows = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) => {
      const last = lastNames[(from + i) % lastNames.length]!;
      const first = firstNames[(from + i) % firstNames.length]!;
      const name = sortKey(last, String(from + i));
      return [
        newId("family", from + i),
        last,
        name,
        JSON.stringify(nameWords(last)),
        newId("student", from + i),
        first,
        JSON.stringify(nameWords(first, last)),
      ];
    });
    const json = JSON.stringify(rows);
    await tenant.database.commit({
      statements: [
        statement(sql`insert into families (id, name, sort_name, name_words, created_at, updated_at)
          select value->>0, value->>1, value->>2, value->>3, 0, 0 from json_each(${json})`),
        statement(sql`insert into students (id, family_id, first_name, last_name, sort_name, name_words, created_at, updated_at)
          select value->>4, value->>0, value->>5, value->>1, value->>2, value->>6, 0, 0 from json_each(${json})`),
      ],
    });
  }
}

describe.each(ENGINES)("the palette of a large account on %s", async (engine) => {
  const cost = async (tenant: TestTenant, typed: string) => {
    const ctx = await signedIn(tenant);
    const { meter } = tenant.database;
    const before = { rows: meter.rowsRead, trips: meter.trips };
    const answer = await findAnything(ctx, typed);
    expect(meter.trips - before.trips).toBe(1);
    return { answer, rows: meter.rowsRead - before.rows };
  };

  it("reads no more of 20,000 families than of 500", { timeout: 120_000 }, async () => {
    const small = await openTestTenant({ engine });
    const large = await openTestTenant({ engine });
    await fill(small, 500);
    await fill(large, 20_000);
    for (const typed of [
      "s",
      "smi",
      "maria smith",
      "maria",
      "garcia maria",
      "elsa sv",
      "smith garcia",
      "3",
    ]) {
      const few = await cost(small, typed);
      const many = await cost(large, typed);
      const shown = many.answer.families.length + many.answer.students.length;
      expect(many.rows, typed).toBeLessThanOrEqual(typed.includes(" ") ? 600 : 3 * shown + 20);
      expect(many.rows - few.rows, typed).toBeLessThanOrEqual(250);
      expect(many.answer.families.length, typed).toBe(few.answer.families.length);
    }
  });
});
