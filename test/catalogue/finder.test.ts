import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { registrationOn } from "../../worker/domains/catalogue/registration.ts";
import { insert } from "../enrollments/school.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { addTimedClass, addTuition, openGym } from "./gym.ts";

const stamps = { created_at: 0, updated_at: 0 };

// It is Saturday 21 November 2026, noon in Chicago.

describe("the right class for a family", async () => {
  const gym = await openGym();
  const { client, guardian } = await signedInFamily(gym.house, gym.tenant, "viewer");
  const { client: stranger } = await signedInFamily(gym.house, gym.tenant);
  const { client: pickup } = await signedInFamily(gym.house, gym.tenant, "pickup_only");
  const sam = guardian.studentId;
  const [lou, keyword] = [newId("student"), newId("keyword")];
  const levels = ["One", "Two", "Three"].map((name) => ({ id: newId("level"), name }));
  await gym.database.commit({
    statements: [
      insert("students", {
        ...{ id: lou, family_id: guardian.familyId, first_name: "Lou", last_name: "Test", sort_name: "lou" },
        ...{ birth_date: "2023-11-25", gender: "female", ...stamps },
      }),
      insert("keywords", { id: keyword, kind: "student", label: "Team", ...stamps }),
      ...levels.map((level, position) => insert("levels", { ...level, position, ...stamps })),
    ],
  });
  const tots = await addTimedClass(gym, [{ weekday: 3, start_minute: 970 }], {
    ...{ name: "Tots", min_age_years: 3, max_age_years: 4 },
  });
  const leveled = await Promise.all(
    levels.map((level, i) =>
      addTimedClass(gym, [{ weekday: 3, start_minute: 960 + 120 * i }], {
        ...{ name: `Level ${level.name}`, level_id: level.id, min_age_years: 6, max_age_years: 12 },
      }),
    ),
  );
  const old = await addTimedClass(gym, [{ weekday: 4 }], {
    name: "Old",
    level_id: levels[0]!.id,
    is_online: 0,
  });
  await gym.database.commit({
    statements: [
      insert("enrollments", {
        ...{ id: newId("enrollment"), student_id: sam, class_id: old.id, kind: "active" },
        ...{ starts_on: "2026-01-01", ends_on: "2026-06-30", ...stamps },
      }),
    ],
  });
  const find = async (query: string) => {
    gym.later(500);
    return (await client.get(`/finder?students=${query}`)).body;
  };

  it("lists what a child may take, the level reached and the one after it first, and why not the rest", async () => {
    const { classes, others, children } = await find(sam);
    expect(children).toEqual([{ id: sam, firstName: "Sam", birthDate: "2018-05-01" }]);
    expect(classes.map((one: { name: string; levelFit: string }) => [one.name, one.levelFit])).toEqual([
      ["Level One", "same"],
      ["Level Two", "next"],
      ["Level Three", "other"],
    ]);
    expect(others).toHaveLength(1);
    expect(others[0]).toMatchObject({ class: { name: "Tots" }, why: [{ whyNot: [{ code: "too_old" }] }] });
  });

  it("tests age to the day of the first meeting", async () => {
    // Lou is three on Wednesday the 25th, the day of the next meeting.
    expect((await find(lou)).classes.map(({ name }: { name: string }) => name)).toEqual(["Tots"]);
    await gym.run(sql`update students set birth_date = '2023-11-26' where id = ${lou}`);
    const { body } = await client.get(`/classes/${tots.id}/choices`);
    expect(body.starts[0]).toEqual({ onDate: "2026-11-25", slotIds: tots.slotIds });
    const one = body.children.find(({ id }: { id: string }) => id === lou);
    expect(one).toMatchObject({
      whyNot: [{ code: "too_young", untilOn: "2026-11-26" }],
      fitsFrom: "2026-12-02",
    });
    await gym.run(sql`update students set birth_date = '2023-11-25' where id = ${lou}`);
  });

  it("matches brothers and sisters in classes that begin together, none of them full", async () => {
    const together = async () => (await find(`${sam},${lou}`)).together;
    const match = {
      ...{ locationId: gym.locationId, weekday: 3, startMinute: 960 },
      children: [
        { studentId: sam, classIds: [leveled[0]!.id] },
        { studentId: lou, classIds: [tots.id] },
      ],
    };
    expect(await together()).toEqual([match]);
    await gym.run(sql`update classes set capacity = 0 where id = ${tots.id}`);
    expect(await together()).toEqual([]);
    await gym.run(sql`update classes set capacity = 5 where id = ${tots.id}`);
    await gym.run(sql`update classes set max_age_years = 12 where id = ${tots.id}`);
    await gym.run(sql`update classes set capacity = 0 where id = ${leveled[0]!.id}`);
    expect(await together()).toHaveLength(1);
    await gym.run(sql`update classes set capacity = 1 where id = ${tots.id}`);
    expect(await together()).toEqual([]);
    await gym.run(sql`update classes set capacity = 5, max_age_years = 4 where id = ${tots.id}`);
    await gym.run(sql`update classes set capacity = 5 where id = ${leveled[0]!.id}`);
  });

  it("costs one trip, also with a cold cache", async () => {
    gym.later();
    await client.get("/session");
    gym.trips.count = 0;
    await client.get(`/finder?students=${sam}`);
    expect(gym.trips.count).toBe(1);
    await client.get(`/classes/${tots.id}/choices`);
    expect(gym.trips.count).toBe(2);
  });

  it("is for the family's own children, and nobody who only picks them up", async () => {
    expect((await stranger.get(`/finder?students=${sam}`)).body.code).toBe("not_found");
    const choices = await stranger.get(`/classes/${tots.id}/choices`);
    expect(choices.body.children.map(({ id }: { id: string }) => id)).not.toContain(sam);
    expect((await pickup.get(`/finder?students=${sam}`)).body.code).toBe("role_missing");
    expect((await client.get("/finder?students=")).status).toBe(400);
    expect((await gym.visitor.get(`/finder?students=${sam}`)).status).toBe(401);
  });

  it("lets holders of the keyword first in the days of priority", async () => {
    const early = await addTimedClass(gym, [{ weekday: 5 }], {
      ...{ name: "Early", priority_keyword_id: keyword, priority_starts_on: "2026-11-20" },
      ...{ priority_ends_on: "2026-11-28" },
    });
    await gym.set({ registrationMode: "priority" });
    gym.later(500);
    const page = async () => (await gym.visitor.get(`/classes/${early.id}`)).body;
    expect((await page()).class.registration).toEqual({ state: "priority", opensOn: "2026-11-29" });
    expect((await page()).actions).toMatchObject({ register: false, waitlist: false });
    const choices = async () =>
      (await client.get(`/classes/${early.id}/choices`)).body.children.map(
        (one: { id: string; registration: { state: string }; actions: { register: boolean } }) => [
          ...[one.id === sam ? "Sam" : "Lou", one.registration.state, one.actions.register],
        ],
      );
    const refused = [
      ["Sam", "priority", false],
      ["Lou", "priority", false],
    ];
    expect(await choices()).toEqual(refused);
    const link = (ownerId: string) =>
      insert("keyword_links", {
        id: newId("keywordLink"),
        ...{ keyword_id: keyword, entity_id: ownerId, family_id: guardian.familyId, ...stamps },
      });
    await gym.database.commit({ statements: [link(sam)] });
    expect(await choices()).toEqual([["Sam", "open", true], refused[1]]);
    await gym.database.commit({ statements: [link(guardian.familyId)] });
    expect((await choices())[1]).toEqual(["Lou", "open", true]);
  });
});

