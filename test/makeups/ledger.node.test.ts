import type { StatementSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportAbsences } from "../../worker/domains/attendance/report-absences.ts";
import { saveMarks } from "../../worker/domains/attendance/save-marks.ts";
import { absenceInput, markInput } from "../../worker/domains/attendance/schemas.ts";
import { bookMakeup } from "../../worker/domains/makeups/book-makeup.ts";
import { cancelMakeup } from "../../worker/domains/makeups/cancel-makeup.ts";
import { grantTokens } from "../../worker/domains/makeups/grant-tokens.ts";
import { revokeToken } from "../../worker/domains/makeups/revoke-token.ts";
import { bookMakeupInput, grantTokensInput } from "../../worker/domains/makeups/schemas.ts";
import { UNDO_MS } from "../../worker/kernel/change.ts";
import type { Context } from "../../worker/kernel/context.ts";
import { undoChange } from "../../worker/kernel/undo.ts";
import { nodeSchool } from "../enrollments/histories/node-school.ts";
import { NOW_MS as TEST_NOW_MS } from "../enrollments/school.ts";
import { BOOK_AHEAD_DAYS, CAP, EXPIRY_DAYS, PLACES, PlainLedger } from "./plain-ledger.ts";

const STUDENTS = ["stu_aaaaaaaa1", "stu_aaaaaaaa2", "stu_aaaaaaaa3"];
const SATURDAYS = ["2026-11-14", "2026-11-21", "2026-11-28"];
const MONDAYS = ["2026-11-16", "2026-11-23", "2026-11-30", "2026-12-14", "2026-12-28"];
const PEOPLE = ["stf_aaaaaaaa1", "stf_aaaaaaaa2"];
const STATUSES = ["present", "absent", "absent", "absent", "tardy", "none"] as const;
const HOUR_MS = 3_600_000;

const school = nodeSchool();
school.sqlite.exec(`
  insert into locations (id, name, time_zone, created_at, updated_at) values ('loc_main0', 'Main', 'America/Chicago', 0, 0);
  insert into settings (id, value, updated_at) values ('makeups',
    '{"capTokens":${CAP},"expiryDays":${EXPIRY_DAYS},"bookAheadDays":${BOOK_AHEAD_DAYS}}', 0);
  insert into families (id, name, sort_name, created_at, updated_at) values ('fam_one00', 'One', 'one', 0, 0);
  insert into classes (id, location_id, name, capacity, starts_on, created_at, updated_at)
    values ('cls_saturdays', 'loc_main0', 'A', 9, '2020-01-01', 0, 0), ('cls_mondays00', 'loc_main0', 'B', ${PLACES}, '2020-01-01', 0, 0);
  insert into slots (id, class_id, created_at, updated_at) values ('slt_saturdays', 'cls_saturdays', 0, 0), ('slt_mondays00', 'cls_mondays00', 0, 0);
  insert into slot_versions (id, slot_id, class_id, starts_on, weekday, start_minute, duration_minutes, created_at, updated_at)
    values ('slv_1', 'slt_saturdays', 'cls_saturdays', '2020-01-01', 6, 960, 60, 0, 0),
      ('slv_2', 'slt_mondays00', 'cls_mondays00', '2020-01-01', 1, 960, 60, 0, 0);`);
for (const id of STUDENTS) {
  school.sqlite.exec(`
    insert into students (id, family_id, first_name, last_name, sort_name, created_at, updated_at)
      values ('${id}', 'fam_one00', '${id}', 'One', '${id}', 0, 0);
    insert into enrollments (id, student_id, class_id, kind, starts_on, created_at, updated_at)
      values ('enr_${id}', '${id}', 'cls_saturdays', 'active', '2026-01-01', 0, 0);`);
}
for (const id of PEOPLE) {
  school.sqlite.exec(`insert into staff (id, first_name, last_name, sort_name, username, username_folded, created_at, updated_at)
    values ('${id}', 'Pat', '${id}', '${id}', '${id}', '${id}', 0, 0)`);
}

type Step = readonly [kind: string, a: number, b: number, c: number, d: number];
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(
    "mark",
    "mark",
    "mark",
    "report",
    "grant",
    "revoke",
    "book",
    "book",
    "book",
    "cancel",
    "undo",
    "undo",
  ),
  fc.nat(2),
  fc.nat(5),
  fc.nat(11),
  fc.nat(11),
);

