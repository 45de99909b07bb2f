import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { ZoneClock } from "../../worker/domains/meetings/meeting-time.ts";

const at = (hour: number, minute = 0) => hour * 60 + minute;
const CHICAGO = "America/Chicago";
const LONDON = "Europe/London";
const SYDNEY = "Australia/Sydney";

function instants(timeZone: string, onDate: string, startMinute: number, durationMinutes = 60): string[] {
  const { startsAtMs, endsAtMs } = new ZoneClock(timeZone).instants({ onDate, startMinute, durationMinutes });
  return [startsAtMs, endsAtMs].map((ms) => new Date(ms).toISOString().replace(":00.000Z", "Z"));
}

describe("when a meeting is", () => {
  it.each([
    // The day before, of and after each clock change: 16:00 stays 16:00 by the clock on the wall.
    [CHICAGO, "2026-03-07", "2026-03-07T22:00Z"],
    [CHICAGO, "2026-03-08", "2026-03-08T21:00Z"],
    [CHICAGO, "2026-10-31", "2026-10-31T21:00Z"],
    [CHICAGO, "2026-11-01", "2026-11-01T22:00Z"],
    [LONDON, "2026-03-28", "2026-03-28T16:00Z"],
    [LONDON, "2026-03-29", "2026-03-29T15:00Z"],
    [LONDON, "2026-10-24", "2026-10-24T15:00Z"],
    [LONDON, "2026-10-25", "2026-10-25T16:00Z"],
    // South of the equator it is the other way round.
    [SYDNEY, "2026-04-04", "2026-04-04T05:00Z"],
    [SYDNEY, "2026-04-05", "2026-04-05T06:00Z"],
    [SYDNEY, "2026-10-03", "2026-10-03T06:00Z"],
    [SYDNEY, "2026-10-04", "2026-10-04T05:00Z"],
  ])("follows the clock on the wall in %s on %s", (zone, day, start) => {
    expect(instants(zone, day, at(16))[0]).toBe(start);
  });

  it.each([
    [CHICAGO, "2026-03-07", "2026-03-08T05:30Z", "2026-03-08T07:00Z"],
    [CHICAGO, "2026-10-31", "2026-11-01T04:30Z", "2026-11-01T06:00Z"],
    [LONDON, "2026-03-28", "2026-03-28T23:30Z", "2026-03-29T01:00Z"],
    [LONDON, "2026-10-24", "2026-10-24T22:30Z", "2026-10-25T00:00Z"],
    [SYDNEY, "2026-10-03", "2026-10-03T13:30Z", "2026-10-03T15:00Z"],
    [SYDNEY, "2026-04-04", "2026-04-04T12:30Z", "2026-04-04T14:00Z"],
  ])("lasts 90 minutes from 23:30 in %s on %s, past midnight", (zone, day, start, end) => {
    expect(instants(zone, day, at(23, 30), 90)).toEqual([start, end]);
  });

  it.each([
    // 02:30 does not exist: it is the half hour after the clocks were put forward.
    [CHICAGO, "2026-03-08", at(2, 30), "2026-03-08T08:30Z"],
    [LONDON, "2026-03-29", at(1, 30), "2026-03-29T01:30Z"],
    [SYDNEY, "2026-10-04", at(2, 30), "2026-10-03T16:30Z"],
    // 01:30 comes twice: it is the first.
    [CHICAGO, "2026-11-01", at(1, 30), "2026-11-01T06:30Z"],
    [LONDON, "2026-10-25", at(1, 30), "2026-10-25T00:30Z"],
    [SYDNEY, "2026-04-05", at(2, 30), "2026-04-04T15:30Z"],
  ])("knows hours that are skipped and doubled: %s on %s", (zone, day, minute, start) => {
    expect(instants(zone, day, minute)[0]).toBe(start);
  });

  it("lasts as long as it says through a change of the clocks", () => {
    expect(instants(CHICAGO, "2026-03-08", at(1), 180)).toEqual(["2026-03-08T07:00Z", "2026-03-08T10:00Z"]);
    expect(instants(CHICAGO, "2026-11-01", at(0), 180)).toEqual(["2026-11-01T05:00Z", "2026-11-01T08:00Z"]);
  });

  it("knows 29 February, zones with odd hours, midnights that do not exist and days that do not", () => {
    expect(instants(CHICAGO, "2028-02-29", at(9))).toEqual(["2028-02-29T15:00Z", "2028-02-29T16:00Z"]);
    expect(instants("Asia/Kathmandu", "2026-11-23", at(9))[0]).toBe("2026-11-23T03:15Z");
    expect(instants("Africa/Cairo", "2026-04-24", at(0, 30))[0]).toBe("2026-04-23T22:30Z");
    expect(instants("Pacific/Apia", "2011-12-31", at(9))[0]).toBe("2011-12-30T19:00Z");
  });

  it("answers the same for every meeting of a day, however it was asked before", () => {
    for (const zone of [CHICAGO, LONDON, SYDNEY, "Australia/Lord_Howe"]) {
      const clock = new ZoneClock(zone);
      for (const onDate of [
        "2026-03-08",
        "2026-03-29",
        "2026-04-05",
        "2026-10-04",
        "2026-10-25",
        "2026-11-01",
        "2026-11-02",
      ]) {
        for (let startMinute = 0; startMinute < 1_440; startMinute += 15) {
          const time = { hour: Math.floor(startMinute / 60), minute: startMinute % 60 };
          const { epochMilliseconds } = Temporal.PlainDate.from(onDate)
            .toPlainDateTime(time)
            .toZonedDateTime(zone, { disambiguation: "compatible" });
          expect(clock.instants({ onDate, startMinute, durationMinutes: 60 }).startsAtMs).toBe(
            epochMilliseconds,
          );
        }
      }
    }
  });
});
