import { describe, expect, it } from "vitest";
import { type CustomField, importFields } from "../../worker/domains/imports/fields.ts";
import { datesOf, guessMapping, samplesOf } from "../../worker/domains/imports/guess-mapping.ts";
import { readTable } from "../../worker/domains/imports/read-table.ts";

const table = (text: string) => readTable(new TextEncoder().encode(text), "x.csv");
const guess = (text: string, custom: CustomField[] = []) =>
  guessMapping(table(text), importFields(custom)).columns;

describe("what columns are taken for", () => {
  it("follows headers that say whose field it is", () => {
    expect(
      guess(
        "Family Id,studentFirstName,student_last_name,Date of Birth,Mother First Name,Mother Last Name,Mother E-mail,Mother Cell,Father's Name,Father Email,Emergency Contact,Emergency Contact Phone,Emergency Contact Relationship\n" +
          "1,Mia,Smith,2016-04-30,Ann,Smith,ann@x.example,312-555-0101,Bob Smith,bob@x.example,Eve,312-555-0102,Aunt\n",
      ),
    ).toEqual({
      "Family Id": "family.externalId",
      studentFirstName: "student.firstName",
      student_last_name: "student.lastName",
      "Date of Birth": "student.birthDate",
      "Mother First Name": "guardian1.firstName",
      "Mother Last Name": "guardian1.lastName",
      "Mother E-mail": "guardian1.email",
      "Mother Cell": "guardian1.mobilePhone",
      "Father's Name": "guardian2.fullName",
      "Father Email": "guardian2.email",
      "Emergency Contact": "contact1.name",
      "Emergency Contact Phone": "contact1.phone",
      "Emergency Contact Relationship": "contact1.relationship",
    });
  });

  it("gives fields that leave it open to whom they usually belong", () => {
    expect(
      guess(
        "First Name,Last Name,DOB,Gender,Allergies,Email,Phone,Address,Address 2,City,State,Zip,How did you hear about us?,Notes,Tags\n" +
          "Mia,Smith,2016-04-30,F,Nuts,ann@x.example,312-555-0101,1 Main,Apt 2,Chicago,IL,60601,Web,Hi,VIP\n",
      ),
    ).toEqual({
      "First Name": "student.firstName",
      "Last Name": "student.lastName",
      DOB: "student.birthDate",
      Gender: "student.gender",
      Allergies: "student.allergies",
      Email: "family.email",
      Phone: "family.phone",
      Address: "family.addressLine1",
      "Address 2": "family.addressLine2",
      City: "family.city",
      State: "family.region",
      Zip: "family.postalCode",
      "How did you hear about us?": "family.referralSource",
      Notes: "student.note",
      Tags: "student.keywords",
    });
    expect(guess("Student,First Name,Last Name,Email\nMia Smith,Ann,Smith,ann@x.example\n")).toEqual({
      Student: "student.fullName",
      "First Name": "guardian1.firstName",
      "Last Name": "guardian1.lastName",
      Email: "guardian1.email",
    });
  });

  it("looks at the data where the header says nothing, and against a header that the data contradict", () => {
    expect(
      guess(
        "Student Name,Kontakt,When\nMia Smith,ann@x.example,2016-04-30\nLeo Smith,bob@x.example,2018-01-02\n",
      ),
    ).toEqual({
      "Student Name": "student.fullName",
      Kontakt: "guardian1.email",
      When: "student.birthDate",
    });
    expect(guess("Name,E-mail,Created on,Email opt-in\nMia,yes,2016-04-30,a@x.example\n")).toEqual({
      Name: "student.fullName",
    });
  });

  it("takes a bare ID for the family's where it repeats, else for the row's", () => {
    expect(guess("ID,Student Name\n1,Mia\n1,Leo\n")).toMatchObject({ ID: "family.externalId" });
    expect(guess("ID,Student Name\n1,Mia\n2,Leo\n")).toMatchObject({ ID: "student.externalId" });
  });

  it("never gives one field to two columns, but joins e-mails and phones", () => {
    expect(
      guess(
        "Child First Name,Kid First Name,Parent Email,Parent E-mail 1\nMia,Leo,a@x.example,b@x.example\n",
      ),
    ).toEqual({
      "Child First Name": "student.firstName",
      "Parent Email": "guardian1.email",
      "Parent E-mail 1": "guardian1.email",
    });
  });

  it("knows the account's own fields by their names", () => {
    const custom: CustomField[] = [
      { id: "cfd_1", entity: "student", label: "Leotard size", fieldType: "text", choices: [] },
    ];
    expect(guess("Student Name,LEOTARD SIZE\nMia,M\n", custom)).toMatchObject({
      "LEOTARD SIZE": "student.custom.cfd_1",
    });
  });
});

describe("dates and samples of a file", () => {
  it("tells the order from all mapped dates together, and names one that can be read both ways", () => {
    const fields = importFields([]);
    const text = "Student Name,Birth Date,Joined\nMia,03/04/2016,30/04/2020\nLeo,03/04/2018,\n";
    expect(datesOf(table(text), { "Birth Date": "student.birthDate" }, fields)).toEqual({
      order: null,
      isAmbiguous: true,
      sample: "03/04/2016",
    });
    expect(
      datesOf(table(text.replace("03/04/2018", "13/04/2018")), { "Birth Date": "student.birthDate" }, fields),
    ).toMatchObject({
      order: "dmy",
      sample: null,
    });
  });

  it("shows three different values at most, and no empty ones", () => {
    expect(samplesOf(table("A,B\nx,\ny,n/a\nx,\nz,\nw,1\n"), 0)).toEqual(["x", "y", "z"]);
    expect(samplesOf(table("A,B\nx,\ny,n/a\nx,\nz,\nw,1\n"), 1)).toEqual(["1"]);
  });
});
