import { describe, expect, it } from "vitest";
import { firstDataPaths } from "../../worker/edge/first-data.ts";

const here = { nowMs: Date.UTC(2026, 10, 21, 18), timeZone: "America/Chicago", locale: "en-US" };

describe("what a page's HTML carries", () => {
  it.each([
    ["/money", "", ["/money-overview"]],
    // In the order in which the page asks, and by the names of the API.
    ["/money", "location=loc_1&months=6&view=table", ["/money-overview?months=6&locationId=loc_1"]],
    ["/transactions", "", ["/transactions", "/billing-automations/upcoming"]],
    ["/transactions/new", "", []],
    ["/families", "q=nun&other=1", ["/families?q=nun"]],
  ])("%s?%s", (page, search, paths) => {
    expect(firstDataPaths(page, new URLSearchParams(search), here)).toEqual(["/session", ...paths]);
  });
});
