import type { Probe } from "./measure.ts";
import type { OfficeClient } from "./office-client.ts";

/** Who is entered: the smallest whole family, and one of two parents with two children. */
export const FAMILIES = {
  "one parent, one child": { guardians: ["Rosa"], students: ["Ada"] },
  "two parents, two children": { guardians: ["Rosa", "Walter"], students: ["Ada", "Linus"] },
} as const;
export type FamilyKind = keyof typeof FAMILIES;

/** Creates families as a desk does: every guardian with e-mail and phone; the same ones in every run. */
export function createProbe(client: OfficeClient, name: string, kind: FamilyKind): Probe {
  return {
    name,
    async take(round) {
      // Names of one kind never meet those of the other, which would be possible duplicates.
      const lastName = `${FAMILIES[kind].guardians.length > 1 ? "Benchley" : "Benchmann"}${letters(round)}`;
      const key = `bench-${kind.replace(/\W+/g, "-")}-${round}`;
      const answer = await client.post<object>("/families", newFamily(kind, lastName, round), key);
      return { ...answer, rowsShown: 1 };
    },
  };
}

function newFamily(kind: FamilyKind, lastName: string, n: number) {
  const { guardians, students } = FAMILIES[kind];
  // Area codes apart, for the same reason as the names.
  const area = guardians.length > 1 ? "872" : "773";
  return {
    name: lastName,
    addressLine1: `${n} Maple Avenue`,
    city: "Chicago",
    region: "IL",
    postalCode: "60601",
    guardians: guardians.map((firstName, i) =>
      guardian(firstName, lastName, `(${area}) 555-${line(2 * n + i)}`, i === 0),
    ),
    students: students.map((firstName, i) => ({ firstName, lastName, birthDate: `201${7 + i}-03-14` })),
  };
}

function line(n: number): string {
  return String(100 + n).padStart(4, "0");
}

function guardian(firstName: string, lastName: string, number: string, isPrimary: boolean) {
  return {
    firstName,
    lastName,
    isPrimary,
    emails: [{ address: `${firstName}.${lastName}@example.org`, isPrimary }],
    phones: [{ number, isPrimary }],
  };
}

/** A name of letters only, as names are. */
function letters(n: number): string {
  return [...String(n)].map((digit) => "abcdefghij"[Number(digit)]).join("");
}
