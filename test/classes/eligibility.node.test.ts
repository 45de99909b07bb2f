import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, ageYears, latestBirth, reachesOn } from "../../tenant-schema/dates.ts";
import { type AgeLimits, birthWindow } from "../../worker/domains/class-ages/schemas.ts";
import { ineligibility, testedOn } from "../../worker/domains/classes/eligibility.ts";

const NOBODY: AgeLimits = {
  minAgeYears: null,
  minAgeMonths: null,
  minAgeDays: null,
  maxAgeYears: null,
  maxAgeMonths: null,
  maxAgeDays: null,
};
const ANYBODY = { ...NOBODY, gender: null, schoolGrade: null };
const girl = (birthDate: string | null) => ({ birthDate, gender: "female", schoolGrade: null });
const codes = (reasons: readonly { readonly code: string }[]) => reasons.map((reason) => reason.code);

describe("ages to the day", () => {
  it("are reached on the birthday, on 1 March for those of 29 February", () => {
    expect(reachesOn("2020-02-29", { years: 3, months: 0, days: 0 })).toBe("2023-03-01");
    expect(reachesOn("2020-02-29", { years: 4, months: 0, days: 0 })).toBe("2024-02-29");
    expect(reachesOn("2020-01-31", { years: 0, months: 1, days: 0 })).toBe("2020-03-01");
    expect(reachesOn("2020-11-15", { years: 1, months: 2, days: 20 })).toBe("2022-02-04");
  });

  it("agree with whole years", () => {
    fc.assert(
      fc.property(dates(2000, 2025), dates(2025, 2030), fc.nat(30), (born, on, years) => {
        expect(reachesOn(born, { years, months: 0, days: 0 }) <= on).toBe(ageYears(born, on) >= years);
      }),
      { numRuns: 2_000 },
    );
  });

  it("give exactly the last birth date that reached one", () => {
    fc.assert(
      fc.property(dates(2015, 2030), fc.nat(18), fc.nat(11), fc.nat(31), (on, years, months, days) => {
        const age = { years, months, days };
        const latest = latestBirth(age, on);
        expect(reachesOn(latest, age) <= on).toBe(true);
        for (let later = 1; later < 8; later++)
          expect(reachesOn(addDays(latest, later), age) > on).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("who fits", () => {
  const fiveToSeven = { ...ANYBODY, minAgeYears: 5, maxAgeYears: 7 };

  it("is asked to the day, at both ends", () => {
    const on = "2026-09-01";
    expect(codes(ineligibility(girl("2021-09-01"), fiveToSeven, on))).toEqual([]);
    expect(codes(ineligibility(girl("2021-09-02"), fiveToSeven, on))).toEqual(["too_young"]);
    expect(codes(ineligibility(girl("2018-09-02"), fiveToSeven, on))).toEqual([]);
    expect(codes(ineligibility(girl("2018-09-01"), fiveToSeven, on))).toEqual(["too_old"]);
    expect(birthWindow(fiveToSeven, on)).toEqual({ earliest: "2018-09-02", latest: "2021-09-01" });
  });

  it("counts months and days where they are set", () => {
    const infants = {
      ...ANYBODY,
      minAgeYears: 0,
      minAgeMonths: 6,
      maxAgeYears: 1,
      maxAgeMonths: 5,
      maxAgeDays: 15,
    };
    const on = "2026-03-31";
    expect(birthWindow(infants, on)).toEqual({ earliest: "2024-10-16", latest: "2025-09-30" });
    expect(codes(ineligibility(girl("2025-10-01"), infants, on))).toEqual(["too_young"]);
    expect(codes(ineligibility(girl("2024-10-15"), infants, on))).toEqual(["too_old"]);
  });

  it("is the same as the window of birth dates, whatever the limits", () => {
    const limit = fc.option(fc.nat(11), { nil: null });
    fc.assert(
      fc.property(
        dates(2012, 2026),
        dates(2024, 2028),
        fc.record({
          minAgeYears: limit,
          minAgeMonths: limit,
          minAgeDays: limit,
          maxAgeYears: limit,
          maxAgeMonths: limit,
          maxAgeDays: limit,
        }),
        (born, on, limits) => {
          const { earliest, latest } = birthWindow(limits, on);
          const within = (earliest === null || born >= earliest) && (latest === null || born <= latest);
          const reasons = codes(ineligibility(girl(born), { ...ANYBODY, ...limits }, on));
          expect(reasons.some((code) => code === "too_young" || code === "too_old")).toBe(!within);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("tells gender and grade, and what is not known", () => {
    const boys = { ...ANYBODY, gender: "male" as const, schoolGrade: "Year 2", minAgeYears: 4 };
    expect(codes(ineligibility(girl(null), boys, "2026-09-01"))).toEqual([
      "birth_date_unknown",
      "gender",
      "grade_unknown",
    ]);
    const known = { birthDate: "2018-01-01", gender: null, schoolGrade: " year 2" };
    expect(codes(ineligibility(known, boys, "2026-09-01"))).toEqual(["gender_unknown"]);
    expect(
      ineligibility({ birthDate: null, gender: null, schoolGrade: null }, ANYBODY, "2026-09-01"),
    ).toEqual([]);
  });

  it("is tested at the next meeting, before the class or its session begins on that day", () => {
    const begun = { today: "2026-09-02", nextMeetingOn: "2026-09-07", classStartsOn: "2026-01-01" };
    expect(testedOn(begun)).toBe("2026-09-07");
    expect(testedOn({ ...begun, nextMeetingOn: null })).toBe("2026-09-02");
    expect(testedOn({ ...begun, sessionStartsOn: "2026-10-01" })).toBe("2026-10-01");
    expect(testedOn({ ...begun, classStartsOn: "2026-11-01" })).toBe("2026-11-01");
  });
});

function dates(fromYear: number, toYear: number): fc.Arbitrary<string> {
  const first = `${fromYear}-01-01`;
  return fc.nat((toYear - fromYear) * 365).map((days) => addDays(first, days));
}
