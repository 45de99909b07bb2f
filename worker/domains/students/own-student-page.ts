import { type SQL, sql } from "drizzle-orm";
import { flag, json, type Query, select } from "../../../control-plane/query.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { OwnContact, OwnField, OwnPickup, OwnStudentFacts, OwnStudentPage } from "./own-shapes.ts";

/** What the family may know and tell of one child; notes and flags of staff are not part of it. @throws NotFound */
export async function getOwnStudent(ctx: Context<GuardianActor>, studentId: string): Promise<OwnStudentPage> {
  const found = await read(ctx, {
    student: factsQuery(ctx, studentId),
    contacts: contactsQuery(ctx, studentId),
    pickups: pickupsQuery(ctx, studentId),
    fields: shownFields("student"),
  });
  const student = found.student[0];
  if (!student) throw new NotFound("student");
  const { contacts, pickups, fields } = found;
  return {
    student: { ...student, customValues: shownValues(student.customValues, fields) },
    contacts,
    pickups,
    fields,
  };
}

function factsQuery(ctx: Context<GuardianActor>, studentId: string): Query<OwnStudentFacts> {
  const text = (column: string): SQL<string | null> => sql`${sql.identifier(column)}`;
  return select(
    {
      id: sql<string>`id`,
      version: sql<number>`version`,
      firstName: sql<string>`first_name`,
      lastName: sql<string>`last_name`,
      preferredName: text("preferred_name"),
      birthDate: text("birth_date"),
      gender: sql<OwnStudentFacts["gender"]>`gender`,
      school: text("school"),
      schoolGrade: text("school_grade"),
      tShirtSize: text("t_shirt_size"),
      allergies: text("allergies"),
      medications: text("medications"),
      medicalNotes: text("medical_notes"),
      doctorName: text("doctor_name"),
      doctorPhone: text("doctor_phone"),
      insuranceProvider: text("insurance_provider"),
      insurancePolicyNumber: text("insurance_policy_number"),
      customValues: json<Record<string, string>>(sql`custom_values`),
    },
    sql`from living_students where id = ${studentId} and family_id = ${ctx.actor.familyId}`,
  );
}

const ofChild = (ctx: Context<GuardianActor>, studentId: string) =>
  sql`family_id = ${ctx.actor.familyId} and (student_id is null or student_id = ${studentId}) and deleted_at is null
    order by student_id is null, name, id`;

function contactsQuery(ctx: Context<GuardianActor>, studentId: string): Query<OwnContact> {
  return select(
    {
      id: sql<string>`id`,
      version: sql<number>`version`,
      name: sql<string>`name`,
      relationship: sql<string | null>`relationship`,
      phone: sql<string | null>`phone`,
      secondPhone: sql<string | null>`second_phone`,
      mayPickUp: flag(sql`may_pick_up`),
      isForAll: flag(sql`student_id is null`),
    },
    sql`from emergency_contacts where ${ofChild(ctx, studentId)}`,
  );
}

function pickupsQuery(ctx: Context<GuardianActor>, studentId: string): Query<OwnPickup> {
  return select(
    {
      id: sql<string>`id`,
      version: sql<number>`version`,
      name: sql<string>`name`,
      relationship: sql<string | null>`relationship`,
      phone: sql<string | null>`phone`,
      validUntil: sql<string | null>`valid_until`,
      isForAll: flag(sql`student_id is null`),
    },
    sql`from pickups where kind = 'authorised' and ${ofChild(ctx, studentId)}`,
  );
}

/** The fields of the school's own making that families are shown. */
export function shownFields(entity: "student" | "family"): Query<OwnField> {
  return select(
    {
      id: sql<string>`id`,
      label: sql<string>`label`,
      type: sql<OwnField["type"]>`field_type`,
      choices: json<string[]>(sql`choices`),
      isRequired: flag(sql`is_required`),
    },
    sql`from living_custom_fields where entity = ${entity} and shown_in_portal = 1 order by position, label`,
  );
}

export function shownValues(
  values: Readonly<Record<string, string>>,
  fields: readonly OwnField[],
): Record<string, string> {
  return Object.fromEntries(fields.flatMap(({ id }) => (values[id] === undefined ? [] : [[id, values[id]]])));
}
