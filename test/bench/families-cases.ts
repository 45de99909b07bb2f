import type { FamilyPage, FamilyRow } from "../../worker/domains/families/shapes.ts";
import type { PaletteAnswer } from "../../worker/domains/palette/schemas.ts";
import { encodeCursor, type Page } from "../../worker/kernel/paging.ts";
import { openAccount } from "./account-file.ts";
import type { OfficeClient } from "./office-client.ts";

/** One thing a person asks to see. */
export interface ReadCase {
  readonly name: string;
  /** Below the account's API. */
  readonly path: string;
  /** How many records the answer shows. */
  shown(body: object): number;
  /** Several words are intersected, which costs more than one. */
  readonly severalWords: boolean;
}

/** The same questions for any account of the demonstration data; names and numbers come from its rows. */
export async function readCases(client: OfficeClient): Promise<ReadCase[]> {
  const deepPage = families({ cursor: cursorAtMiddle(client.account.urlName) });
  const { body } = await client.get<Page<FamilyRow>>(deepPage);
  const family = body.rows.find((row) => row.guardianName && row.email && row.phone && row.students[0])!;
  const phone = family.phone!;
  const [firstName] = family.guardianName!.split(" ");
  const pair = `${firstName} ${family.students[0]!.name}`;
  return [
    list("families, first page", families({})),
    list("families, active", families({ status: "active" })),
    list("families, inactive", families({ status: "inactive" })),
    list("families, suspended", families({ status: "suspended" })),
    list("families, deep page", deepPage),
    list("families, one letter", families({ q: "s" })),
    list("families, name", families({ q: "whit" })),
    list("families, phone", families({ q: phone })),
    list("families, end of a phone", families({ q: phone.slice(-7) })),
    list("families, e-mail", families({ q: family.email! })),
    list("families, first and last name", families({ q: family.guardianName! }), true),
    list("families, names of two people", families({ q: pair }), true),
    list("families, name and phone", families({ name: firstName!, phone }), true),
    list("students, first page", "/students"),
    list("students, active", "/students?status=active"),
    list("students, name", "/students?q=luc"),
    { name: "family page", path: `/families/${family.id}`, shown: recordsOf, severalWords: false },
    palette("palette, one word", "whit"),
    palette("palette, two words", family.guardianName!, true),
  ];
}

function families(filter: Record<string, string>): string {
  const query = new URLSearchParams(filter).toString();
  return query ? `/families?${query}` : "/families";
}

function list(name: string, path: string, severalWords = false): ReadCase {
  return { name, path, severalWords, shown: (body) => (body as Page<unknown>).rows.length };
}

function palette(name: string, typed: string, severalWords = false): ReadCase {
  const shown = (body: object) => {
    const answer = body as PaletteAnswer;
    return answer.families.length + answer.students.length;
  };
  return { name, path: `/palette?${new URLSearchParams({ q: typed })}`, severalWords, shown };
}

/** The family and every record around it. */
function recordsOf(body: object): number {
  const lists = Object.values(body as FamilyPage).filter((part) => Array.isArray(part));
  return 1 + lists.reduce((sum, part) => sum + part.length, 0);
}

/** The cursor that a person who scrolled half the list down would have. */
function cursorAtMiddle(account: string): string {
  const database = openAccount(account);
  const row = database
    .prepare(`select sort_name, family_id from family_list order by sort_name, family_id
      limit 1 offset (select value / 2 from tallies where name = 'families')`)
    .get() as { sort_name: string; family_id: string };
  database.close();
  return encodeCursor([row.sort_name, row.family_id]);
}
