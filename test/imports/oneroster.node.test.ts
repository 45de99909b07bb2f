import { describe, expect, it } from "vitest";
import { readOneRoster } from "../../worker/domains/imports/read-oneroster.ts";
import { understandFiles } from "../../worker/domains/imports/understand-files.ts";

const RULES = { idSource: "OneRoster", phoneRegion: "US", today: "2026-11-21" };
const bytes = (text: string) => new TextEncoder().encode(text);
const readAll = (tables: Parameters<typeof readOneRoster>[0]) => {
  const read = readOneRoster(tables, RULES);
  return { groups: read.slice(0, read.families), refused: read.refused };
};
const understand = (files: Record<string, string>) =>
  understandFiles(Object.entries(files).map(([name, text]) => ({ name, bytes: bytes(text) })));

const USERS_1_1 = `sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,email,sms,phone,agentSourcedIds,grades
s1,active,,true,o1,student,mia,Mia,Smith,mia@school.example,,,"p1,p2",03
s2,,,true,o1,student,leo,Leo,Jones,,,,p2,
s3,,,true,o1,student,ava,Ava,Brown,,,,,
p1,,,true,,parent,ann,Ann,Smith,ann@x.example,312-555-0101,312-555-0101,,
p2,,,true,,guardian,bob,Bob,Jones,bob@x.example,,,,
p3,,,true,,relative,eve,Eve,Alone,,,,,
t1,,,true,o1,teacher,tom,Tom,Teacher,tom@x.example,,,,
s4,tobedeleted,,true,o1,student,gone,Gone,Kid,,,,,
s5,,,true,o1,student,bad,,Nobody,not-an-address,,,,
`;
const DEMOGRAPHICS =
  "sourcedId,status,birthDate,sex\ns1,,2016-04-30,female\ns2,,2018-01-02,male\ns3,,soon,\n";
const ORGS = "sourcedId,status,name,type\no1,,Lincoln Elementary,school\no2,,District,district\n";

describe("a OneRoster 1.1 set", () => {
  const source = understand({
    "manifest.csv": "propertyName,value\noneroster.version,1.1\n",
    "users.csv": USERS_1_1,
    "demographics.csv": DEMOGRAPHICS,
    "orgs.csv": ORGS,
    "enrollments.csv": "sourcedId\n",
    "lunch.csv": "id\n1\n",
  });
  const { groups, refused } = readAll(source.tables);
  const people = groups.map((group) => group.rows.map((row) => (row.student ?? row.guardians[0])!.firstName));

  it("is known by its files, and names those it leaves out", () => {
    expect(source.kind).toBe("oneroster");
    expect(source.skipped).toEqual([
      { name: "manifest.csv", reason: "Families and students are made without this file." },
      { name: "enrollments.csv", reason: "Families and students are made without this file." },
      { name: "lunch.csv", reason: "This is not a file of OneRoster that we know." },
    ]);
  });

  it("makes one family of students who share an agent, and leaves out teachers and what is to be deleted", () => {
    expect(people).toEqual([["Mia", "Leo", "Ann", "Bob"], ["Eve"]]);
    expect(groups[0]!.review).toBeUndefined();
    expect(groups[1]!.review).toMatch(/no student/);
  });

  it("takes birth date and sex from demographics, school from orgs, phones once", () => {
    expect(groups[0]!.rows[0]!.student).toMatchObject({
      externalId: "s1",
      birthDate: "2016-04-30",
      gender: "female",
      school: "Lincoln Elementary",
      schoolGrade: "03",
    });
    expect(groups[0]!.rows[0]!.notices).toEqual([
      "The student's own e-mail mia@school.example was left out.",
    ]);
    expect(groups[0]!.rows[2]!.guardians[0]).toMatchObject({ externalId: "p1", emails: ["ann@x.example"] });
    expect(groups[0]!.rows[2]!.guardians[0]!.phones).toHaveLength(1);
    expect(groups[0]!.rows[3]!.guardians[0]).toMatchObject({ relationship: "Guardian" });
  });

  it("refuses rows that cannot stand, with every reason", () => {
    expect(refused.map(({ row, reasons }) => ({ row, reasons }))).toEqual([
      { row: 4, reasons: ["“soon” is not a date. Write it like 2015-04-30."] },
      {
        row: 10,
        reasons: [
          "The student with the id s5 has no first name (givenName).",
          "“not-an-address” is not an e-mail address.",
        ],
      },
    ]);
  });
});

describe("a OneRoster 1.2 set", () => {
  it("takes roles from their own file, and agents from either side", () => {
    const source = understand({
      "users.csv":
        'sourcedId,status,enabledUser,username,givenName,familyName,email,agentSourcedIds,preferredGivenName\ns1,,true,a,Mia,Smith,,,Mimi\ns2,,true,b,Leo,Smith,,,\np1,,true,c,Ann,Smith,ann@x.example,"s1,s2",\nx1,,true,d,Tom,Teacher,,,\n',
      "roles.csv":
        "sourcedId,userSourcedId,roleType,role\n1,s1,primary,student\n2,s2,primary,student\n3,p1,primary,parent\n4,x1,primary,teacher\n",
    });
    const { groups } = readAll(source.tables);
    expect(groups.map((group) => group.rows.map((row) => row.row))).toEqual([[2, 3, 4]]);
    expect(groups[0]!.rows[0]!.student!.preferredName).toBe("Mimi");
  });

  it("gives a student without agents a family to be looked at", () => {
    const source = understand({ "users.csv": "sourcedId,role,givenName,familyName\ns1,student,Mia,Smith\n" });
    const { groups } = readAll(source.tables);
    expect(groups[0]).toMatchObject({ review: "OneRoster names no parent or guardian of this student." });
  });
});
