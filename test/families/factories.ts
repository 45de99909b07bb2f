import { type CreateFamilyInput, createFamilyInput } from "../../worker/domains/families/schemas.ts";

let made = 0;

/** A family input as the form sends it; every call makes other people. */
export function familyInput(overrides: Record<string, unknown> = {}): CreateFamilyInput {
  made += 1;
  // Files of a lane share the count: none of its numbers may be one that a test writes by hand (555-01…).
  const digits = 4_000 + made;
  return createFamilyInput.parse({
    name: `Family${made}`,
    guardians: [
      {
        firstName: "Robin",
        lastName: `Family${made}`,
        emails: [{ address: `robin${made}@example.org` }],
        phones: [{ number: `(312) 555-${digits}`, textOptIn: true }],
      },
    ],
    students: [{ firstName: `Kid${made}`, lastName: `Family${made}`, birthDate: "2018-05-04" }],
    ...overrides,
  });
}
