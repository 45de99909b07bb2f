import { type SQL, sql } from "drizzle-orm";
import { select } from "../../../control-plane/query.ts";
import { staff, staffPasswords } from "../../../tenant-schema/staff.ts";
import { fold, foldEmail } from "../../../tenant-schema/text.ts";

/** What attempts at a log-in name are counted under, however it is written. */
export function foldLogin(login: string): string {
  return fold(login.trim());
}

// One person's user name may look like another's e-mail; what looks like an address is one.
function matching(login: string): SQL {
  const byName = sql`${staff.usernameFolded} = ${fold(login.trim())}`;
  const byEmail = sql`${staff.emailFolded} = ${foldEmail(login)}`;
  const [first, second] = login.includes("@") ? [byEmail, byName] : [byName, byEmail];
  return sql`(select id from (
    select ${staff.id} as id, 1 as rank from ${staff} where ${first} and ${staff.deletedAt} is null
    union all
    select ${staff.id}, 2 from ${staff} where ${second} and ${staff.deletedAt} is null
  ) order by rank limit 1)`;
}

/** The person behind a log-in name, with what it takes to check a password; and their id as a subquery. */
export function staffByLogin(login: string) {
  const id = matching(login);
  const query = select(
    {
      id: staff.id,
      firstName: staff.firstName,
      lastName: staff.lastName,
      username: staff.username,
      email: staff.email,
      isActive: staff.isActive,
      phc: sql<string | null>`${staffPasswords.phc}`,
    },
    sql`from ${staff} left join ${staffPasswords} on ${staffPasswords.staffId} = ${staff.id} where ${staff.id} = ${id}`,
  );
  return { id, query };
}
