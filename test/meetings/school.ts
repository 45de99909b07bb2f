import { sql } from "drizzle-orm";
import { select, statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import type { TestTenant } from "../harness/tenant.ts";
import { rowsOf, type Values } from "./rows-of.ts";

export interface ClassOptions {
  readonly name?: string;
  readonly locationId?: string;
  readonly programId?: string | null;
  readonly capacity?: number;
  readonly startsOn?: string;
  readonly endsOn?: string | null;
  readonly slots?: readonly {
    readonly weekday: number;
    readonly startMinute?: number;
    readonly durationMinutes?: number;
    readonly roomId?: string | null;
    readonly instructorIds?: readonly string[];
    readonly startsOn?: string;
    readonly endsOn?: string | null;
  }[];
}

export interface TestClass {
  readonly id: string;
  readonly slotIds: readonly string[];
}

/** A school to try schedules on: a location in Chicago, and whatever a test adds. */
export class TestSchool {
  readonly tenant: TestTenant;
  readonly locationId: string;
  #made = 0;

  private constructor(tenant: TestTenant, locationId: string) {
    this.tenant = tenant;
    this.locationId = locationId;
  }

  static async open(tenant: TestTenant): Promise<TestSchool> {
    const school = new TestSchool(tenant, newId("location"));
    await school.add("locations", [
      { id: school.locationId, name: `Main ${school.locationId}`, time_zone: "America/Chicago" },
    ]);
    return school;
  }

  async add(table: string, rows: readonly Values[]): Promise<void> {
    await this.tenant.database.commit({ statements: rowsOf(table, rows) });
  }

  /** A statement as somebody else would run it meanwhile. */
  async run(text: string): Promise<void> {
    await this.tenant.database.commit({ statements: [statement(sql.raw(text))] });
  }

  async location(timeZone: string): Promise<string> {
    const id = newId("location");
    await this.add("locations", [{ id, name: `In ${timeZone} ${id}`, time_zone: timeZone }]);
    return id;
  }

  async room(capacity: number | null = null, locationId = this.locationId): Promise<string> {
    const id = newId("room");
    await this.add("rooms", [{ id, location_id: locationId, name: `Room ${id}`, capacity }]);
    return id;
  }

  async staff(firstName = "Sam", email: string | null = null): Promise<string> {
    const id = newId("staff");
    await this.add("staff", [
      {
        id,
        first_name: firstName,
        last_name: "Coach",
        sort_name: `coach ${firstName}`,
        username: id,
        username_folded: id,
        email,
        email_folded: email,
      },
    ]);
    return id;
  }

  async program(name: string): Promise<string> {
    const id = newId("program");
    await this.add("programs", [{ id, name }]);
    return id;
  }

  async class(options: ClassOptions = {}): Promise<TestClass> {
    const id = newId("class");
    this.#made += 1;
    const startsOn = options.startsOn ?? "2020-01-01";
    const slots = (options.slots ?? [{ weekday: 1 }]).map((slot) => ({ ...slot, id: newId("slot") }));
    await this.tenant.database.commit({
      statements: [
        ...rowsOf("classes", [
          {
            id,
            location_id: options.locationId ?? this.locationId,
            program_id: options.programId ?? null,
            name: options.name ?? `Class ${this.#made}`,
            capacity: options.capacity ?? 10,
            starts_on: startsOn,
            ends_on: options.endsOn ?? null,
          },
        ]),
        ...rowsOf(
          "slots",
          slots.map((slot, position) => ({ id: slot.id, class_id: id, position })),
        ),
        ...rowsOf(
          "slot_versions",
          slots.map((slot) => ({
            id: newId("slotVersion"),
            slot_id: slot.id,
            class_id: id,
            starts_on: slot.startsOn ?? startsOn,
            ends_on: slot.endsOn ?? null,
            weekday: slot.weekday,
            start_minute: slot.startMinute ?? 960,
            duration_minutes: slot.durationMinutes ?? 60,
            room_id: slot.roomId ?? null,
            instructor_ids: JSON.stringify(slot.instructorIds ?? []),
          })),
        ),
      ],
    });
    return { id, slotIds: slots.map((slot) => slot.id) };
  }

  /** A student of a family of her own, whose guardian can be written to unless `email` is null. */
  async student(email: string | null = `${newId("email")}@example.org`): Promise<string> {
    const [familyId, id] = [newId("family"), newId("student")];
    const statements = [
      ...rowsOf("families", [{ id: familyId, name: `Family ${id}`, sort_name: id }]),
      ...rowsOf("students", [
        { id, family_id: familyId, first_name: "Kim", last_name: `Student ${id}`, sort_name: id },
      ]),
      ...(email === null
        ? []
        : rowsOf("emails", [
            { id: newId("email"), family_id: familyId, address: email, address_folded: email, is_primary: 1 },
          ])),
    ];
    await this.tenant.database.commit({ statements });
    return id;
  }

  async enroll(
    studentId: string,
    into: TestClass,
    options: { kind?: string; startsOn?: string; endsOn?: string | null; slotIds?: readonly string[] } = {},
  ): Promise<string> {
    const id = newId("enrollment");
    const { kind = "active", startsOn = "2026-09-01", endsOn = null, slotIds } = options;
    await this.add("enrollments", [
      {
        id,
        student_id: studentId,
        class_id: into.id,
        kind,
        starts_on: startsOn,
        ends_on: endsOn,
        slot_ids: slotIds ? JSON.stringify(slotIds) : null,
        wait_state: kind === "wait" ? "queued" : null,
        wait_rank: kind === "wait" ? 1 : null,
      },
    ]);
    return id;
  }

  /** One student's mark in one meeting. */
  async mark(studentId: string, into: TestClass, meetsOn: string, status: string): Promise<void> {
    const slotId = into.slotIds[0]!;
    const { enrolled } = await this.tenant.database.read({
      enrolled: select(
        { id: sql<string>`id` },
        sql`from enrollments where student_id = ${studentId} and class_id = ${into.id}`,
      ),
    });
    await this.add("attendance", [
      {
        id: `att:${studentId}:${slotId}:${meetsOn}`,
        student_id: studentId,
        slot_id: slotId,
        meets_on: meetsOn,
        class_id: into.id,
        enrollment_id: enrolled[0]!.id,
        status,
        marked_at: 0,
        marked_by: "test",
      },
    ]);
  }
}
