import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { makeupTokens } from "../../../tenant-schema/attendance.ts";
import type { IsoDate } from "../../../tenant-schema/dates.ts";
import type { Change } from "../../kernel/change.ts";
import type { MakeupRules } from "../school-rules/schemas.ts";
import type { StoredToken } from "./token-moves.ts";

export type WithdrawalToken = StoredToken & {
  /** The last day of what else the student is enrolled in; null: nothing. */
  readonly othersEndOn: IsoDate | null;
};

/** What has to be read before enrollments end (a subselect of their ids): their students' open tokens. */
export function withdrawalTokens(ending: SQL): Query<WithdrawalToken> {
  return select(
    {
      ...allColumns(makeupTokens),
      othersEndOn: sql<IsoDate | null>`(select max(coalesce(o.ends_on, '9999-12-31')) from enrollments o
        where o.student_id = ${makeupTokens.studentId} and o.kind = 'active' and o.deleted_at is null
          and o.id not in (${ending}))`,
    },
    sql`from (select distinct q.student_id from enrollments q where q.id in (${ending})) j
      cross join ${makeupTokens} on ${makeupTokens.studentId} = j.student_id
      where ${makeupTokens.deletedAt} is null and ${makeupTokens.state} in ('available', 'pending')
        and exists (select 1 from settings where id = 'makeups' and value ->> 'expiresOnWithdrawal' = 1)`,
  ) as Query<WithdrawalToken>;
}

/**
 * Where the school's rules say so, tokens expire with the last enrollment of their student, as part of the change that
 * ends it: until that day they can still be used, and when the drop is undone they are as they were. `ended`: whose
 * enrollment ends with which day. Answers how many tokens that cut short.
 */
export function revokeOnWithdrawal(
  change: Change,
  rules: MakeupRules,
  tokens: readonly WithdrawalToken[],
  ended: readonly { readonly studentId: string }[],
  endsOn: IsoDate,
): number {
  if (!rules.expiresOnWithdrawal) return 0;
  const students = new Set(ended.map(({ studentId }) => studentId));
  const cut = tokens.filter((token) => {
    const { othersEndOn } = token;
    const lastDay = othersEndOn !== null && othersEndOn > endsOn ? othersEndOn : endsOn;
    const isSooner = token.expiresOn === null ? lastDay < "9999-12-31" : lastDay < token.expiresOn;
    return (
      students.has(token.studentId) &&
      isSooner &&
      change.update("makeupTokens", token, { expiresOn: lastDay })
    );
  });
  return cut.length;
}