class History {
  readonly model = new PlainLedger();
  readonly #undoable: { readonly id: string; readonly at: number }[] = [];
  nowMs = TEST_NOW_MS;

  #context(person: number): Context {
    const id = PEOPLE[person % 2]!;
    const actor = { kind: "system", name: "test", onBehalfOf: { id, name: `Pat ${id}` } } as const;
    return { ...school.context(this.nowMs), actor };
  }

  async apply([kind, a, b, c, d]: Step): Promise<void> {
    this.nowMs += (d % 5) * HOUR_MS + 1;
    const student = STUDENTS[a]!;
    if (kind === "mark") return this.#mark(student, b, c, d);
    if (kind === "report") return this.#report(student, d);
    if (kind === "grant") return this.#grant(student, d);
    if (kind === "revoke") return this.#revoke(c, d);
    if (kind === "book") return this.#book(student, c, d);
    if (kind === "cancel") return this.#cancel(c, d);
    return this.#undo(c, d);
  }

  async #mark(student: string, b: number, c: number, d: number): Promise<void> {
    const day = SATURDAYS[c % 3]!;
    const seen = this.model.items.get(`mark ${student} ${day}`)?.version ?? 0;
    const said = {
      ...{ student, day, status: STATUSES[b]!, isExcused: [true, undefined, false][d % 3] },
      ...{ by: PEOPLE[d % 2]!, at: this.nowMs - (c % 2) * 3 * HOUR_MS, base: c < 3 ? 0 : seen },
    };
    const expected = this.model.mark(said, this.nowMs);
    const mark = markInput.parse({
      ...{
        studentId: student,
        slotId: "slt_saturdays",
        meetsOn: day,
        status: said.status,
        baseVersion: said.base,
      },
      ...{ clientMarkedAtMs: said.at, isExcused: said.isExcused },
    });
    const { outcomes, change } = await saveMarks(this.#context(d), { marks: [mark] });
    const [outcome] = outcomes;
    const told = outcome!.outcome === "refused" ? outcome!.reason : outcome!.outcome;
    expect({ outcome: told, token: outcome!.outcome === "saved" ? outcome!.token : null }).toEqual(expected);
    this.#close(change?.id, [[student, day]]);
  }

  async #report(student: string, d: number): Promise<void> {
    const days = this.model.report(student, SATURDAYS.slice(1), PEOPLE[d % 2]!, this.nowMs);
    const [, from, to] = SATURDAYS;
    const input = absenceInput.parse({ studentId: student, from, to, slotIds: ["slt_saturdays"] });
    const { reported, change } = await reportAbsences(this.#context(d), input);
    expect(reported.map(({ meetsOn }) => meetsOn)).toEqual(days);
    this.#close(
      change?.id,
      days.map((day) => [student, day]),
    );
  }

  async #grant(student: string, d: number): Promise<void> {
    const input = grantTokensInput.parse({ studentId: student, comment: "Extra" });
    const { ids, change } = await grantTokens(this.#context(d), input);
    this.model.grant(ids[0]!, student, this.nowMs);
    this.#close(change.id);
  }

  async #revoke(c: number, d: number): Promise<void> {
    const tokens = this.model.of("token");
    const token = tokens[c % tokens.length];
    if (!token) return;
    const work = revokeToken(this.#context(d), token.id, { version: token.version, comment: "No" });
    if (token.state !== "available")
      return void (await expect(work).rejects.toMatchObject({ code: "token_used" }));
    const { change } = await work;
    this.model.revoke(token.id);
    this.#close(change.id);
  }

  async #book(student: string, c: number, d: number): Promise<void> {
    const day = MONDAYS[c % MONDAYS.length]!;
    const { outcome, token } = this.model.book(student, day, this.nowMs);
    const input = bookMakeupInput.parse({ studentId: student, classId: "cls_mondays00", onDate: day });
    const done = await bookMakeup(this.#context(d), input);
    expect(done.outcome).toBe(outcome);
    if (done.outcome !== "booked") return;
    expect(done.tokenId).toBe(token!.id);
    this.model.booked(done.enrollmentId, student, day, token!);
    this.#close(done.change.id);
  }

  async #cancel(c: number, d: number): Promise<void> {
    const bookings = this.model.of("booking");
    const booking = bookings[c % bookings.length];
    if (!booking) return;
    const returnsAnyway = d % 3 === 0;
    const expected = this.model.cancel(booking, returnsAnyway, this.nowMs);
    const input = { version: booking.version, returnsAnyway };
    const { isTokenReturned, change } = await cancelMakeup(this.#context(d), booking.id, input);
    expect(isTokenReturned).toBe(expected);
    this.#close(change.id);
  }

  async #undo(c: number, d: number): Promise<void> {
    const [last] = this.#undoable.splice(-1 - (c % 4), 1);
    if (last === undefined) return;
    const { id, code } = await undoChange(this.#context(d), last.id).then(
      (change) => ({ id: change.id, code: null }),
      (error) => ({ id: "", code: error.code }),
    );
    const isTooLate = this.nowMs - last.at > UNDO_MS.ordinary;
    expect(code).toBe(isTooLate ? "undo_too_late" : this.model.undo(last.id, id));
    if (code === null) this.#undoable.push({ id, at: this.nowMs });
  }

  /** Gives earned tokens the ids they got, and closes the act. */
  #close(changeId: string | undefined, meetings: readonly (readonly [string, string])[] = []): void {
    if (changeId === undefined) return;
    for (const [student, day] of meetings) {
      const row = school.sqlite
        .prepare("select id from makeup_tokens where student_id = ? and meets_on = ? and deleted_at is null")
        .get(student, day) as { id: string } | undefined;
      if (row) this.model.name(`earned ${student} ${day}`, row.id);
    }
    this.model.done(changeId);
    this.#undoable.push({ id: changeId, at: this.nowMs });
  }
}

