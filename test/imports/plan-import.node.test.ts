import { beforeEach, describe, expect, it } from "vitest";
import { groupsOf, Model, outcomesOf } from "./plan-model.ts";

const HEADER = "Family ID,Student ID,Student Name,Birth Date,Parent Name,Parent Email,Parent Phone,City";
const BASE = [
  HEADER,
  "1,,Mia Smith,2016-04-30,Ann Smith,ann@x.example,312-555-0101,Chicago",
  ",,Leo Jones,2018-01-02,Bob Jones,bob@x.example,312-555-0102,Evanston",
  ",,Ava Brown,,Cy Brown,,312-555-0103,",
  ",,Eve Green,2015-05-05,,,,",
].join("\n");

const lines = (...rows: string[]) => [HEADER, ...rows].join("\n");

describe("which family a row belongs to", () => {
  let model: Model;
  beforeEach(() => {
    model = new Model();
    model.import(BASE);
  });
  const outcome = (row: string, idSource?: string) =>
    model.import(lines(row), idSource ? { mapping: { idSource } } : {})[0]!.outcomes[0]!;

  it.each([
    [
      "its id, whatever else changed",
      "1,,Mia Smith,2016-04-30,Ann Smith,new@y.example,+44 20 7946 0018,Chicago",
      "id",
    ],
    [
      "its primary e-mail, in any case",
      ",,Leo Jones,2018-01-02,Bob Jones,BOB@X.example,,",
      "email",
      "Studio 2",
    ],
    [
      "a phone with the last name, in any notation",
      ",,Ava Brown,,Cy Brown,,+1 (312) 555-0103,",
      "phone",
      "Studio 2",
    ],
    ["nothing but names, when the same row came before", ",,Eve Green,2015-05-05,,,,", "earlier_import"],
    [
      "an id that is new, when the e-mail is known and has no id",
      "77,,Leo Jones,2018-01-02,Bob Jones,bob@x.example,,",
      "email",
    ],
  ])("%s", (_, row, matchedBy, idSource?: string) => {
    expect(outcome(row, idSource)).toMatchObject({
      matchedBy,
      outcome: expect.stringMatching(/matched|changed/),
    });
    expect(model.families).toHaveLength(4);
  });

  it.each([
    [
      "another id with the same e-mail is another family, to be looked at",
      "2,,Mia Smith,2016-04-30,Ann Smith,ann@x.example,,",
      /same e-mail as the family Smith, but another id/,
    ],
    [
      "the phone of a family with another last name is not enough",
      ",,Max Other,,Tom Other,,312-555-0103,",
      null,
    ],
    ["no id, e-mail or phone", ",,Max Other,,Tom Other,,,", /without an id, an e-mail or a phone/],
  ])("%s", (_, row, reason) => {
    const made = outcome(row);
    expect(made.outcome).toBe("new");
    expect(model.families).toHaveLength(5);
    if (reason) expect(made.reasons.join()).toMatch(reason);
    else expect(made.reasons).toEqual([]);
    expect(model.families.at(-1)!.family.needsReview ?? false).toBe(reason !== null);
  });

  it("refuses to guess between two families, and says how to tell them apart", () => {
    model.import(lines("8,,Tim Twin,,Al Twin,twin@x.example,,", "9,,Tom Twin,,Bo Twin,twin@x.example,,"));
    const made = model.import(lines(",,New Kid,,Zed Zed,twin@x.example,,"))[0]!.outcomes[0]!;
    expect(made).toMatchObject({
      outcome: "refused",
      reasons: [
        expect.stringMatching(
          /Several families have the e-mail twin@x\.example \(Twin, Twin\).*Merge them first/,
        ),
      ],
    });
    // A student who is in one of them tells.
    expect(model.import(lines(",,Tom Twin,,,twin@x.example,,"))[0]!.outcomes[0]).toMatchObject({
      outcome: "matched",
      matchedBy: "email",
    });
  });

  it("does not take a student out of another family by an id", () => {
    model.import(lines("1,S1,Mia Smith,2016-04-30,Ann Smith,ann@x.example,,"));
    const made = model.import(
      lines("500,S1,Mia Smith,2016-04-30,Zoe Zed,zoe@x.example,,", "501,,Ok Kid,,Ok Parent,ok@x.example,,"),
    );
    expect(made[0]!.outcomes.map((row) => [row.row, row.outcome])).toEqual([
      [2, "refused"],
      [3, "new"],
    ]);
    expect(made[0]!.outcomes[0]!.reasons[0]).toMatch(/id S1 is in the family Smith here/);
    expect(model.families).toHaveLength(5);
  });

  it("keeps the ids of two systems apart", () => {
    const made = model.import(lines("1,,Other Kid,,Other Parent,other@x.example,,"), {
      mapping: { idSource: "Studio 2" },
    });
    expect(outcomesOf(made)).toEqual(["new"]);
  });
});

