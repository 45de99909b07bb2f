import { type SQL, sql } from "drizzle-orm";
import { flag, pick, select } from "../../../control-plane/query.ts";
import { classes, enrollments } from "../../../tenant-schema/classes.ts";
import {
  emails,
  emergencyContacts,
  families,
  familySuspensions,
  guardians,
  notes,
  phones,
  pickups,
  students,
} from "../../../tenant-schema/families.ts";
import { keywordLinks } from "../../../tenant-schema/school-lists.ts";

/** The newest notes a page shows; older ones are in the history. */
const MAX_NOTES = 200;

/** The queries of the family page; together they are one round trip. */
export function familyPageQueries(familyId: string, on: string) {
  const ofFamily = (order: SQL) =>
    sql`where family_id = ${familyId} and deleted_at is null order by ${order}`;
  return {
    family: familyQuery(familyId, on),
    redirect: select(
      { toId: sql<string>`r.to_id` },
      sql`from id_redirects r join changes c on c.id = r.change_id and c.undone_by is null where r.from_id = ${familyId}`,
    ),
    guardians: select(
      pick(
        guardians,
        "id",
        "version",
        "firstName",
        "lastName",
        "relationshipId",
        "isPrimary",
        "mayPickUp",
        "livesWithStudents",
        "birthDate",
        "employer",
      ),
      sql`from ${guardians} ${ofFamily(sql`is_primary desc, position, id`)}`,
    ),
    emails: select(
      pick(emails, "id", "version", "guardianId", "address", "typeId", "isPrimary", "bulkOptIn"),
      sql`from ${emails} ${ofFamily(sql`is_primary desc, id`)}`,
    ),
    phones: select(
      pick(phones, "id", "version", "guardianId", "number", "e164", "typeId", "isPrimary", "textOptIn"),
      sql`from ${phones} ${ofFamily(sql`is_primary desc, id`)}`,
    ),
    students: studentsQuery(familyId, on),
    enrollments: enrollmentsQuery(familyId, on),
    contacts: select(
      pick(
        emergencyContacts,
        "id",
        "version",
        "name",
        "relationship",
        "phone",
        "secondPhone",
        "studentId",
        "mayPickUp",
      ),
      sql`from ${emergencyContacts} ${ofFamily(sql`position, id`)}`,
    ),
    pickups: select(
      pick(
        pickups,
        "id",
        "version",
        "kind",
        "name",
        "relationship",
        "phone",
        "reason",
        "validUntil",
        "studentId",
      ),
      sql`from ${pickups} ${ofFamily(sql`kind desc, name`)}`,
    ),
    notes: select(
      pick(notes, "id", "version", "body", "severity", "studentId", "authorName", "createdAt"),
      sql`from ${notes} ${ofFamily(sql`id desc`)} limit ${MAX_NOTES}`,
    ),
    keywords: select(
      pick(keywordLinks, "keywordId"),
      sql`from ${keywordLinks} where ${keywordLinks.entityId} = ${familyId} and ${keywordLinks.deletedAt} is null`,
    ),
  };
}

function familyQuery(familyId: string, on: string) {
  const openSuspension = (column: SQL) => sql`(select ${column} from ${familySuspensions} x
    where x.family_id = ${families.id} and x.lifted_at is null and x.deleted_at is null)`;
  return select(
    {
      ...pick(
        families,
        "id",
        "version",
        "name",
        "addressLine1",
        "addressLine2",
        "city",
        "region",
        "postalCode",
        "country",
        "homeLocationId",
        "referralSourceId",
        "flagText",
        "specialDiscount",
        "customValues",
        "needsReview",
        "reviewReason",
        "createdAt",
      ),
      isActive: flag(sql`exists (select 1 from students s join enrollments e on e.student_id = s.id
        where s.family_id = ${families.id} and s.deleted_at is null and e.deleted_at is null and e.kind = 'active'
          and e.starts_on <= ${on} and (e.ends_on is null or e.ends_on >= ${on}))`),
      suspensionReason: sql<string | null>`${openSuspension(sql`x.reason`)}`,
      suspendedAt: sql<number | null>`${openSuspension(sql`x.suspended_at`)}`,
      suspendedBy: sql<string | null>`${openSuspension(sql`x.suspended_by`)}`,
    },
    sql`from ${families} where ${families.id} = ${familyId} and ${families.deletedAt} is null`,
  );
}

function studentsQuery(familyId: string, on: string) {
  return select(
    {
      ...pick(
        students,
        "id",
        "version",
        "firstName",
        "lastName",
        "preferredName",
        "birthDate",
        "gender",
        "school",
        "schoolGrade",
        "tShirtSize",
        "allergies",
        "medications",
        "medicalNotes",
        "doctorName",
        "doctorPhone",
        "insuranceProvider",
        "insurancePolicyNumber",
        "flagText",
        "photoAllowed",
        "specialDiscount",
        "customValues",
      ),
      isActive:
        flag(sql`exists (select 1 from enrollments e where e.student_id = ${students.id} and e.deleted_at is null
        and e.kind = 'active' and e.starts_on <= ${on} and (e.ends_on is null or e.ends_on >= ${on}))`),
    },
    sql`from ${students} where family_id = ${familyId} and deleted_at is null order by birth_date, id`,
  );
}

function enrollmentsQuery(familyId: string, on: string) {
  return select(
    {
      ...pick(enrollments, "id", "studentId", "classId", "kind", "startsOn", "endsOn"),
      className: classes.name,
    },
    sql`from ${students} join ${enrollments} on ${enrollments.studentId} = ${students.id}
      join ${classes} on ${classes.id} = ${enrollments.classId}
      where ${students.familyId} = ${familyId} and ${students.deletedAt} is null and ${enrollments.deletedAt} is null
        and (${enrollments.endsOn} is null or ${enrollments.endsOn} >= ${on}) order by ${enrollments.startsOn}`,
  );
}