describe("registration", () => {
  const never = { registrationStartsOn: null, registrationEndsOn: null, priorityStartsOn: null };
  const dates = { takesRegistration: true, ...never, priorityEndsOn: null, priorityKeywordId: null };
  const first = {
    ...dates,
    priorityKeywordId: "k",
    priorityStartsOn: "2026-03-03",
    priorityEndsOn: "2026-03-07",
  };
  it.each([
    ["2026-03-01", { ...dates, takesRegistration: false }, ["closed", "closed", "closed", "closed"]],
    ["2026-03-01", dates, ["open", "open", "open", "open"]],
    ["2026-03-02", { ...dates, registrationEndsOn: "2026-03-01" }, ["closed", "closed", "closed", "closed"]],
    ["2026-03-01", { ...dates, registrationEndsOn: "2026-03-01" }, ["open", "open", "open", "open"]],
    ["2026-03-01", { ...dates, registrationStartsOn: "2026-03-02" }, ["later", "later", "later", "later"]],
    ["2026-03-02", first, ["later", "later", "open", "open"]],
    ["2026-03-03", first, ["priority", "open", "open", "open"]],
    ["2026-03-07", first, ["priority", "open", "open", "open"]],
    ["2026-03-08", first, ["open", "open", "open", "open"]],
    ["2026-03-05", { ...first, registrationStartsOn: "2026-03-10" }, ["priority", "open", "later", "open"]],
    ["2026-03-08", { ...first, registrationStartsOn: "2026-03-10" }, ["later", "later", "later", "later"]],
    ["2026-03-05", { ...first, registrationStartsOn: "2026-03-01" }, ["priority", "open", "open", "open"]],
    ["2026-03-05", { ...first, registrationEndsOn: "2026-03-04" }, ["closed", "closed", "closed", "closed"]],
    ["2026-03-09", { ...first, priorityEndsOn: null }, ["priority", "open", "open", "open"]],
    ["2026-03-05", { ...first, priorityKeywordId: null }, ["open", "open", "open", "open"]],
  ])(
    "on %s with %j is %j: by priority for others and holders, else for others and holders",
    (today, asked, states) => {
      const asking = [true, false].flatMap((isByPriority) =>
        [false, true].map((holdsKeyword) => ({ isByPriority, holdsKeyword })),
      );
      expect(asking.map((who) => registrationOn(today, asked, who).state)).toEqual(states);
    },
  );

  it("says when it opens: for those who go first the first of their days, for others the day after the last", () => {
    const opens = (holdsKeyword: boolean) =>
      registrationOn("2026-03-01", first, { holdsKeyword, isByPriority: true });
    expect([opens(true), opens(false)]).toEqual([
      { state: "later", opensOn: "2026-03-03" },
      { state: "later", opensOn: "2026-03-08" },
    ]);
  });
});

