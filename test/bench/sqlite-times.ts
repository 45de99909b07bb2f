import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { SqlValue } from "../../control-plane/query.ts";
import { type Engine, TenantDatabase } from "../../control-plane/tenant-database.ts";
import { getRollSheet } from "../../worker/domains/attendance/get-roll-sheet.ts";
import { rollSheetFilter } from "../../worker/domains/attendance/schemas.ts";
import { getCalendar } from "../../worker/domains/calendar/get-calendar.ts";
import { calendarFilter } from "../../worker/domains/calendar/schemas.ts";
import { listClasses } from "../../worker/domains/classes/list-classes.ts";
import { classFilter } from "../../worker/domains/classes/schemas.ts";
import { listEnrollments } from "../../worker/domains/enrollments/list-enrollments.ts";
import { enrollmentFilter } from "../../worker/domains/enrollments/schemas.ts";
import { getFamily } from "../../worker/domains/families/get-family.ts";
import { listFamilies } from "../../worker/domains/families/list-families.ts";
import { familyFilter } from "../../worker/domains/families/schemas.ts";
import { findAnything } from "../../worker/domains/palette/find-anything.ts";
import { paletteFilter } from "../../worker/domains/palette/schemas.ts";
import type { Me } from "../../worker/domains/staff-sessions/schemas.ts";
import { listStudents } from "../../worker/domains/students/list-students.ts";
import { studentFilter } from "../../worker/domains/students/schemas.ts";
import { getWelcome } from "../../worker/domains/welcome/get-welcome.ts";
import type { Context, StaffActor } from "../../worker/kernel/context.ts";
import type { Plan } from "../../worker/kernel/plans.ts";
import { quantile, rounded } from "./report.ts";

const TIMES = 30;

/** How long the very statements of each case take in plain SQLite, in this process, on a copy of the account. */
export async function sqliteTimes(
  database: DatabaseSync,
  account: Me["account"],
  cases: readonly { readonly name: string; readonly path: string }[],
): Promise<ReadonlyMap<string, number>> {
  const engine = new NodeEngine(database);
  const ctx = contextOn(database, engine, account);
  const times = new Map<string, number>();
  for (const { name, path } of cases) {
    const taken: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      engine.ms = 0;
      await ask(ctx, new URL(path, "http://localhost"));
      taken.push(engine.ms);
    }
    times.set(name, rounded(quantile(taken, 0.5), 3));
  }
  return times;
}

type Ask = (ctx: Context, query: Record<string, string>) => Promise<unknown>;

/** The read behind a route, with what the route makes of the query. */
const READS: Readonly<Record<string, Ask>> = {
  "/families": (ctx, query) => listFamilies(ctx, familyFilter.parse(query)),
  "/students": (ctx, query) => listStudents(ctx, studentFilter.parse(query)),
  "/palette": (ctx, query) => findAnything(ctx, paletteFilter.parse(query).q),
  "/welcome": (ctx) => getWelcome(ctx),
  "/classes": (ctx, query) => listClasses(ctx, classFilter.parse(query)),
  "/enrollments": (ctx, query) => listEnrollments(ctx, enrollmentFilter.parse(query)),
  "/calendar": (ctx, query) => getCalendar(ctx, calendarFilter.parse(query)),
  "/attendance/roll-sheet": (ctx, query) => getRollSheet(ctx, rollSheetFilter.parse(query)),
};

function ask(ctx: Context, { pathname, searchParams }: URL): Promise<unknown> {
  const read = READS[pathname] ?? (() => getFamily(ctx, pathname.split("/")[2] as string));
  return read(ctx, Object.fromEntries(searchParams));
}

/** The port's engine over node:sqlite; it adds up how long the statements took, and nothing else. */
class NodeEngine implements Engine {
  readonly kind = "d1";
  ms = 0;
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async batch(statements: Parameters<Engine["batch"]>[0]) {
    const prepared = statements.map(({ sql }) => this.#prepare(sql));
    const startedAt = performance.now();
    this.#database.exec("BEGIN");
    const rows = prepared.map((statement, i) => statement.all(...statements[i]!.params));
    this.#database.exec("COMMIT");
    this.ms += performance.now() - startedAt;
    return rows.map((found) => ({
      rows: found as Record<string, SqlValue>[],
      rowsRead: 0,
      rowsWritten: 0,
      durationMs: 0,
    }));
  }

  /** The Worker's statements are compiled once as well. */
  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }
}

/** The owner's own session, so that the statements are those that the Worker runs. */
function contextOn(database: DatabaseSync, engine: Engine, account: Me["account"]): Context {
  const row = database
    .prepare(`select s.id as staffId, x.id as sessionId, x.token_hash as tokenHash,
        (select value from counters where name = 'rights_version') as rightsVersion
      from sessions x join staff s on s.id = x.staff_id where x.ended_at is null order by x.created_at desc`)
    .get() as { staffId: string; sessionId: string; tokenHash: string; rightsVersion: number };
  const actor: StaffActor = {
    kind: "staff",
    id: row.staffId,
    name: "Olivia Owens",
    email: null,
    sessionId: row.sessionId,
    tokenHash: row.tokenHash,
    grants: [
      {
        right: "admin",
        level: "full",
        locationId: null,
        ownClassesOnly: false,
        groupId: null,
        groupName: null,
      },
    ],
    rightsVersion: row.rightsVersion,
    enterprise: null,
  };
  return {
    account: { ...account, plan: account.plan as Plan, restrictions: [] },
    database: new TenantDatabase(engine, account.id, 1),
    actor,
    nowMs: Date.now(),
    request: { id: "bench", ip: null, via: "office" },
    idempotency: null,
    progress: { idempotencyChecked: false, effectsCommitted: false },
  };
}
