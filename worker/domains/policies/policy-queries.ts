import { type SQL, sql } from "drizzle-orm";
import { flag, type Query, select } from "../../../control-plane/query.ts";
import { lastAnswer } from "../../../tenant-schema/due-policies.ts";
import type {
  PolicyHistory,
  PolicyHistoryEntry,
  PolicyKind,
  PolicyMoment,
  PolicyStanding,
  PolicyStatus,
  PolicyToAnswer,
} from "./schemas.ts";

const HISTORY_ROWS = 200;

type PolicyText = Omit<PolicyToAnswer, "standings">;

/** Policies with their present text, in the school's order. */
export function policiesQuery(condition: SQL = sql`true`): Query<PolicyText> {
  return select(
    {
      id: sql<string>`p.id`,
      kind: sql<PolicyKind>`p.kind`,
      title: sql<string>`p.title`,
      isRequired: flag(sql`p.is_required = 1`),
      isPublic: flag(sql`p.is_public = 1`),
      mayBeRejected: flag(sql`p.may_be_rejected = 1`),
      mayBeWithdrawn: flag(sql`p.may_be_withdrawn = 1`),
      shownFor: sql<PolicyMoment | null>`p.shown_for`,
      versionId: sql<string>`v.id`,
      number: sql<number>`v.number`,
      textSince: sql<number>`v.created_at`,
      body: sql<string>`v.body`,
    },
    sql`from living_policies p join policy_versions v on v.id = p.current_version_id
      where ${condition} order by p.position, p.id`,
  );
}

interface StandingRow extends PolicyStanding {
  readonly versionId: string | null;
}

/** Where a family, and each of its students, stands with every policy. */
export function standingsQuery(familyId: string): Query<StandingRow> {
  const family = sql`${familyId}`;
  return select(
    {
      policyId: sql<string>`p.id`,
      studentId: sql<string | null>`s.id`,
      studentName: sql<string | null>`trim(s.first_name || ' ' || s.last_name)`,
      status: sql<PolicyStatus>`case when a.id is null then 'none' when a.answer = 'rejected' then 'rejected'
        when a.policy_version_id = p.current_version_id then 'accepted' else 'past' end`,
      answeredAt: sql<number | null>`a.answered_at`,
      answeredBy: sql<string | null>`a.answered_by`,
      versionId: sql<string | null>`a.policy_version_id`,
    },
    sql`from living_policies p
      left join living_students s on s.family_id = ${family} and p.kind in ('student', 'photo')
      left join policy_answers a on a.id = ${lastAnswer(family, sql`p.id`, sql`s.id`)}
      where p.kind in ('family', 'transaction') or s.id is not null
      order by p.position, p.id, s.birth_date, s.first_name, s.id`,
  );
}

interface HistoryRow extends PolicyHistoryEntry {
  readonly body: string;
}

/** The answers of a family, newest first, each with the text it was given to. */
export function historyQuery(familyId: string, condition: SQL = sql`true`): Query<HistoryRow> {
  return select(
    {
      id: sql<string>`a.id`,
      policyTitle: sql<string>`p.title`,
      studentName: sql<
        string | null
      >`(select trim(s.first_name || ' ' || s.last_name) from students s where s.id = a.student_id)`,
      answer: sql<"accepted" | "rejected">`a.answer`,
      answeredAt: sql<number>`a.answered_at`,
      answeredBy: sql<string>`a.answered_by`,
      byStaff: flag(sql`a.staff_id is not null`),
      versionId: sql<string>`v.id`,
      number: sql<number>`v.number`,
      body: sql<string>`v.body`,
    },
    sql`from living_policy_answers a join policies p on p.id = a.policy_id
      join policy_versions v on v.id = a.policy_version_id
      where a.family_id = ${familyId} and ${condition}
      order by a.answered_at desc, a.id desc limit ${HISTORY_ROWS}`,
  );
}

export function withStandings(
  policies: readonly PolicyText[],
  standings: readonly StandingRow[],
): PolicyToAnswer[] {
  return policies.map((policy) => ({
    ...policy,
    standings: standings
      .filter((row) => row.policyId === policy.id)
      .map(({ versionId: _answered, ...standing }) => standing),
  }));
}

/** A text that many answered is sent once. */
export function toHistory(rows: readonly HistoryRow[]): PolicyHistory {
  return {
    answers: rows.map(({ body: _text, ...entry }) => entry),
    texts: Object.fromEntries(rows.map((row) => [row.versionId, row.body])),
  };
}
