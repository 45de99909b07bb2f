import { describe, expect, it } from "vitest";
import {
  latestOccurrence,
  nextOccurrence,
} from "../../worker/domains/billing-automations/next-occurrence.ts";
import {
  automationInput,
  dayFrom,
  type RunTemplate,
  runInputOn,
} from "../../worker/domains/billing-automations/schemas.ts";
import { whyHold } from "../../worker/domains/billing-automations/why-hold.ts";

const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

// zone | day | clock | after (UTC) | next: its day and its instant (UTC)
const TABLE = `
America/Chicago | 1 | 06:00 | 2026-11-21T18:00 | 2026-12-01 2026-12-01T12:00
America/Chicago | 1 | 06:00 | 2026-12-01T11:59 | 2026-12-01 2026-12-01T12:00
America/Chicago | 1 | 06:00 | 2026-12-01T12:00 | 2027-01-01 2027-01-01T12:00
America/Chicago | 28 | 23:30 | 2027-01-29T05:29 | 2027-01-28 2027-01-29T05:30
America/Chicago | 28 | 23:30 | 2027-01-29T05:30 | 2027-02-28 2027-03-01T05:30
America/Chicago | 28 | 00:00 | 2028-02-01T12:00 | 2028-02-28 2028-02-28T06:00
America/Chicago | 8 | 06:00 | 2026-10-31T12:00 | 2026-11-08 2026-11-08T12:00
America/Chicago | 1 | 01:30 | 2026-10-31T12:00 | 2026-11-01 2026-11-01T06:30
America/Chicago | 1 | 01:30 | 2026-11-01T06:30 | 2026-12-01 2026-12-01T07:30
America/Chicago | 1 | 01:30 | 2026-11-01T07:30 | 2026-12-01 2026-12-01T07:30
America/Chicago | 14 | 02:30 | 2027-03-01T12:00 | 2027-03-14 2027-03-14T08:30
America/Chicago | 14 | 02:30 | 2027-03-14T08:30 | 2027-04-14 2027-04-14T07:30
America/Chicago | 14 | 06:00 | 2027-02-14T12:00 | 2027-03-14 2027-03-14T11:00
Europe/London | 25 | 01:30 | 2026-10-01T00:00 | 2026-10-25 2026-10-25T00:30
Europe/London | 25 | 01:30 | 2026-10-25T01:30 | 2026-11-25 2026-11-25T01:30
Europe/London | 28 | 01:30 | 2027-03-27T00:00 | 2027-03-28 2027-03-28T01:30
Europe/London | 28 | 02:30 | 2027-03-27T00:00 | 2027-03-28 2027-03-28T01:30
Europe/London | 1 | 00:00 | 2027-03-31T22:59 | 2027-04-01 2027-03-31T23:00
Australia/Sydney | 4 | 02:30 | 2026-09-20T00:00 | 2026-10-04 2026-10-03T16:30
Australia/Sydney | 4 | 02:30 | 2027-03-20T00:00 | 2027-04-04 2027-04-03T15:30
Australia/Sydney | 4 | 02:30 | 2027-04-03T16:30 | 2027-05-04 2027-05-03T16:30
Australia/Sydney | 1 | 06:00 | 2026-12-31T18:59 | 2027-01-01 2026-12-31T19:00
Australia/Sydney | 28 | 12:00 | 2026-12-28T01:00 | 2027-01-28 2027-01-28T01:00
`;
const rows = TABLE.trim()
  .split("\n")
  .map((line) => line.split("|").map((part) => part.trim()) as [string, string, string, string, string]);

describe("the next time of an automation", () => {
  it.each(rows)("in %s on day %s at %s after %s is %s", (timeZone, day, clock, after, expected) => {
    const [hour, minute] = clock.split(":").map(Number) as [number, number];
    const time = { dayOfMonth: Number(day), minuteOfDay: hour * 60 + minute };
    const next = nextOccurrence(time, at(`${after}Z`), timeZone);
    expect(`${next.on} ${iso(next.atMs)}`).toBe(expected);
    expect(latestOccurrence(time, next.atMs, timeZone)).toEqual(next);
    expect(latestOccurrence(time, next.atMs - 1, timeZone).atMs).toBeLessThanOrEqual(at(`${after}Z`));
  });

  it("comes once a month through three years, in every zone, at the same hour on the wall", () => {
    for (const timeZone of ["America/Chicago", "Europe/London", "Australia/Sydney", "Asia/Kathmandu"]) {
      const wall = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" });
      let now = at("2026-01-28T23:00Z");
      for (let month = 1; month <= 36; month++) {
        const { on, atMs } = nextOccurrence({ dayOfMonth: 28, minuteOfDay: 5 * 60 }, now, timeZone);
        const [year, monthOf] = [2026 + Math.floor(month / 12), (month % 12) + 1];
        expect(on).toBe(`${year}-${String(monthOf).padStart(2, "0")}-28`);
        expect(wall.format(atMs)).toBe(`28/${on.slice(5, 7)}/${year}, 05:00`);
        now = atMs;
      }
    }
  });
});