describe("rows that belong together", () => {
  it("joins siblings and second guardians by id, e-mail, or phone with last name", () => {
    const { groups } = groupsOf(
      lines(
        "1,,Mia Smith,,Ann Smith,,,",
        "1,,Leo Smith,,Bob Smith,bob@x.example,,",
        ",,Kai Jones,,Cy Jones,cy@x.example,312-555-0101,",
        ",,Zoe Jones,,Di Jones,,312-555-0101,",
        ",,Max Brown,,Di Brown,,312-555-0101,",
        ",,Ivy Jones,,,cy@x.example,,",
      ),
    );
    expect(groups.map((group) => group.rows.map((row) => row.row))).toEqual([[2, 3], [4, 5, 7], [6]]);
  });

  it("keeps two families apart that their own system tells apart", () => {
    const { groups } = groupsOf(
      lines("1,,Mia Smith,,Ann Smith,ann@x.example,,", "2,,Leo Smith,,Bob Smith,ann@x.example,,"),
    );
    expect(groups).toHaveLength(2);
  });

  it("makes one family of several rows, with the first value of each field", () => {
    const model = new Model();
    model.import(
      lines(
        "1,,Mia Smith,2016-04-30,Ann Smith,ann@x.example,312-555-0101,Chicago",
        "1,,Leo Smith,,Bob Smith,bob@x.example,312-555-0101,Evanston",
        "1,,Mia Smith,,Ann Smith,ann2@x.example,,",
      ),
    );
    const family = model.family("Smith");
    expect(family.family.city).toBe("Chicago");
    expect(family.guardians.map((row) => [row.firstName, row.isPrimary, row.position])).toEqual([
      ["Ann", true, 0],
      ["Bob", false, 1],
    ]);
    expect(family.emails.map((row) => [row.address, row.isPrimary])).toEqual([
      ["ann@x.example", true],
      ["bob@x.example", false],
      ["ann2@x.example", false],
    ]);
    expect(family.phones).toHaveLength(1);
    expect(family.students.map((row) => row.firstName)).toEqual(["Mia", "Leo"]);
  });
});

describe("which student a row is about", () => {
  const one = (row: string, mapping = {}) => {
    const model = new Model();
    model.import(lines("1,S1,Mia Smith,2016-04-30,Ann Smith,ann@x.example,,", "1,,Leo Smith,,Ann Smith,,,"));
    const [plan] = model.import(lines(row), { mapping });
    return {
      students: model
        .family("Smith")
        .students.map((student) => `${student.firstName} ${student.birthDate ?? "?"}`),
      plan: plan!,
    };
  };

  it.each([
    [
      "its id, with another name and birth date",
      "1,S1,Mya Smith,2016-05-01,,,,",
      ["Mya 2016-05-01", "Leo ?"],
    ],
    [
      "first name and birth date, in any spelling",
      "1,,MÍA Smith,2016-04-30,,,,",
      ["MÍA 2016-04-30", "Leo ?"],
    ],
    [
      "first name, where we have no birth date",
      "1,,Leo Smith,2018-01-02,,,,",
      ["Mia 2016-04-30", "Leo 2018-01-02"],
    ],
    ["first name, where the file has no birth date", "1,,Mia Smith,,,,,", ["Mia 2016-04-30", "Leo ?"]],
    [
      "a namesake with another birth date is another child",
      "1,,Mia Smith,2019-09-09,,,,",
      ["Mia 2016-04-30", "Leo ?", "Mia 2019-09-09"],
    ],
    [
      "a namesake with another id is another child",
      "1,S9,Mia Smith,2016-04-30,,,,",
      ["Mia 2016-04-30", "Leo ?", "Mia 2016-04-30"],
    ],
  ])("%s", (_, row, students) => {
    expect(one(row).students).toEqual(students);
  });

  it("knows a student of an earlier import though the birth date was corrected", () => {
    const model = new Model();
    const row = ",,Kim Park,2016-04-30,Lee Park,lee@x.example,,";
    model.import(lines(row));
    model.import(lines(row.replace("2016-04-30", "2016-04-03")));
    expect(model.family("Park").students.map((student) => student.birthDate)).toEqual(["2016-04-03"]);
  });
});

