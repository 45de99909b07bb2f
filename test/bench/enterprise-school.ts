import { addDays, addMonths, dateAt } from "../../tenant-schema/dates.ts";
import { nameWords, sortKey } from "../../tenant-schema/text.ts";
import type { BoundDatabase } from "./bound-engine.ts";

const FIRST =
  "Ava,Noah,Mia,Liam,Zoë,Ethan,José,Ida,Maria,Łukasz,Siobhán,Priya,Chen,Omar,Ruth,Hugo,Nina,Abel,Vera,Kofi,Lena,Igor,Dana,Paul,Tess,Rafael,Elif,Jonas,Amina,Otto".split(
    ",",
  );
const SYLLABLES =
  "ba,ker,smi,ston,gar,cia,lo,pez,mül,ler,jo,han,sen,o'do,nell,wil,liams,tan,aka,nov,ak,fer,reira,sø,ren".split(
    ",",
  );
const CHUNK = 400;
const CLASSES = 100;
const MONTHS = 3;

export const firstName = (i: number, n: number): string => FIRST[(i * 11 + n * 17) % FIRST.length] ?? "";

export function lastName(i: number): string {
  const at = (n: number) => SYLLABLES[(i * 7 + n * 13) % SYLLABLES.length] ?? "";
  const name = at(i % 5) + at((i % 3) + 5) + (i % 2 === 0 ? at(11 + (i % 7)) : "");
  return name.charAt(0).toUpperCase() + name.slice(1);
}

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Puts rows into a table, in chunks, through its triggers. */
async function put(database: BoundDatabase, table: string, rows: Rows): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = columns.map((column) => `value ->> '${column}'`).join(", ");
  for (let i = 0; i < rows.length; i += CHUNK) {
    await database
      .prepare(`INSERT INTO ${table} (${columns.join(", ")}) SELECT ${values} FROM json_each(?)`)
      .bind(JSON.stringify(rows.slice(i, i + CHUNK)))
      .run();
  }
}

/** A school of so many families, with a week of classes and some months of tuition of which most is paid. */
export async function fillSchool(database: BoundDatabase, families: number): Promise<void> {
  const stamps = { created_at: 1, updated_at: 1 };
  const today = dateAt(Date.now(), "UTC");
  const number = (i: number) => String(i).padStart(6, "0");
  const all = Array.from({ length: families }, (_, i) => i);
  await put(database, "locations", [{ id: "loc", name: "Main", time_zone: "America/Chicago", ...stamps }]);
  await put(
    database,
    "classes",
    Array.from({ length: CLASSES }, (_, i) => ({
      ...{
        id: `cls_${number(i)}`,
        location_id: "loc",
        name: `Class ${i}`,
        sort_name: `class ${i}`,
        capacity: 60,
      },
      ...{ starts_on: addDays(today, -900), ...stamps },
    })),
  );
  await put(
    database,
    "families",
    all.map((i) => ({
      id: `fam_${number(i)}`,
      name: lastName(i),
      sort_name: sortKey(lastName(i)),
      city: "Chicago",
      ...stamps,
    })),
  );
  const guardians = all.flatMap((i) => (i % 2 === 0 ? [i, i] : [i]).map((family, n) => ({ family, n })));
  await put(
    database,
    "guardians",
    guardians.map(({ family, n }) => ({
      ...{
        id: `gua_${number(family)}${n}`,
        family_id: `fam_${number(family)}`,
        first_name: firstName(family, n),
      },
      ...{
        last_name: lastName(family),
        name_words: JSON.stringify(nameWords(firstName(family, n), lastName(family))),
      },
      ...{ is_primary: n === 0 ? 1 : 0, position: n, ...stamps },
    })),
  );
  await put(
    database,
    "emails",
    guardians.map(({ family, n }) => {
      const address = `parent${family}.${n}@example.org`;
      const owner = { family_id: `fam_${number(family)}`, guardian_id: `gua_${number(family)}${n}` };
      return { id: `eml_${number(family)}${n}`, ...owner, address, address_folded: address, ...stamps };
    }),
  );
  await put(
    database,
    "phones",
    guardians.map(({ family, n }) => {
      const digits = `1312${String(2_000_000 + family * 3 + n)}`;
      const owner = { family_id: `fam_${number(family)}`, guardian_id: `gua_${number(family)}${n}` };
      const words = JSON.stringify([`fp${digits}`, `fr${[...digits].reverse().join("")}`]);
      return {
        id: `pho_${number(family)}${n}`,
        ...owner,
        number: digits,
        e164: `+${digits}`,
        search_digits: words,
        ...stamps,
      };
    }),
  );
  const students = all.flatMap((i) => (i % 2 === 0 ? [i, i] : [i]).map((family, n) => ({ family, n })));
  await put(
    database,
    "students",
    students.map(({ family, n }) => ({
      ...{
        id: `stu_${number(family)}${n}`,
        family_id: `fam_${number(family)}`,
        first_name: firstName(family, n + 3),
      },
      ...{ last_name: lastName(family), sort_name: sortKey(lastName(family)), ...stamps },
    })),
  );
  await put(
    database,
    "enrollments",
    students
      .map(({ family, n }) => ({
        ...{
          id: `enr_${number(family)}${n}`,
          student_id: `stu_${number(family)}${n}`,
          class_id: `cls_${number(family % CLASSES)}`,
        },
        ...{ kind: "active", starts_on: addDays(today, -((family * 3) % 800)), ...stamps },
        ends_on: family % 4 === 0 ? addDays(today, ((family * 5) % 300) - 100) : null,
      }))
      .map((row) =>
        row.ends_on !== null && row.ends_on < row.starts_on ? { ...row, ends_on: row.starts_on } : row,
      ),
  );
  for (let month = 0; month < MONTHS; month++)
    await bill(database, families, addMonths(`${today.slice(0, 7)}-01`, month - MONTHS + 1), month);
}