const TUITION = {
  kind: "tuition",
  title: "Tuition for {month}",
  month: { monthsLater: 1, day: 1 },
  chargeOn: { daysLater: 0 },
  dueOn: { monthsLater: 1, day: 1 },
} as const satisfies RunTemplate;
const OPTIONS = {
  name: "Tuition",
  dayOfMonth: 20,
  minuteOfDay: 360,
  waitHours: 48,
  notifyStaffIds: ["stf_1"],
};

describe("what an automation runs", () => {
  it("is the input of a run for its month, the year and the ends of months included", () => {
    expect(runInputOn(TUITION, "2026-12-20", "en-US")).toMatchObject({
      month: "2027-01-01",
      title: "Tuition for January 2027",
      chargeOn: "2026-12-20",
      dueOn: "2027-01-01",
    });
    expect(dayFrom({ monthsLater: 0, day: 31 }, "2027-02-10")).toBe("2027-02-28");
    expect(dayFrom({ monthsLater: -1, day: 31 }, "2028-03-10")).toBe("2028-02-29");
    expect(dayFrom({ daysLater: 10 }, "2026-12-28")).toBe("2027-01-07");
    const credits: RunTemplate = { kind: "apply_credits", on: { daysLater: 0 }, dueBy: null };
    expect(runInputOn(credits, "2026-12-01", "en-US")).toEqual({
      kind: "apply_credits",
      on: "2026-12-01",
      dueBy: null,
    });
  });

  it.each([
    ["day 29", { dayOfMonth: 29 }, "dayOfMonth"],
    ["day 31", { dayOfMonth: 31 }, "dayOfMonth"],
    ["day 0", { dayOfMonth: 0 }, "dayOfMonth"],
    ["a day in parts", { dayOfMonth: 1.5 }, "dayOfMonth"],
    ["24:00", { minuteOfDay: 1440 }, "minuteOfDay"],
    ["a wait of 241 hours", { waitHours: 241 }, "waitHours"],
    ["a wait back in time", { waitHours: -1 }, "waitHours"],
    ["a limit of 0 %", { changeLimitPercent: 0 }, "changeLimitPercent"],
    ["nobody told", { notifyStaffIds: [] }, "notifyStaffIds"],
    ["drops, which a person decides", { input: { ...TUITION, kind: "drops" } }, "input.kind"],
    [
      "due before it is charged",
      { input: { ...TUITION, dueOn: { monthsLater: 0, day: 19 } } },
      "input.dueOn",
    ],
    ["a fixed month in the middle", { input: { ...TUITION, month: { daysLater: 0 } } }, "input.month"],
    ["no title", { input: { ...TUITION, title: " " } }, "input.title"],
    [
      "a day that only some months have in order",
      {
        dayOfMonth: 28,
        input: { ...TUITION, chargeOn: { monthsLater: 0, day: 31 }, dueOn: { daysLater: 2 } },
      },
      "input.dueOn",
    ],
  ])("refuses %s and names the field", (_what, change, path) => {
    const checked = automationInput.safeParse({ ...OPTIONS, input: TUITION, ...change });
    expect(checked.error?.issues.map((issue) => issue.path.join("."))).toContain(path);
  });

  it("takes what is in order, with a limit of 20 % unless another is chosen", () => {
    expect(automationInput.parse({ ...OPTIONS, input: TUITION })).toMatchObject({ changeLimitPercent: 20 });
    expect(
      automationInput.parse({ ...OPTIONS, input: TUITION, changeLimitPercent: null }).changeLimitPercent,
    ).toBeNull();
  });
});

describe("a preview", () => {
  const usual = {
    automation: { isActive: true, waitHours: 24, changeLimitPercent: 20 },
    tickedCount: 10,
    tickedMinor: 100_000,
    beforeMinor: 100_000,
    told: 1,
  };
  it.each([
    ["as last time", {}, null],
    ["20 % more", { tickedMinor: 120_000 }, null],
    ["a cent beyond 20 % more", { tickedMinor: 120_001 }, "unusual"],
    ["20 % less", { tickedMinor: 80_000 }, null],
    ["a cent beyond 20 % less", { tickedMinor: 79_999 }, "unusual"],
    ["nothing to do", { tickedCount: 0, tickedMinor: 0 }, "nothing"],
    ["nobody to tell", { told: 0 }, "untold"],
    ["for the first time, with a wait", { beforeMinor: null }, null],
    [
      "for the first time, without a look",
      { beforeMinor: null, automation: { ...usual.automation, waitHours: 0 } },
      "first",
    ],
    [
      "far more, where any change is allowed",
      { tickedMinor: 9_000_000, automation: { ...usual.automation, changeLimitPercent: null } },
      null,
    ],
    [
      "of an automation that was switched off",
      { automation: { ...usual.automation, isActive: false } },
      "paused",
    ],
    ["of an automation that was deleted", { automation: null }, "paused"],
  ])("%s", (_what, change, reason) => {
    expect(whyHold({ ...usual, ...change })).toBe(reason);
  });
});
