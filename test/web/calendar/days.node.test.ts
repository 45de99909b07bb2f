import { describe, expect, it } from "vitest";
import { clockText } from "../../../web/office/calendar/clock-text.ts";
import { clampStart, hoursOf, minuteAt, percentOf } from "../../../web/office/calendar/hours.ts";
import { nowLines, zoneName } from "../../../web/office/calendar/now-lines.ts";
import { datesOf, stepped } from "../../../web/office/calendar/span.ts";
import { calendarSpan } from "../../../worker/domains/calendar/values.ts";

describe("the days of a view", () => {
  it("begin with Sunday in the United States and with Monday in Britain", () => {
    expect(calendarSpan("week", "2026-11-24", "en-US")).toEqual({ from: "2026-11-22", to: "2026-11-28" });
    expect(calendarSpan("week", "2026-11-22", "en-US").from).toBe("2026-11-22");
    expect(calendarSpan("week", "2026-11-22", "en-GB")).toEqual({ from: "2026-11-16", to: "2026-11-22" });
  });

  it("are seven in a week that crosses a year, one elsewhere", () => {
    const week = datesOf(calendarSpan("week", "2026-12-31", "en-GB"));
    expect([week.length, week[0], week[6]]).toEqual([7, "2026-12-28", "2027-01-03"]);
    expect(datesOf(calendarSpan("room", "2026-12-31", "en-GB"))).toEqual(["2026-12-31"]);
  });

  it("step by a week or a day", () => {
    expect(stepped("week", "2026-12-29", 1)).toBe("2027-01-05");
    expect(stepped("day", "2028-03-01", -1)).toBe("2028-02-29");
  });
});

describe("the hours of a grid", () => {
  const at = (start: number, end: number) => ({ start, end });

  it("hold all meetings on whole hours, at least eight", () => {
    expect(hoursOf([at(545, 600), at(1_100, 1_175)])).toEqual(at(540, 1_200));
    expect(hoursOf([at(960, 1_020)])).toEqual(at(840, 1_320));
  });

  it("reach over midnight when a class does", () => {
    expect(hoursOf([at(1_410, 1_500)]).end).toBe(1_500);
  });

  it("never shrink from one week to the next, and forget the usual hours once any are known", () => {
    const empty = hoursOf([]);
    const first = hoursOf([at(900, 1_200)], empty);
    expect(first.start).toBe(840);
    expect(hoursOf([at(480, 540)], first)).toEqual(at(480, first.end));
    expect(hoursOf([], first)).toEqual(first);
  });

  it("turn a place into a minute and back", () => {
    const hours = at(540, 1_140);
    expect(percentOf(840, hours)).toBe(50);
    expect(minuteAt(0.503, hours, 15)).toBe(840);
    expect(minuteAt(0.509, hours, 5)).toBe(845);
    expect([clampStart(-15), clampStart(1_500)]).toEqual([0, 1_439]);
  });
});

/** Locales write narrow spaces of several kinds. */
const plain = (text: string) => text.replace(/\s/g, " ");

describe("times", () => {
  it("are written as the locale writes them", () => {
    expect(plain(clockText("en-US").range(990, 60))).toBe("4:30 – 5:30 PM");
    expect(plain(clockText("en-US").range(690, 60))).toBe("11:30 AM – 12:30 PM");
    expect(plain(clockText("en-GB").range(990, 60))).toMatch(/^16:30 ?– ?17:30$/);
  });

  it("name no dates when a class ends at midnight or after it", () => {
    expect(plain(clockText("en-US").range(1_380, 60))).toBe("11:00 PM – 12:00 AM");
    expect(plain(clockText("en-US").range(1_410, 90))).toBe("11:30 PM – 1:00 AM");
  });

  it("are now at different hours, perhaps days, in different zones", () => {
    const noon = Date.UTC(2026, 10, 24, 18, 10);
    expect(nowLines(["America/Chicago", "America/Denver", "America/Chicago"], noon)).toEqual([
      { timeZone: "America/Chicago", date: "2026-11-24", minute: 12 * 60 + 10 },
      { timeZone: "America/Denver", date: "2026-11-24", minute: 11 * 60 + 10 },
    ]);
    expect(nowLines(["Australia/Sydney"], noon)).toEqual([
      { timeZone: "Australia/Sydney", date: "2026-11-25", minute: 5 * 60 + 10 },
    ]);
  });

  it("carry the name of their zone by the season", () => {
    expect(zoneName("America/Chicago", Date.UTC(2026, 0, 5), "en-US")).toBe("CST");
    expect(zoneName("America/Chicago", Date.UTC(2026, 6, 5), "en-US")).toBe("CDT");
  });
});
