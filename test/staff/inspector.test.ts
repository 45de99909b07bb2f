import { describe, expect, it } from "vitest";
import { inspectRights } from "../../worker/domains/staff/inspect-rights.ts";
import { type Reach, reaches } from "../../worker/domains/staff/reach.ts";
import type { Grant, Right } from "../../worker/kernel/permissions.ts";

const LOCATIONS = [
  { id: "loc_north", name: "Northside" },
  { id: "loc_south", name: "Southside" },
];

const grant = (right: Right, given: Partial<Grant> = {}): Grant => ({
  right,
  level: "full",
  locationId: null,
  ownClassesOnly: false,
  groupId: null,
  groupName: null,
  ...given,
});
const OFFICE = grant("office");
const desk = { groupId: "grp_desk", groupName: "Front desk" };

function inspect(grants: readonly Grant[], right: Right, options: { isActive?: boolean } = {}) {
  const person = { name: "Dana", isActive: options.isActive ?? true, locations: LOCATIONS };
  const standing = { grants, plan: "elite" as const, restrictions: [] };
  return inspectRights({ ...person, standing }).find((report) => report.right === right)!;
}

describe("the inspector", () => {
  const cases: [string, readonly Grant[], Right, string, readonly string[], string][] = [
    [
      "nothing granted",
      [OFFICE],
      "settings",
      "none",
      ["No group and no personal grant gives this right."],
      "Dana cannot use Settings: no group and no personal grant gives this right.",
    ],
    [
      "a personal grant",
      [OFFICE, grant("families")],
      "families",
      "full",
      ["Granted full personally."],
      "Dana may see and change Families: granted full personally.",
    ],
    [
      "a group to look only",
      [OFFICE, grant("families", { level: "view", ...desk })],
      "families",
      "view",
      ["Granted view through the group “Front desk”."],
      "Dana may see Families but change nothing: granted view through the group “Front desk”.",
    ],
    [
      "the most generous of several",
      [OFFICE, grant("students", { level: "view", ...desk }), grant("students")],
      "students",
      "full",
      ["Granted view through the group “Front desk”.", "Granted full personally."],
      "Dana may see and change Students: granted full personally.",
    ],
    [
      "one location only",
      [OFFICE, grant("families", { locationId: "loc_north" })],
      "families",
      "full",
      ["Granted full personally, at Northside."],
      "Dana may see and change Families at Northside: granted full personally, at Northside.",
    ],
    [
      "own classes only",
      [OFFICE, grant("students", { level: "view", ownClassesOnly: true })],
      "students",
      "view",
      ["Granted view personally, own classes only."],
      "Dana may see Students but change nothing: granted view personally, own classes only.",
    ],
    [
      "an administrator through a group",
      [grant("admin", { groupId: "grp_adm", groupName: "Administrators" })],
      "audit",
      "full",
      ["Administrator through the group “Administrators”."],
      "Dana may use Audit log: administrator through the group “Administrators”.",
    ],
    [
      "not allowed into the office",
      [grant("families")],
      "families",
      "none",
      ["Granted full personally.", "Without the right “Office portal” nobody can sign in to use it."],
      "Dana cannot use Families: the right “Office portal” is missing, so nobody gets that far.",
    ],
  ];
  it.each(cases)("explains %s", (_case, grants, right, level, reasons, sentence) => {
    const report = inspect(grants, right);
    expect(report).toMatchObject({ level, sentence });
    expect(report.reasons.map((reason) => reason.text)).toEqual(reasons);
  });

  it("says where a right holds when it does not hold everywhere", () => {
    const grants = [
      OFFICE,
      grant("families", { level: "view" }),
      grant("families", { locationId: "loc_south" }),
    ];
    expect(inspect(grants, "families").places).toEqual([
      { locationId: "loc_north", name: "Northside", level: "view" },
      { locationId: "loc_south", name: "Southside", level: "full" },
    ]);
    expect(inspect([OFFICE, grant("families")], "families").places).toEqual([]);
  });

  it("names the group that settles it", () => {
    const through = (grants: readonly Grant[]) => inspect([OFFICE, ...grants], "families").through;
    expect(through([])).toBeNull();
    expect(through([grant("families")])).toBe("personally");
    expect(through([grant("families", { level: "view" }), grant("families", desk)])).toBe("Front desk");
    expect(inspect([grant("families", desk)], "families").through).toBeNull();
  });

  it("gives a deactivated person nothing, and still shows what was granted", () => {
    const report = inspect([grant("admin")], "families", { isActive: false });
    expect(report).toMatchObject({ level: "none", sentence: "Dana is deactivated and cannot sign in." });
    expect(report.reasons.map((reason) => reason.kind)).toEqual(["admin", "person"]);
  });

  it("tells of every right there is", () => {
    const reports = inspectRights({
      name: "Dana",
      isActive: true,
      standing: { grants: [grant("admin")], plan: "elite", restrictions: [] },
      locations: [],
    });
    expect(reports.map((report) => report.level)).toEqual(reports.map(() => "full"));
    expect(new Set(reports.map((report) => report.right)).size).toBe(reports.length);
  });
});

describe("how far a grant reaches", () => {
  const all: Reach = grant("families");
  const cases: [string, readonly Reach[], Reach, boolean][] = [
    ["the same", [all], all, true],
    ["less than one holds", [all], grant("families", { level: "view" }), true],
    ["more than one holds", [grant("families", { level: "view" })], all, false],
    ["another right", [all], grant("students"), false],
    ["one location of all", [all], grant("families", { locationId: "loc_north" }), true],
    ["all locations of one", [grant("families", { locationId: "loc_north" })], all, false],
    [
      "another location",
      [grant("families", { locationId: "loc_north" })],
      grant("families", { locationId: "loc_south" }),
      false,
    ],
    ["own classes of all", [all], grant("families", { ownClassesOnly: true }), true],
    ["all classes of own", [grant("families", { ownClassesOnly: true })], all, false],
    ["anything for an administrator", [grant("admin")], all, true],
    ["administration itself", [all, grant("permissions")], grant("admin"), false],
    ["everywhere for a local administrator", [grant("admin", { locationId: "loc_north" })], all, false],
    [
      "two halves that only together are the whole",
      [grant("families", { locationId: "loc_north" }), grant("families", { locationId: "loc_south" })],
      all,
      false,
    ],
  ];
  it.each(cases)("%s", (_case, held, wanted, expected) => {
    expect(reaches(held, wanted)).toBe(expected);
  });
});
