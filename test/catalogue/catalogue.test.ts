import { sql } from "drizzle-orm";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { WAIT_MS } from "../../worker/domains/catalogue/read-catalogue.ts";
import { insert } from "../enrollments/school.ts";
import { barrier } from "../harness/barrier.ts";
import { addTimedClass, addTuition, openGym } from "./gym.ts";

// It is Saturday 21 November 2026, noon in Chicago.

describe("the catalogue", async () => {
  const gym = await openGym();
  const { visitor, trips } = gym;
  const names = async (query = "") =>
    (await visitor.get(`/classes${query}`)).body.classes.map(({ name }: { name: string }) => name);
  const only = async (query: string) => {
    gym.later();
    return names(query);
  };
  const elsewhere = newId("location");
  const [program, level, teacher] = [newId("program"), newId("level"), newId("staff")];
  await gym.database.commit({
    statements: [
      insert("locations", {
        ...{
          id: elsewhere,
          name: "Tokyo",
          time_zone: "Asia/Tokyo",
          position: 1,
          created_at: 0,
          updated_at: 0,
        },
      }),
      insert("programs", { id: program, name: "Tumbling", created_at: 0, updated_at: 0 }),
      insert("levels", { id: level, name: "Level 1", created_at: 0, updated_at: 0 }),
      insert("staff", {
        ...{ id: teacher, first_name: "Ada", last_name: "Secret", sort_name: "secret ada" },
        ...{ username: "ada", username_folded: "ada", created_at: 0, updated_at: 0 },
      }),
    ],
  });
  const monday = { weekday: 1, start_minute: 600, instructor_ids: JSON.stringify([teacher]) };
  const tots = await addTimedClass(gym, [monday], {
    ...{ name: "Tots", sort_name: "tots", min_age_years: 2, max_age_years: 3, program_id: program },
  });
  const girls = await addTimedClass(gym, [{ weekday: 2, start_minute: 990 }], {
    ...{ name: "Girls Beam", sort_name: "girls beam", gender: "female", min_age_years: 6, level_id: level },
  });
  const boys = await addTimedClass(gym, [{ weekday: 3, start_minute: 1_080 }], {
    ...{ name: "Boys Rings", sort_name: "boys rings", gender: "male", min_age_years: 6, capacity: 0 },
  });
  const far = await addTimedClass(gym, [{ weekday: 7, start_minute: 600 }], {
    ...{ name: "Tokyo Sunday", sort_name: "tokyo sunday", location_id: elsewhere },
  });
  const hidden = await Promise.all(
    [["is_online", 0] as const, ["is_archived", 1] as const, ["ends_on", "2026-11-01"] as const].map(
      ([column, value]) => addTimedClass(gym, [monday], { name: "Hidden", [column]: value }),
    ),
  );

  it("shows what is online to everybody, without a last name of anybody", async () => {
    const { status, body, text } = await visitor.get("/classes");
    expect(status).toBe(200);
    expect(body.classes.map(({ name }: { name: string }) => name)).toEqual([
      ...["Boys Rings", "Girls Beam", "Tokyo Sunday", "Tots"],
    ]);
    expect(body.options).toEqual({
      locations: [
        { id: gym.locationId, name: "North hall" },
        { id: elsewhere, name: "Tokyo" },
      ],
      programs: [{ id: program, name: "Tumbling" }],
      levels: [{ id: level, name: "Level 1", color: null }],
      instructors: [{ id: teacher, name: "Ada" }],
    });
    expect(text).not.toContain("Secret");
    for (const { id } of hidden) expect((await visitor.get(`/classes/${id}`)).body.code).toBe("not_found");
  });

  it.each([
    ["?q=beam", ["Girls Beam"]],
    [`?location=${elsewhere}`, ["Tokyo Sunday"]],
    [`?program=${program}`, ["Tots"]],
    [`?level=${level}`, ["Girls Beam"]],
    [`?instructor=${teacher}`, ["Tots"]],
    ["?day=1,2", ["Girls Beam", "Tots"]],
    ["?day=1&time=evening", []],
    ["?time=evening,afternoon", ["Boys Rings", "Girls Beam"]],
    ["?slot=2-990", ["Girls Beam"]],
    ["?open=1", ["Girls Beam", "Tokyo Sunday", "Tots"]],
    ["?age=2", ["Tokyo Sunday", "Tots"]],
    ["?age=5&months=11", ["Tokyo Sunday"]],
    ["?gender=female", ["Girls Beam", "Tokyo Sunday", "Tots"]],
    ["?gender=male", ["Boys Rings", "Tokyo Sunday", "Tots"]],
    ["?gender=coed", ["Tokyo Sunday", "Tots"]],
    ["?gender=male,female", ["Boys Rings", "Girls Beam", "Tokyo Sunday", "Tots"]],
  ])("narrows by %s", async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  it("refuses what no address of ours says", async () => {
    for (const query of ["?day=8", "?time=noon", "?gender=x", "?age=-1", "?slot=monday"]) {
      expect((await visitor.get(`/classes${query}`)).status).toBe(400);
    }
  });

  it("is read once for everybody: no trip while it is half a second old, one after that", async () => {
    gym.later();
    trips.count = 0;
    await visitor.get("/classes");
    expect(trips.count).toBe(1);
    await Promise.all(Array.from({ length: 20 }, () => visitor.get("/classes?day=1")));
    expect((await visitor.get(`/classes/${tots.id}`)).status).toBe(200);
    gym.later(499);
    await visitor.get("/classes");
    expect(trips.count).toBe(1);
    gym.later(1);
    trips.rowsRead = 0;
    await visitor.get("/classes");
    expect(trips.count).toBe(2);
    expect(trips.rowsRead).toBeLessThan(80);
  });

  it("is read once when many ask a cold isolate at once", async () => {
    gym.later();
    trips.count = 0;
    // Whoever reads is answered when the others have asked, and the others' time stands still until then.
    const allHaveAsked = barrier(12);
    const read = Promise.withResolvers<void>();
    const realTimers = globalThis.setTimeout;
    trips.wait = allHaveAsked;
    const timers = vi.spyOn(globalThis, "setTimeout");
    timers.mockImplementation(((go: () => void, ms: number) => {
      if (ms !== WAIT_MS) return realTimers(go, ms);
      return void allHaveAsked()
        .then(() => read.promise)
        .then(go);
    }) as never);
    onTestFinished(() => {
      timers.mockRestore();
      trips.wait = async () => {};
    });
    const asked = Array.from({ length: 12 }, () => visitor.get("/classes"));
    await Promise.race(asked);
    read.resolve();
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(trips.count).toBe(1);
  });

  it("shows what was changed with the next reading, with a second trip only then", async () => {
    gym.later();
    await visitor.get("/classes");
    await gym.run(sql`update classes set name = 'Tiny Tots', version = version + 1 where id = ${tots.id}`);
    trips.count = 0;
    gym.later(500);
    expect(await names("?q=")).toContain("Tiny Tots");
    expect(trips.count).toBe(2);
  });

  it("counts places of enrollments, carts and the waitlist, and shows them as the school wants", async () => {
    const cls = async (id: string) => {
      gym.later(500);
      return (await visitor.get("/classes")).body.classes.find((one: { id: string }) => one.id === id);
    };
    expect(await cls(girls.id)).toMatchObject({ openings: 5, isFull: false });
    const inOneHour = gym.house.clock.nowMs + 3_600_000;
    await gym.database.commit({
      statements: [
        insert("place_holds", {
          ...{ id: newId("placeHold"), class_id: girls.id, holder_id: "x", starts_on: "2026-11-24" },
          ...{ expires_at: inOneHour, created_at: 0, updated_at: 0 },
        }),
      ],
    });
    expect(await cls(girls.id)).toMatchObject({ openings: 4, slots: [{ openings: 4, isFull: false }] });
    gym.later(3_600_000);
    expect(await cls(girls.id)).toMatchObject({ openings: 5 });
    expect(await cls(boys.id)).toMatchObject({ openings: 0, isFull: true });
    await gym.run(sql`update classes set shows_openings = 0 where id = ${boys.id}`);
    expect(await cls(boys.id)).toMatchObject({ openings: null, isFull: true, slots: [{ openings: null }] });
    await gym.set({ showsOpeningCounts: false });
    expect(await cls(girls.id)).toMatchObject({ openings: null, isFull: false });
  });

  it("shows no level, price or class at all where the school wants that", async () => {
    await gym.set({ showsLevels: false, showsPrices: false });
    await addTuition(gym, girls.id);
    gym.later();
    const { body } = await visitor.get("/classes?q=beam");
    expect(body.classes[0]).toMatchObject({ levelId: null, monthMinor: null });
    expect(body.options.levels).toEqual([]);
    expect((await visitor.get(`/classes/${girls.id}`)).body).toMatchObject({ price: null, fees: [] });
    await gym.set({});
    expect((await only("?q=beam")).length).toBe(1);
    expect((await visitor.get("/classes?q=beam")).body.classes[0]).toMatchObject({ monthMinor: 12_000 });
    await gym.set({ showsClasses: false });
    gym.later();
    expect((await visitor.get("/classes")).body.code).toBe("not_found");
    expect((await visitor.get(`/classes/${girls.id}`)).body.code).toBe("not_found");
    await gym.set({});
  });

  it("goes out with a document in the language that the browser asks for", async () => {
    const page = `/portal/${gym.tenant.account.urlName}/classes`;
    const { text } = await visitor.raw(page, { headers: { "accept-language": "es-MX,en;q=0.5" } });
    expect(text).toContain('"language":"es"');
    expect((await visitor.page("/classes")).text).toContain('"language":"en"');
  });

  it("goes out with the document, without a script in a name, for whoever passes the address on", async () => {
    const name = '"><script>alert(1)</script>';
    const { id } = await addTimedClass(gym, [monday], { name, description: "Fun & games" });
    gym.later();
    trips.count = 0;
    const { status, text } = await visitor.page(`/classes/${id}`);
    expect(status).toBe(200);
    expect(trips.count).toBe(1);
    // A rush of visitors reads the document from memory; half a second later somebody reads it anew, for all.
    await Promise.all(Array.from({ length: 20 }, () => visitor.page(`/classes/${id}`)));
    expect(trips.count).toBe(1);
    gym.later(501);
    await visitor.page(`/classes/${id}`);
    expect(trips.count).toBe(2);
    await gym.set({ tagline: "New today" });
    gym.later(501);
    expect((await visitor.page(`/classes/${id}`)).text).toContain("New today");
    await gym.set({});
    gym.later(501);
    expect(text).not.toContain("<script>alert");
    const head = '<meta property="og:title" content="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">';
    expect(text).toContain(head);
    expect(text).toContain('<meta property="og:description" content="Fun &amp; games">');
    await gym.run(sql`update classes set is_online = 0 where id = ${id}`);
  });

  it("knows what day it is where a class meets", async () => {
    gym.house.clock.nowMs = Date.UTC(2026, 10, 21, 23, 30);
    const { body } = await visitor.get(`/classes?location=${elsewhere}`);
    // Sunday, half past eight in Tokyo: today's class begins in 90 minutes.
    expect(body.classes[0].nextMeeting).toEqual({ onDate: "2026-11-22", startMinute: 600 });
    gym.later(2 * 3_600_000);
    const after = await visitor.get(`/classes?location=${elsewhere}`);
    expect(after.body.classes[0].nextMeeting).toEqual({ onDate: "2026-11-29", startMinute: 600 });
    expect(far.slotIds).toHaveLength(1);
  });
});