async function bill(database: BoundDatabase, families: number, day: string, month: number): Promise<void> {
  const stamps = { created_at: 1, updated_at: 1 };
  const id = (i: number) => `${month}${String(i).padStart(6, "0")}`;
  const family = (i: number) => `fam_${String(i).padStart(6, "0")}`;
  const all = Array.from({ length: families }, (_, i) => i);
  const price = (i: number) => 9_000 + (i % 40) * 100;
  await put(
    database,
    "charges",
    all.map((i) => ({
      ...{
        id: `chg_${id(i)}`,
        number: 2_000 + month * families + i,
        family_id: family(i),
        location_id: "loc",
        title: "Tuition",
      },
      ...{ charge_on: day, due_on: day, source: "tuition", ...stamps },
    })),
  );
  await put(
    database,
    "charge_lines",
    all.map((i) => ({
      ...{
        id: `chl_${id(i)}`,
        charge_id: `chg_${id(i)}`,
        family_id: family(i),
        kind: "tuition",
        description: "Tuition",
      },
      ...{ base_minor: price(i), net_minor: price(i), total_minor: price(i), ...stamps },
    })),
  );
  const posting = { location_id: "loc", effective_on: day, posted_at: 1, change_id: "chn" };
  const charge = (i: number) => ({ charge_id: `chg_${id(i)}`, line_id: `chl_${id(i)}` });
  await put(
    database,
    "postings",
    all.map((i) => ({
      kind: "charge",
      debit: "receivable",
      credit: "revenue",
      amount_minor: price(i),
      family_id: family(i),
      ...charge(i),
      ...posting,
    })),
  );
  const payers = all.filter((i) => i % 5 !== month);
  await put(
    database,
    "payments",
    payers.map((i) => ({
      ...{
        id: `pay_${id(i)}`,
        number: 2_000 + month * families + i,
        family_id: family(i),
        location_id: "loc",
        kind: "payment",
      },
      ...{
        method: "card",
        title: "Card",
        amount_minor: price(i),
        received_on: day,
        status: "settled",
        ...stamps,
      },
    })),
  );
  const paid = (i: number) => ({
    amount_minor: price(i),
    family_id: family(i),
    payment_id: `pay_${id(i)}`,
    ...posting,
  });
  await put(
    database,
    "postings",
    payers.map((i) => ({ kind: "payment", debit: "clearing", credit: "unapplied", ...paid(i) })),
  );
  await put(
    database,
    "postings",
    payers.map((i) => ({
      kind: "allocation",
      debit: "unapplied",
      credit: "receivable",
      ...paid(i),
      ...charge(i),
    })),
  );
}
