import { sql } from "drizzle-orm";
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

/** What has to be read before enrollments end: the open tokens of their students, and what they stay enrolled in. */
export function withdrawalTokensQuery(
  studentIds: readonly string[],
  endingEnrollmentIds: readonly string[],
): Query<WithdrawalToken> {
  return select(
    {
      ...allColumns(makeupTokens),
      othersEndOn: sql<IsoDate | null>`(select max(coalesce(e.ends_on, '9999-12-31')) from enrollments e
        where e.student_id = ${makeupTokens.studentId} and e.kind = 'active' and e.deleted_at is null
          and e.id not in (select value from json_each(${JSON.stringify(endingEnrollmentIds)})))`,
    },
    sql`from json_each(${JSON.stringify(studentIds)}) j cross join ${makeupTokens} on ${makeupTokens.studentId} = j.value
      where ${makeupTokens.deletedAt} is null and ${makeupTokens.state} in ('available', 'pending')`,
  );
}

/**
 * Where the school's rules say so, tokens expire with the last enrollment of their student, as part of the change that
 * ends it: until that day they can still be used, and when the drop is undone they are as they were. `lastDays`: the
 * last day of the ending enrollments by student. Answers how many tokens that cut short.
 */
export function revokeOnWithdrawal(
  change: Change,
  rules: MakeupRules,
  tokens: readonly WithdrawalToken[],
  lastDays: ReadonlyMap<string, IsoDate>,
): number {
  if (!rules.expiresOnWithdrawal) return 0;
  const cut = tokens.filter((token) => {
    const ending = lastDays.get(token.studentId) ?? "0000-01-01";
    const lastDay = token.othersEndOn !== null && token.othersEndOn > ending ? token.othersEndOn : ending;
    const isSooner = token.expiresOn === null ? lastDay < "9999-12-31" : lastDay < token.expiresOn;
    return isSooner && change.update("makeupTokens", token, { expiresOn: lastDay });
  });
  return cut.length;
}
