import { type SQL, sql } from "drizzle-orm";
import { allColumns, type Query, select } from "../../../control-plane/query.ts";
import { makeupTokens } from "../../../tenant-schema/attendance.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, today } from "../../kernel/context.ts";
import type { MakeupRules } from "../school-rules/schemas.ts";
import { issueToken, moveToken, type StoredToken } from "./token-moves.ts";
import { expiryOf } from "./token-rules.ts";

/** A meeting that a student misses. */
export interface MissedMeeting {
  readonly studentId: string;
  readonly slotId: string;
  readonly meetsOn: string;
}

/** What has to be read before tokens of missed meetings are issued or revoked; goes into the use-case's one read. */
export interface TokenQueries {
  readonly tokens: Query<StoredToken>;
  readonly issued: Query<{ studentId: string; tokens: number }>;
}

export function tokenQueries(ctx: Context, missed: readonly MissedMeeting[]): TokenQueries {
  const meetings = JSON.stringify(missed.map((one) => [one.studentId, one.slotId, one.meetsOn]));
  return tokensOf(
    ctx,
    sql`(select value->>0 as student_id, value->>1 as slot_id, value->>2 as meets_on from json_each(${meetings}))`,
  );
}

/** The same of missed meetings that a subselect names: student_id, slot_id, meets_on. */
export function tokensOf(ctx: Context, missed: SQL): TokenQueries {
  return {
    tokens: select(
      allColumns(makeupTokens),
      sql`from ${missed} j cross join ${makeupTokens} on ${makeupTokens.studentId} = j.student_id
        and ${makeupTokens.slotId} = j.slot_id and ${makeupTokens.meetsOn} = j.meets_on
        where ${makeupTokens.deletedAt} is null order by ${makeupTokens.id}`,
    ),
    issued: select(
      { studentId: sql<string>`j.student_id`, tokens: sql<number>`count(*)` },
      sql`from (select distinct student_id from ${missed}) j cross join makeup_tokens t on t.student_id = j.student_id
        where ${countsForCap(today(ctx))}
          and exists (select 1 from settings where id = 'makeups' and value->>'capTokens' is not null)
        group by 1`,
    ),
  };
}

/** The tokens that fill a student's cap: earned, not granted, within the period that ends today. */
function countsForCap(on: string): SQL {
  return sql`t.deleted_at is null and t.state <> 'revoked' and t.origin <> 'grant' and t.issued_on >
    date(${on}, '-' || coalesce((select value->>'capPeriodDays' from settings where id = 'makeups'), 365) || ' days')`;
}

/** The tokens of some missed meetings, and what one change does to them. */
export class TokenBook {
  readonly #ctx: Context;
  readonly #change: Change;
  readonly #rules: MakeupRules;
  readonly #tokens: Map<string, StoredToken>;
  readonly #issued: Map<string, number>;
  readonly #gained = new Map<string, number>();

  constructor(
    ctx: Context,
    change: Change,
    rules: MakeupRules,
    found: {
      readonly tokens: readonly StoredToken[];
      readonly issued: readonly { readonly studentId: string; readonly tokens: number }[];
    },
  ) {
    this.#ctx = ctx;
    this.#change = change;
    this.#rules = rules;
    this.#issued = new Map(found.issued.map((row) => [row.studentId, row.tokens]));
    // A token that lives goes before one that was revoked for the same meeting.
    const living = [...found.tokens].sort(
      (a, b) => Number(b.state === "revoked") - Number(a.state === "revoked"),
    );
    this.#tokens = new Map(living.map((token) => [keyOf(token as MissedMeeting), token]));
  }

  /** The token of a meeting, also one that was revoked. */
  of(missed: MissedMeeting): StoredToken | null {
    return this.#tokens.get(keyOf(missed)) ?? null;
  }

  /** Issues the token of a missed meeting, or reinstates it where it was revoked. False: there is one, or the cap is reached. */
  issue(
    missed: MissedMeeting & {
      readonly classId: string;
      readonly locationId: string;
      readonly programId: string | null;
    },
    how: {
      readonly origin: "absence" | "cancellation";
      readonly expiresOn?: string | null | undefined;
      readonly ignoresCap?: boolean;
    },
  ): boolean {
    const token = this.of(missed);
    if (token !== null && token.state !== "revoked") return false;
    if (how.ignoresCap !== true && !this.#takesFromCap(missed.studentId)) return false;
    if (token !== null && token.origin === how.origin) {
      moveToken(this.#ctx, this.#change, token, "reinstated");
      return true;
    }
    const { studentId, slotId, meetsOn, classId, locationId, programId } = missed;
    const ruled = expiryOf(this.#rules, today(this.#ctx), meetsOn);
    issueToken(this.#ctx, this.#change, {
      ...{ studentId, slotId, meetsOn, classId, locationId, origin: how.origin },
      programIds: this.#rules.isSameProgramOnly && programId !== null ? [programId] : null,
      expiresOn: how.expiresOn === undefined ? ruled : how.expiresOn,
    });
    return true;
  }

  /** Takes the token of a meeting back while nobody used it. Null: there is none to take. */
  revoke(missed: MissedMeeting, origin: StoredToken["origin"]): "revoked" | "kept" | null {
    const token = this.of(missed);
    if (token === null || token.origin !== origin || token.state === "revoked") return null;
    if (token.state !== "available") return "kept";
    moveToken(this.#ctx, this.#change, token, "revoked");
    return "revoked";
  }

  /** To be called once all was issued: nobody gets more than the cap, however many ask at the same time. */
  guardCap(): void {
    const { capTokens } = this.#rules;
    if (capTokens === null || this.#gained.size === 0) return;
    const gained = JSON.stringify([...this.#gained]);
    this.#change.guard(
      "token_left",
      sql`not exists (select 1 from json_each(${gained}) j where j.value->>1 + (select count(*) from makeup_tokens t
        where t.student_id = j.value->>0 and ${countsForCap(today(this.#ctx))}) > ${capTokens})`,
    );
  }

  #takesFromCap(studentId: string): boolean {
    const gained = this.#gained.get(studentId) ?? 0;
    const { capTokens } = this.#rules;
    if (capTokens !== null && (this.#issued.get(studentId) ?? 0) + gained >= capTokens) return false;
    this.#gained.set(studentId, gained + 1);
    return true;
  }
}

function keyOf({ studentId, slotId, meetsOn }: MissedMeeting): string {
  return `${studentId} ${slotId} ${meetsOn}`;
}