describe("the page of a class", async () => {
  const gym = await openGym();
  const page = async (id: string) => {
    gym.later();
    return (await gym.visitor.get(`/classes/${id}`)).body;
  };

  it("tells the month's price, the first charge and its fees as the engine that bills does", async () => {
    const { id } = await addTimedClass(gym, [{ weekday: 1 }], { name: "Monday" });
    await addTuition(gym, id, { amountMinor: 10_000 });
    await gym.database.commit({
      statements: [
        insert("anniversary_fees", {
          ...{ id: newId("anniversaryFee"), name: "Registration", per: "student", months: 12 },
          ...{ amount_minor: 4_500, ...stamps },
        }),
      ],
    });
    const { price, fees } = await page(id);
    // November 2026 has five Mondays, of which the 23rd and the 30th are ahead.
    expect(price).toMatchObject({
      ...{ monthMinor: 10_000, basis: "flat", unitMinor: null },
      first: { startsOn: "2026-11-23", amountMinor: 4_000, meetings: 2 },
    });
    expect(price.first.explanation.join(" ")).toContain("2 of the 5 meetings");
    const inSpanish = (headers: Record<string, string>) => gym.visitor.get(`/classes/${id}`, headers);
    const asked: Record<string, string>[] = [
      { cookie: "chalkline-language=es" },
      { "accept-language": "es-MX,en;q=0.5" },
    ];
    for (const headers of asked) {
      const told = (await inSpanish(headers)).body.price.first.explanation.join(" ");
      expect(told).toContain("2 de 5 sesiones");
    }
    const registration = { name: "Registration", amountMinor: 4_500, per: "student", months: 12 };
    expect(fees).toEqual([{ ...registration, byLocation: false }]);
    // A fee is billed with its tax, so it is shown with it, like the price.
    const tax = { id: newId("taxRate"), name: "Sales tax", location_id: gym.locationId, rate_bp: 625 };
    await gym.database.commit({ statements: [insert("tax_rates", { ...tax, ...stamps })] });
    const taxed = await page(id);
    expect(taxed.price.monthMinor).toBe(10_625);
    expect(taxed.fees).toMatchObject([{ amountMinor: 4_781 }]);
    await gym.run(sql`update tax_rates set deleted_at = 1`);
  });

  it("says of a fee that another location's amount may be the one that is charged", async () => {
    const { id } = await addTimedClass(gym, [{ weekday: 1 }], { name: "Fees by location" });
    await addTuition(gym, id, { amountMinor: 10_000 });
    const amounts = JSON.stringify({ [gym.locationId]: 6_000 });
    await gym.run(sql`update anniversary_fees set location_amounts = ${amounts}`);
    expect((await page(id)).fees).toMatchObject([{ amountMinor: 6_000, byLocation: false }]);
    const elsewhere = { id: newId("location"), name: "Elsewhere", position: 9, time_zone: "America/Chicago" };
    await gym.database.commit({ statements: [insert("locations", { ...elsewhere, ...stamps })] });
    expect((await page(id)).fees).toMatchObject([{ amountMinor: 6_000, byLocation: true }]);
    await gym.run(sql`update anniversary_fees set location_amounts = '{}'`);
    expect((await page(id)).fees).toMatchObject([{ amountMinor: 4_500, byLocation: false }]);
    await gym.run(sql`update locations set deleted_at = 1 where id = ${elsewhere.id}`);
  });

  it("prices by the meeting what is priced by the meeting, and lets families choose the days", async () => {
    const { id, slotIds } = await addTimedClass(gym, [{ weekday: 1 }, { weekday: 3 }], { name: "Drop by" });
    await addTuition(gym, id, { basis: "per_slot", amountMinor: 2_000 });
    const { price, class: shown } = await page(id);
    // December 2026 has four Mondays and five Wednesdays.
    expect(price).toMatchObject({ monthMinor: 18_000, basis: "per_slot", unitMinor: 2_000 });
    expect(shown).toMatchObject({ takesSomeSlots: true, openings: 5 });
    await gym.run(sql`update slot_versions set capacity = 0 where slot_id = ${slotIds[0]!}`);
    expect((await page(id)).class).toMatchObject({ openings: 5, isFull: false });
    await gym.run(sql`update tuition_rates set basis = 'flat' where amount_minor = 2000`);
    expect((await page(id)).class).toMatchObject({ takesSomeSlots: false, openings: 0, isFull: true });
  });

  it("shows the meetings ahead with what is cancelled, moved or closed", async () => {
    const { id, slotIds } = await addTimedClass(gym, [{ weekday: 2 }], { name: "Tuesday" });
    const exception = { slot_id: slotIds[0]!, class_id: id, ...stamps };
    await gym.database.commit({
      statements: [
        insert("meeting_exceptions", {
          ...{ id: newId("meetingException"), ...exception, meets_on: "2026-11-24" },
          ...{ is_cancelled: 1, reason: "Flood" },
        }),
        insert("meeting_exceptions", {
          ...{ id: newId("meetingException"), ...exception, meets_on: "2026-12-01", moved_on: "2026-12-03" },
        }),
        insert("closures", {
          ...{ id: newId("closure"), name: "Winter break", starts_on: "2026-12-07", ends_on: "2026-12-11" },
          ...{ effect: "both", ...stamps },
        }),
      ],
    });
    const { meetings, class: shown } = await page(id);
    expect(
      meetings
        .slice(0, 4)
        .map((one: { onDate: string; cancelled: string | null; isMoved: boolean }) => [
          ...[one.onDate, one.cancelled, one.isMoved],
        ]),
    ).toEqual([
      ["2026-11-24", "Flood", false],
      ["2026-12-03", null, true],
      ["2026-12-08", "Winter break", false],
      ["2026-12-15", null, false],
    ]);
    expect(shown.nextMeeting).toEqual({ onDate: "2026-12-03", startMinute: 960 });
  });

  it("knows the first meetings of what begins in a later session, and when it can be booked", async () => {
    const { id } = await addTimedClass(gym, [{ weekday: 2 }], { name: "Spring", starts_on: "2027-03-01" });
    const { meetings } = await page(id);
    expect(meetings.map(({ onDate }: { onDate: string }) => onDate)).toEqual([
      ...["2027-03-02", "2027-03-09", "2027-03-16"],
    ]);
    const { client } = await signedInFamily(gym.house, gym.tenant);
    const { body } = await client.get(`/classes/${id}/choices`);
    expect(body.starts[0].onDate).toBe("2027-03-02");
  });

  it("offers what the school's rules leave: the waitlist when full, trials and single days when not", async () => {
    const { id } = await addTimedClass(gym, [{ weekday: 4 }], { name: "Rules", takes_single_days: 1 });
    const actions = async () => (await page(id)).actions;
    const none = { register: false, asksFirst: false, trial: false, singleDay: false, waitlist: false };
    expect(await actions()).toEqual({ ...none, register: true, trial: true, singleDay: true });
    await gym.set({ trials: "off", registrationMode: "request" });
    expect(await actions()).toEqual({ ...none, register: true, asksFirst: true, singleDay: true });
    await gym.run(sql`update classes set capacity = 0 where id = ${id}`);
    expect(await actions()).toEqual({ ...none, asksFirst: true, waitlist: true });
    await gym.set({ waitlist: false });
    expect(await actions()).toEqual(none);
  });
});
