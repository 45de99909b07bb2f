import { type CreateFamilyInput, createFamilyInput } from "../../worker/domains/families/schemas.ts";

let made = 0;

/** So many numbers an area have endings that no test writes by hand (555-01…, 555-7001 and above). */
const AN_AREA = 3_000;
/** More than all families of all files that share the count. */
const AREAS = [312, 217, 309, 331, 618, 630, 708, 815, 847, 224];

/** A family input as the form sends it; every call makes other people. */
export function familyInput(overrides: Record<string, unknown> = {}): CreateFamilyInput {
  made += 1;
  // Files of a lane share the count: none of its numbers may be one that a test writes by hand.
  const number = `(${AREAS[Math.floor(made / AN_AREA)]}) 555-${4_000 + (made % AN_AREA)}`;
  return createFamilyInput.parse({
    name: `Family${made}`,
    guardians: [
      {
        firstName: "Robin",
        lastName: `Family${made}`,
        emails: [{ address: `robin${made}@example.org` }],
        phones: [{ number, textOptIn: true }],
      },
    ],
    students: [{ firstName: `Kid${made}`, lastName: `Family${made}`, birthDate: "2018-05-04" }],
    ...overrides,
  });
}
