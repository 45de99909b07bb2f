import { sql } from "drizzle-orm";
import { type Query, select } from "../../../control-plane/query.ts";
import { familyList } from "../../../tenant-schema/lists.ts";
import { fold, foldEmail, sortKey } from "../../../tenant-schema/text.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { parsePhone } from "../phone-numbers.ts";
import type { CreateFamilyInput, DuplicateProbe } from "./schemas.ts";
import type { PossibleDuplicate } from "./shapes.ts";

interface Match {
  readonly familyId: string;
  readonly familyName: string;
  readonly guardianName: string | null;
  readonly reason: "email" | "phone" | "student";
  readonly matched: string;
}

const MAX_DUPLICATES = 10;

/** Families that share an e-mail, a phone, or a child's name and birth date with what is being typed. */
export async function findDuplicates(ctx: Context, probe: DuplicateProbe): Promise<PossibleDuplicate[]> {
  requireRight(ctx, "families", "view");
  const found = await read(ctx, { matches: duplicateQuery(probe, ctx.account.phoneRegion) });
  return groupDuplicates(found.matches);
}

/** What identifies the people of a new family. */
export function probeOf(input: CreateFamilyInput): DuplicateProbe {
  return {
    emails: input.guardians.flatMap((guardian) => guardian.emails.map((email) => email.address)),
    phones: input.guardians.flatMap((guardian) => guardian.phones.map((phone) => phone.number)),
    students: input.students.map(({ firstName, lastName, birthDate }) => ({
      firstName,
      lastName,
      birthDate,
    })),
  };
}

/** All three questions in one statement, each answered from its own index. */
export function duplicateQuery(probe: DuplicateProbe, region: string): Query<Match> {
  const emails = probe.emails.filter(Boolean).map((email) => [foldEmail(email), email]);
  const phones = probe.phones.flatMap((phone) => {
    const { e164 } = parsePhone(phone, region);
    return e164 ? [[e164, phone]] : [];
  });
  const students = probe.students
    .filter((student) => student.birthDate)
    .map((student) => [
      student.birthDate,
      sortKey(student.lastName, student.firstName),
      `${student.firstName} ${student.lastName}`,
    ]);
  return select(
    {
      familyId: familyList.familyId,
      familyName: familyList.name,
      guardianName: familyList.guardianName,
      reason: sql<Match["reason"]>`m.reason`,
      matched: sql<string>`m.matched`,
    },
    sql`from (
        select e.family_id, 'email' as reason, j.value->>1 as matched from json_each(${JSON.stringify(emails)}) j
          join emails e on e.address_folded = j.value->>0 and e.deleted_at is null
        union select p.family_id, 'phone', j.value->>1 from json_each(${JSON.stringify(phones)}) j
          join phones p on p.e164 = j.value->>0 and p.deleted_at is null
        union select s.family_id, 'student', j.value->>2 from json_each(${JSON.stringify(students)}) j
          join student_list s on s.birth_date = j.value->>0 and s.sort_name = j.value->>1
      ) m cross join ${familyList} on ${familyList.familyId} = m.family_id limit 50`,
  );
}

/** One entry a family, the ones with the most reasons first. */
export function groupDuplicates(matches: readonly Match[]): PossibleDuplicate[] {
  const byFamily = new Map<string, Match[]>();
  for (const match of matches) byFamily.set(match.familyId, [...(byFamily.get(match.familyId) ?? []), match]);
  return [...byFamily.values()]
    .map((found) => ({
      familyId: found[0]!.familyId,
      familyName: found[0]!.familyName,
      guardianName: found[0]!.guardianName,
      reasons: [...new Set(found.map((match) => match.reason))],
      matches: [...new Set(found.map((match) => match.matched))],
    }))
    .sort(
      (a, b) => b.reasons.length - a.reasons.length || fold(a.familyName).localeCompare(fold(b.familyName)),
    )
    .slice(0, MAX_DUPLICATES);
}
