import { describe, expect, it } from "vitest";
import { type StaffActor, standingOf } from "../../worker/kernel/context.ts";
import {
  allows,
  decide,
  isRestrictable,
  leftOf,
  type Restriction,
  reachingGrants,
} from "../../worker/kernel/decide.ts";
import { type Grant, RIGHTS, type Right } from "../../worker/kernel/permissions.ts";

type Left = "none" | "view" | null;
const LEFTS: readonly Left[] = [null, "view", "none"];
const RANK = { none: 0, view: 1, full: 2 } as const;
const RIGHT_KEYS = Object.keys(RIGHTS) as Right[];

const grant = (right: Right, level: "view" | "full"): Grant => ({
  right,
  level,
  locationId: null,
  ownClassesOnly: false,
  groupId: null,
  groupName: null,
});

/** Everybody there can be, by what the account and the enterprise portal made them. */
const PEOPLE: readonly {
  readonly who: string;
  readonly enterprise: { readonly level: "admin" | "user" } | null;
  readonly grants: (right: Right) => readonly Grant[];
}[] = [
  { who: "staff without it", enterprise: null, grants: () => [] },
  { who: "staff who look", enterprise: null, grants: (right) => [grant(right, "view")] },
  { who: "staff with all of it", enterprise: null, grants: (right) => [grant(right, "full")] },
  { who: "an administrator of the account", enterprise: null, grants: () => [grant("admin", "full")] },
  { who: "an enterprise user", enterprise: { level: "user" }, grants: () => [grant("admin", "full")] },
  { who: "an enterprise admin", enterprise: { level: "admin" }, grants: () => [grant("admin", "full")] },
];

function restrictions(right: Right, path: readonly Left[]): Restriction[] {
  return path.flatMap((maxLevel, i) =>
    maxLevel === null ? [] : [{ right, maxLevel, groupName: `Level ${i}` }],
  );
}

const least = (levels: readonly (keyof typeof RANK)[]) =>
  levels.reduce((a, b) => (RANK[a] <= RANK[b] ? a : b));

describe("what enterprises take away, for every right, path and person", () => {
  const paths = LEFTS.flatMap((top) =>
    LEFTS.flatMap((parent) => LEFTS.map((child) => [top, parent, child] as const)),
  );

  it.each(PEOPLE)(
    "$who: nothing widens, the strictest wins, each group is named",
    ({ enterprise, grants }) => {
      let looked = 0;
      for (const right of RIGHT_KEYS) {
        const standing = (path: readonly Left[]) =>
          standingOf({ grants: grants(right), enterprise } as Pick<StaffActor, "grants" | "enterprise">, {
            plan: "enterprise",
            restrictions: restrictions(right, path),
          });
        const granted = decide(standing([]), right).level;
        const isBound = enterprise?.level !== "admin" && isRestrictable(right);
        for (const path of paths) {
          looked += 1;
          const { level, reasons, restriction } = decide(standing(path), right);
          const left = path.filter((one) => one !== null);
          expect(level).toBe(isBound ? least([granted, ...left]) : granted);
          expect(RANK[level]).toBeLessThanOrEqual(RANK[decide(standing(path.slice(0, 2)), right).level]);
          expect(reasons.filter(({ kind }) => kind === "enterprise")).toHaveLength(isBound ? left.length : 0);
          expect(restriction === null).toBe(level === granted);
          for (const asked of ["view", "full"] as const)
            expect(reachingGrants(standing(path), right, asked).length > 0).toBe(
              allows({ level, reasons, restriction }, asked),
            );
        }
      }
      expect(looked).toBe(RIGHT_KEYS.length * 27);
    },
  );

  it("never touches the way in, and a right of another name is left alone", () => {
    for (const right of RIGHT_KEYS) {
      const all = RIGHT_KEYS.map((one): Restriction => ({ right: one, maxLevel: "none", groupName: "All" }));
      expect(leftOf(all, right)).toBe(RIGHTS[right].section === "application" ? "full" : "none");
      expect(
        leftOf(
          all.filter((one) => one.right !== right),
          right,
        ),
      ).toBe("full");
    }
  });
});
