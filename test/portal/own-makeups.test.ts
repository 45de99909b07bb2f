import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { bookOwnMakeup } from "../../worker/domains/makeups/own-makeups.ts";
import { barrier } from "../harness/barrier.ts";
import { guardianContext } from "../harness/guardians.ts";
import { racing } from "../harness/racing.ts";
import { openOwnSchool } from "./own-school.ts";

const MONDAY = "2026-11-23";

describe("makeups that families book", async () => {
  const own = await openOwnSchool();
  const withToken = async () => {
    const { client, guardian } = await own.family();
    await own.token(guardian.studentId);
    const tokens = async () => (await client.get(`/makeups/students/${guardian.studentId}`)).body;
    return { client, guardian, tokens };
  };

  it("are offered where they fit, booked with a token, and give it back when cancelled in time", async () => {
    await own.decide({ makeups: "auto" });
    const { client, guardian, tokens } = await withToken();
    const target = await own.class();
    const hidden = await own.class();
    await own.run(sql`update classes set is_online = 0 where id = ${hidden.id}`);
    const query = `studentId=${guardian.studentId}&from=2026-11-22&to=2026-11-29`;
    const { openings } = (await client.get(`/makeups/openings?${query}`)).body;
    expect(openings.map((one: { classId: string }) => one.classId)).toEqual([target.id]);
    const wish = { studentId: guardian.studentId, classId: target.id, onDate: MONDAY };
    expect((await client.post("/makeups/bookings", { ...wish, classId: hidden.id })).status).toBe(404);
    expect((await client.post("/makeups/bookings", wish)).body).toEqual({ outcome: "booked" });
    expect(await own.acts("makeups.book")).toMatchObject([{ kind: "guardian", actorId: guardian.loginId }]);
    const spent = (await tokens()).tokens[0];
    expect(spent).toMatchObject({ state: "expended", booking: { onDate: MONDAY } });
    expect((await client.post("/makeups/bookings", wish)).body.outcome).toBe("refused");
    const at = `/makeups/bookings/${spent.booking.enrollmentId}/cancel`;
    const other = await own.family();
    expect((await other.client.post(at, { version: spent.booking.version })).status).toBe(404);
    expect((await client.post(at, { version: spent.booking.version })).body).toEqual({
      isTokenReturned: true,
    });
    expect((await tokens()).available).toBe(1);
  });

  it("are booked before the class begins, not while it is on or when it is over", async () => {
    await own.decide({ makeups: "auto" });
    const { client, guardian } = await withToken();
    const target = await own.class();
    const noonOnSaturdayMs = own.house.clock.nowMs;
    const wish = { studentId: guardian.studentId, classId: target.id, onDate: MONDAY };
    const at = `/makeups/openings?studentId=${guardian.studentId}&from=${MONDAY}&to=${MONDAY}`;
    const isOffered = async () =>
      (await client.get(at)).body.openings.some((one: { classId: string }) => one.classId === target.id);
    // It begins on Monday at four in the afternoon.
    own.house.clock.nowMs = noonOnSaturdayMs + 52 * 3_600_000;
    expect(await isOffered()).toBe(false);
    expect((await client.post("/makeups/bookings", wish)).body).toMatchObject({
      outcome: "refused",
      code: "class_begun",
    });
    own.house.clock.nowMs -= 1_000;
    expect(await isOffered()).toBe(true);
    expect((await client.post("/makeups/bookings", wish)).body).toEqual({ outcome: "booked" });
    own.house.clock.nowMs = noonOnSaturdayMs;
  });

  it("say before booking that the token would not come back, and ask before it is lost", async () => {
    await own.decide({ makeups: "auto" });
    const { client, guardian, tokens } = await withToken();
    const target = await own.class();
    const at = `/makeups/openings?studentId=${guardian.studentId}&from=2026-11-22&to=2026-11-29`;
    const told = async () =>
      (await client.get(at)).body.openings.find((one: { classId: string }) => one.classId === target.id);
    expect((await told()).returnsToken).toBe(true);
    // It is Saturday noon, and the class begins on Monday at four.
    await own.settle("makeups", { returnNoticeHours: 72 });
    expect((await told()).returnsToken).toBe(false);
    await client.post("/makeups/bookings", {
      ...{ studentId: guardian.studentId, classId: target.id, onDate: MONDAY },
    });
    const { enrollmentId, version } = (await tokens()).tokens[0].booking;
    const cancel = (body: object) =>
      client.post(`/makeups/bookings/${enrollmentId}/cancel`, { version, ...body });
    expect((await cancel({})).body).toMatchObject({ status: 409, code: "token_would_be_lost" });
    expect((await tokens()).tokens[0].booking.enrollmentId).toBe(enrollmentId);
    expect((await cancel({ mayLoseToken: true })).body).toEqual({ isTokenReturned: false });
    const left = await tokens();
    expect([left.available, left.tokens[0].state, left.tokens[0].booking]).toEqual([0, "expended", null]);
    await own.settle("makeups", {});
  });

  it("keep the token back while the school decides, and give it back when it says no", async () => {
    await own.decide({ makeups: "request" });
    const { client, guardian, tokens } = await withToken();
    const target = await own.class();
    const wish = { studentId: guardian.studentId, classId: target.id, onDate: MONDAY };
    const { client: staff } = await own.staff();
    const decide = async (decision: string) => {
      expect((await client.post("/makeups/bookings", wish)).body).toEqual({ outcome: "asked" });
      expect((await tokens()).tokens[0].state).toBe("pending");
      const open = (await own.items(guardian.familyId)).find(({ state }) => state === "new")!;
      const items = [{ id: open.id, version: open.version }];
      const answer = await staff.post("/online-activity/decide", { decision, items });
      expect(answer.body.outcomes[0].problem).toBeNull();
      own.house.clock.nowMs += 1_000;
    };
    await decide("deny");
    expect((await tokens()).tokens[0].state).toBe("available");
    await decide("approve");
    expect((await tokens()).tokens[0]).toMatchObject({ state: "expended", booking: { classId: target.id } });
  });

  it("share the last place between two families: one is booked, the other keeps the token", async () => {
    await own.decide({ makeups: "auto" });
    const [one, other] = [await withToken(), await withToken()];
    const target = await own.class({ capacity: 1 });
    const database = racing(own.tenant.database, barrier(2));
    const book = ({ guardian }: typeof one) =>
      bookOwnMakeup(
        { ...guardianContext(own.tenant, own.tenant.account, guardian, own.house.clock.nowMs), database },
        { studentId: guardian.studentId, classId: target.id, onDate: MONDAY, note: null },
      );
    const both = await Promise.all([book(one), book(other)]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(["booked", "refused"]);
    const left = [(await one.tokens()).available, (await other.tokens()).available];
    expect(left.sort()).toEqual([0, 1]);
  });
});
