import { describe, expect, it } from "vitest";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addClass, addStudents, enrollmentsOf, openSchool, TODAY } from "./school.ts";

const ASKING = 50;
const PLACES = 5;

describe.each(ENGINES)("a rush on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const house = testHouse();
  const { client } = await signedIn(house, tenant, { enrollments: "full" });
  const school = await openSchool(tenant.database);

  it("of fifty for five places lets in exactly five and offers the others the waitlist", {
    timeout: 120_000,
  }, async () => {
    const { id: classId } = await addClass(school, { capacity: PLACES, weekdays: [1, 3] });
    const students = await addStudents(school, ASKING);
    const answers = await Promise.all(
      students.map((studentId, i) =>
        client.post(
          "/enrollments",
          { classId, studentId, startsOn: TODAY },
          { "idempotency-key": `rush-${engine}-${i}-0123456789abcdef` },
        ),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(ASKING).fill(200));
    const outcomes = answers.map((answer) => answer.body.outcome as string);
    expect(outcomes.filter((outcome) => outcome === "enrolled")).toHaveLength(PLACES);
    const full = answers.filter((answer) => answer.body.outcome === "full").map((answer) => answer.body);
    expect(full).toHaveLength(ASKING - PLACES);
    for (const body of full) {
      expect(body).toMatchObject({ queueLength: 0, mayJoinWaitlist: true, mayOverride: false });
    }
    expect(await enrollmentsOf(tenant.database, classId)).toHaveLength(PLACES);
    const again = await client.post(
      "/enrollments",
      { classId, studentId: students[outcomes.indexOf("enrolled")], startsOn: TODAY },
      { "idempotency-key": `rush-${engine}-${outcomes.indexOf("enrolled")}-0123456789abcdef` },
    );
    expect(again.body).toEqual(answers[outcomes.indexOf("enrolled")]!.body);
    const joined = await Promise.all(
      students
        .filter((_, i) => outcomes[i] === "full")
        .map((studentId) => client.post("/waitlist", { classId, studentIds: [studentId], startsOn: TODAY })),
    );
    expect(joined.every((answer) => answer.status === 200)).toBe(true);
    const roster = await client.get(`/enrollments/class/${classId}`);
    const positions = roster.body.waiting.map((row: { wait: { position: number } }) => row.wait.position);
    expect(positions).toEqual(Array.from({ length: ASKING - PLACES }, (_, i) => i + 1));
  });
});
