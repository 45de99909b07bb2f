import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "../../worker/domains/exports/csv.ts";
import { Model, outcomesOf } from "./plan-model.ts";

const HEADER = [
  "Family ID",
  "Student ID",
  "Student First Name",
  "Student Last Name",
  "Birth Date",
  "Allergies",
  "Parent First Name",
  "Parent Last Name",
  "Parent Email",
  "Parent Phone",
  "Parent 2 First Name",
  "Parent 2 Last Name",
  "Parent 2 Email",
  "Address",
  "Zip",
  "Notes",
  "Student Keywords",
];

/** Few values, so that rows share them in every way there is: siblings, divorced parents, shared phones, namesakes. */
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 1, nil: "" as const });
const email = fc.constantFrom("a@x.example", "b@x.example", "c@x.example", "A@X.example");
const phone = fc.constantFrom("312-555-0101", "(312) 555-0102", "+13125550101", "555-0103");
const first = fc.constantFrom("Mia", "Leo", "Míа", "Ann", "MIA");
const last = fc.constantFrom("Smith", "Jones", "O'Neill");

const rowWith = (ids: { family: fc.Arbitrary<string>; student: fc.Arbitrary<string> }) =>
  fc.tuple(
    ids.family,
    ids.student,
    first,
    last,
    rarely(fc.constantFrom("2016-04-30", "2018-01-02")),
    rarely(fc.constantFrom("Nuts", "Milk")),
    rarely(first),
    rarely(last),
    rarely(email),
    rarely(phone),
    rarely(first),
    rarely(last),
    rarely(email),
    rarely(fc.constantFrom("1 Main", "2 Oak")),
    rarely(fc.constant("60601")),
    rarely(fc.constantFrom("hello", "bye")),
    rarely(fc.constant("VIP")),
  );
const file = (row: fc.Arbitrary<readonly string[]>) =>
  fc.array(row, { minLength: 1, maxLength: 8 }).map((rows) => csvLine(HEADER) + rows.map(csvLine).join(""));

const nothing = fc.constant("");
const KINDS = {
  "family ids": rowWith({ family: fc.constantFrom("1", "2", "3"), student: nothing }),
  "no ids": rowWith({ family: nothing, student: nothing }),
  "some family ids": rowWith({ family: fc.constantFrom("", "1", "2"), student: nothing }),
};

/** The columns stand for what they say, also where a file has too few values to tell. */
const mapping = {
  columns: {
    "Family ID": "family.externalId",
    "Student ID": "student.externalId",
    "Student First Name": "student.firstName",
    "Student Last Name": "student.lastName",
    "Birth Date": "student.birthDate",
    Allergies: "student.allergies",
    "Parent First Name": "guardian1.firstName",
    "Parent Last Name": "guardian1.lastName",
    "Parent Email": "guardian1.email",
    "Parent Phone": "guardian1.phone",
    "Parent 2 First Name": "guardian2.firstName",
    "Parent 2 Last Name": "guardian2.lastName",
    "Parent 2 Email": "guardian2.email",
    Address: "family.addressLine1",
    Zip: "family.postalCode",
    Notes: "family.note",
    "Student Keywords": "student.keywords",
  },
};

describe.each(Object.entries(KINDS))("a file with %s", (_, row) => {
  it("imported twice makes and changes nothing more", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(file(row), fc.constantFrom(1, 2, 1_000), (text, familiesPerStep) => {
        const model = new Model();
        model.import(text, { mapping, familiesPerStep });
        const before = model.families;
        const again = model.import(text, { mapping, familiesPerStep });
        expect(outcomesOf(again).filter((outcome) => outcome === "new" || outcome === "changed")).toEqual([]);
        expect(model.families.length).toBe(before.length);
        expect(model.families.map((family) => family.students.length)).toEqual(
          before.map((family) => family.students.length),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
