import { describe, expect, it } from "vitest";
import { verdictOf } from "../../../web/office/enrollments/enroll/verdict.ts";
import type { EnrollPreview, Obstacle } from "../../../worker/domains/enrollments/shapes.ts";

const tooOld: Obstacle = { code: "too_old", text: "Too old", isOverridable: true };
const enrolled: Obstacle = { code: "already_enrolled", text: "Enrolled already", isOverridable: false };

/** Students of whom each has that in the way, in a class with so many places. */
function preview(obstacles: readonly Obstacle[][], openings: number): EnrollPreview {
  return {
    className: "Tumbling",
    kind: "active",
    startsOn: "2026-11-24",
    endsOn: null,
    sessionId: null,
    slotIds: null,
    meetings: [],
    slots: [],
    openings,
    queueLength: 0,
    obstacles: [],
    students: obstacles.map((own, i) => ({
      id: `stu_${i}`,
      name: `Student ${i}`,
      obstacles: own,
      unmetPolicies: [],
      waitPosition: i < openings ? null : i - openings + 1,
    })),
    overrides: [],
    mayOverride: true,
  };
}

const plain = { anyway: false, whenFull: "wait" } as const;
const anyway = { ...plain, anyway: true };

describe("what can be done with several students", () => {
  it("waits for the word when nobody of them fits, and goes on without it when somebody does", () => {
    const nobodyFits = preview([[tooOld], [tooOld]], 3);
    expect(verdictOf(plain, nobodyFits)).toMatchObject({ act: undefined, isRefused: false, fitting: 0 });
    expect(verdictOf(anyway, nobodyFits)).toMatchObject({ act: "enroll", fitting: 2 });
    expect(verdictOf(plain, preview([[tooOld], []], 3))).toMatchObject({ act: "enroll", fitting: 1 });
  });

  it("takes whom the rules let pass only by word beside somebody who cannot be enrolled at all", () => {
    const mixed = preview([[enrolled], [tooOld]], 3);
    expect(verdictOf(plain, mixed)).toMatchObject({ act: undefined, isRefused: false });
    expect(verdictOf(anyway, mixed)).toMatchObject({ act: "enroll", fitting: 1 });
    expect(verdictOf(anyway, preview([[enrolled], [enrolled]], 3)).isRefused).toBe(true);
  });

  it("asks for the word beyond capacity, too, and not for the waitlist, which takes everybody", () => {
    const full = preview([[tooOld], [tooOld]], 0);
    expect(verdictOf({ ...plain, whenFull: "exceed" }, full).act).toBeUndefined();
    expect(verdictOf(plain, full).act).toBe("wait");
  });

  it("holds what is in the way of all against each", () => {
    const early = { ...preview([[], []], 3), obstacles: [tooOld] };
    expect(verdictOf(plain, early)).toMatchObject({ act: undefined, fitting: 0 });
    expect(verdictOf(anyway, early)).toMatchObject({ act: "enroll", fitting: 2 });
  });
});
