import { sql } from "drizzle-orm";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { type CreateClassInput, createClassInput } from "../../worker/domains/classes/schemas.ts";
import type { TestTenant } from "../harness/tenant.ts";

let made = 0;

/** A school's lists: where, what, who teaches, in which room. */
export interface School {
  readonly locationId: string;
  readonly programId: string;
  readonly levelId: string;
  readonly roomId: string;
  readonly otherRoomId: string;
  readonly teacherId: string;
  readonly otherTeacherId: string;
  readonly keywordId: string;
}

export async function newSchool(tenant: TestTenant): Promise<School> {
  made += 1;
  const school = {
    locationId: newId("location"),
    programId: newId("program"),
    levelId: newId("level"),
    roomId: newId("room"),
    otherRoomId: newId("room"),
    teacherId: newId("staff"),
    otherTeacherId: newId("staff"),
    keywordId: newId("keyword"),
  };
  const { locationId, programId, levelId, roomId, otherRoomId, teacherId, otherTeacherId, keywordId } =
    school;
  const stamps = sql`0, 0`;
  await tenant.database.commit({
    statements: [
      statement(sql`insert into locations (id, name, time_zone, created_at, updated_at)
        values (${locationId}, ${`Site ${made}`}, 'America/Chicago', ${stamps})`),
      statement(
        sql`insert into programs (id, name, created_at, updated_at) values (${programId}, ${`Tumbling ${made}`}, ${stamps})`,
      ),
      statement(sql`insert into levels (id, name, color, created_at, updated_at)
        values (${levelId}, ${`Level ${made}`}, 'green', ${stamps})`),
      statement(sql`insert into rooms (id, location_id, name, capacity, created_at, updated_at)
        values (${roomId}, ${locationId}, ${`Gym ${made}`}, 20, ${stamps}),
          (${otherRoomId}, ${locationId}, ${`Studio ${made}`}, null, ${stamps})`),
      ...[teacherId, otherTeacherId].map((id, i) =>
        statement(sql`insert into staff (id, first_name, last_name, sort_name, username, username_folded, created_at, updated_at)
          values (${id}, ${["Ada", "Ben"][i]!}, 'Coach', ${`coach ${i}`}, ${`u-${id}`}, ${`u-${id}`}, ${stamps})`),
      ),
      statement(sql`insert into keywords (id, kind, label, created_at, updated_at)
        values (${keywordId}, 'class', ${`Pilot ${made}`}, ${stamps})`),
    ],
  });
  return school;
}

/** A class as the form sends it: Mondays at 16:00 and Wednesdays at 17:30, an hour each. */
export function classInput(school: School, overrides: Record<string, unknown> = {}): CreateClassInput {
  made += 1;
  const slot = { durationMinutes: 60, roomId: school.roomId, instructorIds: [school.teacherId] };
  return createClassInput.parse({
    name: `Beginner Tumbling ${made}`,
    locationId: school.locationId,
    programId: school.programId,
    levelId: school.levelId,
    capacity: 8,
    startsOn: "2026-01-05",
    slots: [
      { ...slot, weekday: 1, startMinute: 960 },
      { ...slot, weekday: 3, startMinute: 1050 },
    ],
    ...overrides,
  });
}

/** Somebody in a class, straight into the table. */
export async function putInClass(
  tenant: TestTenant,
  classId: string,
  options: {
    readonly startsOn?: string;
    readonly endsOn?: string | null;
    readonly kind?: string;
    readonly slotIds?: readonly string[];
  } = {},
): Promise<{ studentId: string; enrollmentId: string }> {
  made += 1;
  const familyId = newId("family");
  const studentId = newId("student");
  const enrollmentId = newId("enrollment");
  const { startsOn = "2026-02-02", endsOn = null, kind = "active", slotIds } = options;
  const wait = kind === "wait" ? sql`${made}, 'queued'` : sql`null, null`;
  await tenant.database.commit({
    statements: [
      statement(sql`insert into families (id, name, sort_name, created_at, updated_at)
        values (${familyId}, ${`Kim ${made}`}, ${`kim ${made}`}, 0, 0)`),
      statement(sql`insert into students (id, family_id, first_name, last_name, sort_name, birth_date, created_at, updated_at)
        values (${studentId}, ${familyId}, ${`Kid${made}`}, 'Kim', ${`kim kid${made}`}, '2019-05-04', 0, 0)`),
      statement(sql`insert into enrollments (id, student_id, class_id, kind, starts_on, ends_on, slot_ids, wait_rank, wait_state, created_at, updated_at)
        values (${enrollmentId}, ${studentId}, ${classId}, ${kind}, ${startsOn}, ${endsOn},
          ${slotIds === undefined ? null : JSON.stringify(slotIds)}, ${wait}, 0, 0)`),
    ],
  });
  return { studentId, enrollmentId };
}