const prepared = new Map<string, StatementSync>();
function query(sql: string): Record<string, unknown>[] {
  const known = prepared.get(sql) ?? school.sqlite.prepare(sql);
  prepared.set(sql, known);
  return known.all().map((row) => ({ ...row }));
}
const byId = <T extends { id: unknown }>(rows: T[]) =>
  rows.sort((x, y) => (String(x.id) < String(y.id) ? -1 : 1));

/** The database says what the model says, and its ledger and tallies are balanced. */
function check(model: PlainLedger): void {
  expect(
    byId(
      query(
        "select id, state, version, enrollment_id as paysFor, expires_on as expiresOn from makeup_tokens where deleted_at is null",
      ) as never,
    ),
  ).toEqual(
    byId(
      model
        .of("token")
        .map(({ id, state, version, paysFor, expiresOn }) => ({ id, state, version, paysFor, expiresOn })),
    ),
  );
  expect(
    byId(query("select id, version from enrollments where kind = 'makeup' and deleted_at is null") as never),
  ).toEqual(byId(model.of("booking").map(({ id, version }) => ({ id, version }))));
  expect(
    byId(
      query(
        "select 'mark ' || student_id || ' ' || meets_on as id, status, version from attendance where deleted_at is null",
      ) as never,
    ),
  ).toEqual(byId(model.of("mark").map(({ id, state, version }) => ({ id, status: state, version }))));
  expect(
    query(`select t.id from makeup_tokens t where t.deleted_at is null and (t.state = 'available') <>
      (select sum(delta) from makeup_entries e where e.token_id = t.id and e.deleted_at is null)`),
  ).toEqual([]);
  expect(
    query(`select enrollment_id from makeup_tokens where deleted_at is null and enrollment_id is not null
      group by 1 having count(*) > 1`),
  ).toEqual([]);
  const some = "where present <> 0 or absent <> 0 or tardy <> 0";
  expect(
    query(`select * from (select * from meeting_tallies ${some} except select * from meeting_tallies_source)
      union all select * from (select * from meeting_tallies_source ${some} except select * from meeting_tallies)`),
  ).toEqual([]);
}

describe("marks and makeup tokens", () => {
  it("are what a plain model says through a thousand histories of fifty acts", {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 50, maxLength: 50 }), async (steps) => {
        school.sqlite.exec("begin");
        try {
          const history = new History();
          for (const one of steps) {
            await history.apply(one);
            check(history.model);
          }
        } finally {
          school.sqlite.exec("rollback");
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
