import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { createLocation } from "../../worker/domains/settings/create-location.ts";
import { locationInput } from "../../worker/domains/settings/schemas.ts";
import { getWelcome } from "../../worker/domains/welcome/get-welcome.ts";
import { familyInput } from "../families/factories.ts";
import { systemContext, TEST_NOW_MS } from "../harness/actors.ts";
import { ENGINES } from "../harness/databases.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, write } from "../settings/week.ts";
import { signedIn } from "../staff/people.ts";

const DAY_MS = 86_400_000;
/** In Chicago: Saturday noon, when classes that begin at four have not yet begun, and eight in the evening. */
const NOON_MS = TEST_NOW_MS;
const EVENING_MS = NOON_MS + 8 * 3_600_000;

describe.each(ENGINES)("rolls that nobody called, on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const owner = await signedIn(tenant);
  const { id: locationId } = await createLocation(
    owner,
    locationInput.parse({ name: "Northside", timeZone: "America/Chicago" }),
  );
  const { id: familyId } = await createFamily(owner, familyInput());
  const studentId = (await getFamily(owner, familyId)).students[0]!.id;
  const taught = async (weekday: number) => {
    const { classId } = await addClass(tenant, { locationId, weekday });
    await write(owner, (change) =>
      change.insert("enrollments", {
        ...{ id: newId("enrollment"), studentId, classId },
        ...{ kind: "active", startsOn: "2026-01-05" },
      }),
    );
  };
  for (let i = 0; i < 2; i++) await taught(4);
  for (let i = 0; i < 8; i++) await taught(5);
  for (let i = 0; i < 9; i++) await taught(6);
  const week = async (nowMs: number) => (await getWelcome(systemContext(tenant, nowMs))).week;
  const dates = (rows: readonly { readonly onDate: string }[]) => rows.map(({ onDate }) => onDate);

  it("are all counted, and the latest six shown, beside today's next six", async () => {
    const noon = await week(NOON_MS);
    expect(noon.untaken!.total).toBe(10);
    expect(dates(noon.untaken!.latest)).toEqual(Array.from({ length: 6 }, () => "2026-11-20"));
    expect(noon.meetings).toMatchObject({ total: 9, hidden: 3 });
    expect(dates(noon.meetings!.coming)).toEqual(Array.from({ length: 6 }, () => "2026-11-21"));
    expect(noon.meetings!.coming.map(({ expected, openings }) => [expected, openings])).toEqual(
      Array.from({ length: 6 }, () => [1, 9]),
    );
  });

  it("are today's first once they have begun, and of two days back only", async () => {
    const evening = await week(EVENING_MS);
    expect(evening.untaken!.total).toBe(19);
    expect(dates(evening.untaken!.latest)).toEqual(Array.from({ length: 6 }, () => "2026-11-21"));
    const sunday = await week(NOON_MS + DAY_MS);
    expect(sunday.untaken!.total).toBe(17);
    expect((await week(NOON_MS + 2 * DAY_MS)).untaken!.total).toBe(9);
    expect((await week(NOON_MS + 3 * DAY_MS)).untaken).toEqual({ total: 0, latest: [] });
  });
});
