import { sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { enrollments } from "../../../tenant-schema/classes.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import { families } from "../../../tenant-schema/families.ts";
import { fold, foldEmail } from "../../../tenant-schema/text.ts";
import type { Context } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { recordsOf } from "./family-records.ts";

/** Everything of the families that a merge moves, read in one round trip. */
export interface MergeGroup {
  readonly winner: Row<"families">;
  readonly losers: readonly Row<"families">[];
  readonly guardians: readonly Row<"guardians">[];
  readonly emails: readonly Row<"emails">[];
  readonly phones: readonly Row<"phones">[];
  readonly students: readonly Row<"students">[];
  readonly emergencyContacts: readonly Row<"emergencyContacts">[];
  readonly pickups: readonly Row<"pickups">[];
  readonly notes: readonly Row<"notes">[];
  readonly familySuspensions: readonly Row<"familySuspensions">[];
  readonly keywordLinks: readonly Row<"keywordLinks">[];
  readonly enrollments: readonly Row<"enrollments">[];
  readonly familyLogins: readonly Row<"familyLogins">[];
  readonly familyInvites: readonly Row<"familyInvites">[];
}

/** @throws NotFound when any of the families is gone */
export async function readMergeGroup(ctx: Context, familyIds: readonly string[]): Promise<MergeGroup> {
  const ids = JSON.stringify(familyIds);
  const found = await read(ctx, {
    families: select(
      allColumns(families),
      sql`from ${families} where id in (select value from json_each(${ids})) and deleted_at is null`,
    ),
    guardians: recordsOf("guardians", familyIds),
    emails: recordsOf("emails", familyIds),
    phones: recordsOf("phones", familyIds),
    students: recordsOf("students", familyIds),
    emergencyContacts: recordsOf("emergencyContacts", familyIds),
    pickups: recordsOf("pickups", familyIds),
    notes: recordsOf("notes", familyIds),
    familySuspensions: recordsOf("familySuspensions", familyIds),
    keywordLinks: recordsOf("keywordLinks", familyIds),
    familyLogins: recordsOf("familyLogins", familyIds),
    familyInvites: recordsOf("familyInvites", familyIds),
    enrollments: select(
      allColumns(enrollments),
      sql`from ${enrollments} where ${enrollments.deletedAt} is null and ${enrollments.studentId} in
        (select s.id from students s where s.family_id in (select value from json_each(${ids})))`,
    ) as Query<Row<"enrollments">>,
  });
  const { families: rows, ...records } = found;
  const byId = new Map(rows.map((family) => [family.id, family]));
  const [winner, ...losers] = familyIds.map((id) => byId.get(id));
  if (!winner || losers.some((loser) => !loser)) throw new NotFound("family");
  return { ...records, winner, losers: losers as Row<"families">[] };
}

/** What makes two entries the same contact. */
export function emailKey(email: Row<"emails">): string {
  return foldEmail(email.address);
}

export function phoneKey(phone: Row<"phones">): string {
  return phone.e164 ?? phone.number.replace(/\D+/g, "");
}

export function guardianKey(guardian: Row<"guardians">): string {
  return `${fold(guardian.firstName)} ${fold(guardian.lastName)}`;
}

/** A child known twice: same folded name and same birth date, in different families. */
export function pairStudents(group: MergeGroup): { keep: Row<"students">; merge: Row<"students"> }[] {
  const kept = new Map<string, Row<"students">>();
  const pairs: { keep: Row<"students">; merge: Row<"students"> }[] = [];
  const ordered = [group.winner, ...group.losers].flatMap((family) =>
    group.students.filter((student) => student.familyId === family.id),
  );
  for (const student of ordered) {
    if (!student.birthDate) continue;
    const key = `${fold(student.firstName)} ${fold(student.lastName)} ${student.birthDate}`;
    const keep = kept.get(key);
    if (!keep) kept.set(key, student);
    else if (keep.familyId !== student.familyId) pairs.push({ keep, merge: student });
  }
  return pairs;
}