describe("what an update does", () => {
  const update = (first: string, second: string, mapping = {}) => {
    const model = new Model();
    model.import(lines(first));
    const [plan] = model.import(lines(second), { mapping });
    return { family: model.families[0]!, plan: plan!, changes: plan!.outcomes.flatMap((row) => row.changes) };
  };
  const FULL = "1,,Mia Smith,2016-04-30,Ann Smith,ann@x.example,312-555-0101,Chicago";

  it("never empties a field", () => {
    expect(update(FULL, "1,,Mia Smith,,,,,").changes).toEqual([]);
  });

  it("replaces the only e-mail and the only phone of a guardian, and keeps who is primary", () => {
    const { family, changes } = update(FULL, "1,,Mia Smith,,Ann Smith,ann@y.example,312-555-0199,");
    expect(changes).toEqual([
      { what: "Ann Smith: e-mail", before: "ann@x.example", after: "ann@y.example" },
      { what: "Ann Smith: phone", before: "312-555-0101", after: "312-555-0199" },
    ]);
    expect(family.emails).toMatchObject([{ address: "ann@y.example", isPrimary: true }]);
    expect(family.phones).toMatchObject([
      { e164: "+13125550199", searchDigits: ["fp13125550199", "fr99105552131"] },
    ]);
  });

  it("only fills what is empty, when told so", () => {
    const { family, changes } = update(
      "1,,Mia Smith,,Ann Smith,ann@x.example,,Chicago",
      "1,,Mia Smith,2016-04-30,Ann Smith,ann@y.example,,Evanston",
      { whenMatched: "fill" },
    );
    expect(family.family.city).toBe("Chicago");
    expect(family.emails.map((row) => row.address)).toEqual(["ann@x.example", "ann@y.example"]);
    expect(changes.map((change) => change.what)).toEqual(["Ann Smith: new e-mail", "Mia Smith: birth date"]);
  });

  it("corrects the name of a guardian who keeps the e-mail, and does not rename one into another", () => {
    expect(update("1,,,,Jon Smithers,jon@x.example,,", "1,,,,John Smithers,jon@x.example,,").changes).toEqual(
      [{ what: "Guardian", before: "Jon Smithers", after: "John Smithers" }],
    );
    const { family } = update("1,,,,Ann Smith,home@x.example,,", "1,,,,Bob Smith,home@x.example,,");
    expect(family.guardians.map((row) => row.firstName)).toEqual(["Ann", "Bob"]);
    expect(family.emails).toHaveLength(1);
  });

  it("adds a sibling to a family that is there", () => {
    const { family, plan } = update(FULL, "1,,Leo Smith,2018-01-02,,,,");
    expect(family.students).toHaveLength(2);
    expect(plan.outcomes[0]).toMatchObject({
      outcome: "changed",
      changes: [{ what: "New student", before: null, after: "Leo Smith" }],
    });
  });
});

describe("a column taken for the family's id that is none", () => {
  it("is refused before it makes one family of the whole school", () => {
    const rows = Array.from({ length: 201 }, (_, i) => `Main Street,,Kid${i} Smith,,,,,`);
    expect(() => groupsOf(lines(...rows))).toThrow(
      /201 rows would become one family, because they share “Main Street”/,
    );
    expect(groupsOf(lines(...rows.slice(1))).groups).toHaveLength(1);
  });
});

describe("why a row is refused", () => {
  it.each([
    [
      "a bad date",
      "1,,Mia Smith,2016-02-30,,,,",
      "“2016-02-30” is not a date (column “Birth Date”). Write it like 2015-04-30 or 04/30/2015.",
    ],
    [
      "a birth in the future",
      "1,,Mia Smith,2031-01-01,,,,",
      "“2031-01-01” lies in the future (column “Birth Date”).",
    ],
    [
      "a bad e-mail",
      "1,,Mia Smith,,Ann Smith,ann(at)x,,",
      "“ann(at)x” is not an e-mail address (column “Parent Email”).",
    ],
    [
      "no name",
      "1,,,,,ann@x.example,,",
      "There is no name in this row: it needs a student, a guardian or a family name.",
    ],
    [
      "facts without a student",
      "1,,,2016-04-30,Ann Smith,,,",
      "There are facts of a student in this row, but no name of the student.",
    ],
    [
      "a student without a last name anywhere",
      "1,,Mia,,,,,",
      "The student “Mia” has no last name, and there is no guardian or family name to take it from.",
    ],
    [
      "more cells than columns",
      "1,,Mia Smith,,,,,Chicago,extra",
      "This row has 9 cells under 8 column names: look for a missing quotation mark or a stray delimiter.",
    ],
    [
      "a text too long",
      `1,,Mia Smith,,,,,${"x".repeat(81)}`,
      "There are 81 characters (column “City”); at most 80 fit. Shorten it.",
    ],
  ])("%s", (_, row, reason) => {
    const { refused, groups } = groupsOf(lines("9,,Ok Kid,2016-04-30,Ok Parent,ok@x.example,,", row), {
      dateOrder: "mdy",
    });
    expect(refused).toMatchObject([{ row: 3, reasons: [reason] }]);
    expect(groups).toHaveLength(1);
  });

  it("leaves out what is no phone, gender or country, and says so, instead of losing the row", () => {
    const { groups } = groupsOf(
      "Student Name,Gender,Country,Parent Phone\nMia Smith,purple,Atlantis,ask mum\nLeo Smith,F,US,312-555-0101\nAva Smith,M,UK,312-555-0102\n",
    );
    expect(groups[0]!.rows[0]!.notices).toEqual([
      "“Atlantis” is not a country we know and was left out.",
      "“ask mum” is not a phone number and was left out.",
      "“purple” is not a gender we know and was left out.",
    ]);
  });
});
