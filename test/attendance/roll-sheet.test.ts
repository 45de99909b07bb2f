import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { birthdayNear, getRollSheet } from "../../worker/domains/attendance/get-roll-sheet.ts";
import { listMeetings } from "../../worker/domains/attendance/list-meetings.ts";
import { saveMarks } from "../../worker/domains/attendance/save-marks.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { familyInput } from "../families/factories.ts";
import type { Answer } from "../harness/client.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { MONDAY, mark, openGym, openStaff, SATURDAY, setRules } from "./gym.ts";

describe.each(ENGINES)("the roll sheet on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { school, classOf } = await openGym(tenant);
  const { ctx, coach, viewer } = await openStaff(tenant, {
    ctx: {},
    coach: { rights: { attendance: "full" } },
    viewer: { rights: { attendance: "view" } },
  });

  it("tells whoever stands in the gym what they must know of each child", async () => {
    const { id: familyId } = await createFamily(
      ctx,
      familyInput({
        students: [
          {
            ...{ firstName: "Ines", lastName: "Roy", birthDate: "2018-11-24", gender: "female" },
            ...{ allergies: "Nuts", medications: "Inhaler", photoAllowed: false },
          },
        ],
      }),
    );
    const family = await getFamily(ctx, familyId);
    const who = family.students[0]!.id;
    const at = "created_at, updated_at";
    await tenant.database.commit({
      statements: [
        statement(sql`insert into notes (id, family_id, student_id, body, severity, author_name, ${sql.raw(at)})
          values (${`not_${who}`}, ${familyId}, null, 'Seizures: call at once', 'critical', 'Pat', 0, 0)`),
        statement(sql`insert into pickups (id, family_id, kind, name, ${sql.raw(at)})
          values (${`pku_${who}`}, ${familyId}, 'barred', 'Uncle Ed', 0, 0)`),
        statement(sql`insert into emergency_contacts (id, family_id, name, phone, phone_e164, ${sql.raw(at)})
          values (${`con_${who}`}, ${familyId}, 'Aunt May', '555', '+13125550000', 0, 0)`),
      ],
    });
    const policy = (id: string, kind: string, title: string) => [
      statement(sql`insert into policies (id, kind, title, current_version_id, ${sql.raw(at)})
        values (${id}, ${kind}, ${title}, ${`${id}_1`}, 0, 0)`),
      statement(sql`insert into policy_versions (id, policy_id, number, body, ${sql.raw(at)})
        values (${`${id}_1`}, ${id}, 1, 'Text', 0, 0)`),
    ];
    await tenant.database.commit({
      statements: [
        ...policy("pol_house", "family", "House rules"),
        ...policy("pol_waiver", "student", "Waiver"),
        statement(sql`insert into policy_answers (id, policy_id, policy_version_id, family_id, answer, answered_at,
          answered_by, ${sql.raw(at)}) values (${`poa_${who}`}, 'pol_house', 'pol_house_1', ${familyId}, 'accepted', 1, 'Pat', 0, 0)`),
      ],
    });
    const gym = await classOf(0);
    await school.enroll(who, gym, { startsOn: "2026-11-07" });
    const trial = await school.student();
    await school.enroll(trial, gym, { kind: "trial", startsOn: SATURDAY, endsOn: SATURDAY });
    const sheet = await getRollSheet(coach, { slotId: gym.slotId, meetsOn: SATURDAY });
    expect(sheet).toMatchObject({ closedFor: null, isFuture: false, mayMark: true, mayExcuse: false });
    expect(sheet.meeting).toMatchObject({
      expected: 2,
      startMinute: 960,
      timeZone: "America/Chicago",
      teachers: [],
    });
    expect(sheet.students.find((row) => row.studentId === trial)!.kind).toBe("trial");
    const { alerts, phones, age, mark: said, ...rest } = sheet.students.find((row) => row.studentId === who)!;
    expect(alerts).toEqual({
      ...{
        allergies: "Nuts",
        medications: "Inhaler",
        medicalNotes: null,
        flagText: null,
        photoAllowed: false,
      },
      ...{ criticalNotes: ["Seizures: call at once"], barredPickups: ["Uncle Ed"], isNew: true },
      ...{ birthdayInDays: 3, birthdayAge: 8, policiesDue: [] },
    });
    const due = async (reader: typeof coach, student: string) =>
      (await getRollSheet(reader, { slotId: gym.slotId, meetsOn: SATURDAY })).students.find(
        ({ studentId }) => studentId === student,
      )!.alerts.policiesDue;
    expect(await due(ctx, who)).toEqual(["Waiver"]);
    expect(await due(ctx, trial)).toEqual(["House rules", "Waiver"]);
    await tenant.database.commit({ statements: [statement(sql`update policies set deleted_at = 1`)] });
    const guardian = family.guardians[0]!;
    expect(phones).toEqual([
      {
        ...{ name: `${guardian.firstName} ${guardian.lastName}`, relationship: null, isGuardian: true },
        phone: expect.stringMatching(/^\+1312/),
      },
      { name: "Aunt May", relationship: null, phone: "+13125550000", isGuardian: false },
    ]);
    expect([age, said.status, rest.attendancePercent, rest.kind]).toEqual([7, "none", null, "active"]);
    const seen = await getRollSheet(viewer, { slotId: gym.slotId, meetsOn: SATURDAY });
    expect(seen.mayMark).toBe(false);
  });

  it("goes with a meeting that was moved, whoever comes for that day", async () => {
    const gym = await classOf(1);
    await school.add("meeting_exceptions", [
      { id: `mex_${gym.id}`, slot_id: gym.slotId, class_id: gym.id, meets_on: SATURDAY, moved_on: MONDAY },
    ]);
    const single = await school.student();
    await school.enroll(single, gym, { kind: "single_day", startsOn: MONDAY, endsOn: MONDAY });
    const sheet = await getRollSheet(ctx, { slotId: gym.slotId, meetsOn: SATURDAY });
    expect(sheet.meeting).toMatchObject({ meetsOn: SATURDAY, onDate: MONDAY, isMoved: true });
    expect(sheet.isFuture).toBe(true);
    expect(sheet.students.map(({ kind }) => kind).sort()).toEqual(["active", "single_day"]);
    const inDay = async (date: string) =>
      (await listMeetings(ctx, { date })).meetings.some(({ slotId }) => slotId === gym.slotId);
    expect([await inDay(SATURDAY), await inDay(MONDAY)]).toEqual([false, true]);
    const { outcomes } = await saveMarks(ctx, {
      marks: [single, gym.studentIds[0]!].map((who) => mark(who, gym.slotId, { status: "absent" })),
    });
    expect(outcomes).toMatchObject([{ outcome: "saved" }, { outcome: "saved" }]);
  });

  it("says when the school only checks in", async () => {
    const gym = await classOf(0);
    await setRules(tenant, "attendance", { isCheckInMode: true });
    expect((await getRollSheet(ctx, { slotId: gym.slotId, meetsOn: SATURDAY })).isCheckInMode).toBe(true);
    await setRules(tenant, "attendance", {});
  });

  it("goes over the wire in one trip, and a mark in eight rows", async () => {
    const gym = await classOf(2);
    const { client } = await signedIn(testHouse(), tenant);
    const cost = ({ headers }: Answer) => {
      const told = /trips=(\d+) read=(\d+) written=(\d+)/.exec(headers.get("server-timing") ?? "");
      return { trips: Number(told?.[1]), written: Number(told?.[3]) };
    };
    await client.get(`/attendance/meetings?date=${SATURDAY}`);
    const sheet = await client.get(`/attendance/roll-sheet?slotId=${gym.slotId}&meetsOn=${SATURDAY}`);
    expect(sheet.body.students).toHaveLength(2);
    expect(cost(sheet)).toEqual({ trips: 1, written: 0 });
    const marks = [mark(gym.studentIds[0]!, gym.slotId)];
    const saved = await client.send(
      "PUT",
      "/attendance/marks",
      { marks },
      { "idempotency-key": `marks-${engine}` },
    );
    expect(saved.body.outcomes).toMatchObject([{ outcome: "saved", mark: { version: 1 } }]);
    expect(cost(saved).trips).toBe(2);
    expect(cost(saved).written).toBeLessThanOrEqual(8);
    const again = await client.send(
      "PUT",
      "/attendance/marks",
      { marks },
      { "idempotency-key": `marks-${engine}` },
    );
    expect(again.body.outcomes).toMatchObject([{ outcome: "saved", mark: { version: 1 } }]);
    expect((await client.get(`/attendance/meetings?date=2026-02-30`)).status).toBe(400);
  });
});

describe("birthdays", () => {
  it.each([
    ["2018-11-21", SATURDAY, 0, 8],
    ["2018-11-28", SATURDAY, 7, 8],
    ["2018-11-29", SATURDAY, null, null],
    ["2018-11-18", SATURDAY, -3, 8],
    ["2018-11-17", SATURDAY, null, null],
    ["2019-01-02", "2026-12-30", 3, 8],
    ["2018-12-30", "2027-01-02", -3, 8],
    ["2020-02-29", "2026-02-27", 2, 6],
    ["2020-02-29", "2028-02-28", 1, 8],
    ["2026-11-20", SATURDAY, null, null],
    [null, SATURDAY, null, null],
  ])("of %s on %s are near or not", (born, on, birthdayInDays, birthdayAge) => {
    expect(birthdayNear(born, on)).toEqual({ birthdayInDays, birthdayAge });
  });
});
