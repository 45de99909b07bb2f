import { afterEach, describe, expect, test, vi } from "vitest";
import {
  DatabaseUnavailable,
  GuardFailed,
  StatementFailed,
  UniqueViolation,
} from "../../control-plane/database-errors.ts";
import { d1Engine } from "../../control-plane/drivers/d1.ts";
import { libsqlEngine } from "../../control-plane/drivers/libsql.ts";
import { emptySqld } from "../harness/databases.ts";

const QUICK = { deadlineMs: 8_000, retries: 2, backoffMs: 1, random: () => 0.5 };
/** For calls that meet their deadline: no other test may, however slow the machine is. */
const SHORT = { ...QUICK, deadlineMs: 200 };
const ONE = [{ sql: "select 1 as one", params: [] }];
const ANSWER = [{ results: [{ one: 1 }], meta: { rows_read: 3, rows_written: 0, duration: 0.5 } }];

/** A binding whose n-th call does what the n-th entry says; the last entry repeats. */
function fakeD1(...script: (string | "stall" | "answer")[]) {
  const calls: number[] = [];
  const binding = {
    prepare: () => ({ bind: () => ({}) }),
    batch: () => {
      const step = script[Math.min(calls.push(Date.now()), script.length) - 1];
      if (step === "answer") return Promise.resolve(ANSWER);
      return step === "stall" ? new Promise(() => {}) : Promise.reject(new Error(step));
    },
  };
  const patience = script.includes("stall") ? SHORT : QUICK;
  return { calls, engine: d1Engine(binding as unknown as D1Database, patience) };
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the D1 driver", () => {
  test("a read is tried twice more after a lost call, and then answers", async () => {
    const { calls, engine } = fakeD1(
      "D1_ERROR: Network connection lost.",
      "D1_ERROR: storage caused object to be reset",
      "answer",
    );
    expect(await engine.batch(ONE, "read")).toEqual([
      { rows: [{ one: 1 }], rowsRead: 3, rowsWritten: 0, durationMs: 0.5 },
    ]);
    expect(calls).toHaveLength(3);
  });

  test("a read gives up after the third try", async () => {
    const { calls, engine } = fakeD1("D1_ERROR: Network connection lost.");
    expect(await failureOf(engine.batch(ONE, "read"))).toBeInstanceOf(DatabaseUnavailable);
    expect(calls).toHaveLength(3);
  });

  test("a write is never tried again: nobody knows whether it happened", async () => {
    const { calls, engine } = fakeD1("D1_ERROR: Network connection lost.", "answer");
    expect(await failureOf(engine.batch(ONE, "write"))).toBeInstanceOf(DatabaseUnavailable);
    expect(calls).toHaveLength(1);
  });

  test("an overloaded database is left alone, even by reads", async () => {
    const { calls, engine } = fakeD1(
      "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
      "answer",
    );
    expect(await failureOf(engine.batch(ONE, "read"))).toBeInstanceOf(DatabaseUnavailable);
    expect(calls).toHaveLength(1);
  });

  test.each(["read", "write"] as const)("a stalled %s ends at the deadline", async (mode) => {
    const { calls, engine } = fakeD1("stall");
    const startedAt = Date.now();
    const error = await failureOf(engine.batch(ONE, mode));
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect((error as Error).message).toContain("200 ms");
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(195);
    expect(calls).toHaveLength(1);
  });

  test("the deadline is for all tries together, not for each", async () => {
    const { calls, engine } = fakeD1("D1_ERROR: Network connection lost.", "stall");
    const timers = vi.spyOn(globalThis, "setTimeout");
    expect(await failureOf(engine.batch(ONE, "read"))).toBeInstanceOf(DatabaseUnavailable);
    expect(calls).toHaveLength(2);
    // One that runs from the first try on, and the pause before the second.
    expect(timers.mock.calls.map(([, ms]) => ms)).toEqual([SHORT.deadlineMs, SHORT.backoffMs]);
  });

  test.each([
    [
      "D1_ERROR: CHECK constraint failed: guard_place_left: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_CHECK)",
      GuardFailed,
    ],
    [
      "D1_ERROR: UNIQUE constraint failed: t.c, t.d: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_UNIQUE)",
      UniqueViolation,
    ],
    ["D1_ERROR: CHECK constraint failed: guarded: SQLITE_CONSTRAINT", StatementFailed],
    [
      "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
      DatabaseUnavailable,
    ],
    ["D1_ERROR: D1 DB exceeded its CPU time limit and was reset.", DatabaseUnavailable],
    ["D1_ERROR: D1 DB reset because its code was updated.", DatabaseUnavailable],
    ["Cannot resolve D1 DB due to transient issue on remote node.", DatabaseUnavailable],
    ["internal error; reference = abc", DatabaseUnavailable],
  ])("%s", async (message, kind) => {
    const error = await failureOf(fakeD1(message).engine.batch(ONE, "write"));
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).cause).toBeInstanceOf(Error);
  });

  test("a user's text that quotes an engine's words is not taken for them", async () => {
    for (const text of ["UNIQUE constraint failed: t.c", "D1 DB is overloaded", "Network connection lost"]) {
      const { engine } = fakeD1(`D1_ERROR: malformed JSON near "${text}": SQLITE_ERROR`);
      expect(await failureOf(engine.batch(ONE, "write"))).toBeInstanceOf(StatementFailed);
    }
  });
});

describe("the libSQL driver", () => {
  const at = (url: string, fetcher?: (request: Request) => Promise<Response>, patience = QUICK) =>
    libsqlEngine({ url, token: "t0ken" }, patience, fetcher);

  test("sends the token, and one request per call", async () => {
    const seen: Request[] = [];
    const url = await emptySqld();
    const engine = at(url, (request) => {
      seen.push(request);
      return fetch(request);
    });
    expect((await engine.batch([...ONE, ...ONE], "write")).map((result) => result.rows)).toEqual([
      [{ one: 1 }],
      [{ one: 1 }],
    ]);
    expect(seen.map((request) => request.headers.get("authorization"))).toEqual(["Bearer t0ken"]);
  });

  test("a server that is away is unavailable: three tries to read, one to write", async () => {
    let calls = 0;
    const engine = at("http://127.0.0.1:1", () => {
      calls += 1;
      return Promise.reject(new TypeError("Network connection lost."));
    });
    expect(await failureOf(engine.batch(ONE, "read"))).toBeInstanceOf(DatabaseUnavailable);
    expect(calls).toBe(3);
    expect(await failureOf(engine.batch(ONE, "write"))).toBeInstanceOf(DatabaseUnavailable);
    expect(calls).toBe(4);
  });

  test("a write that did not get the lock is tried again, and gives up after the third try", async () => {
    const refused = { message: "database is locked", code: "SQLITE_BUSY" };
    const url = await emptySqld();
    const locked = (times: number) => {
      let calls = 0;
      return libsqlEngine({ url, token: null }, QUICK, async (request) => {
        calls += 1;
        if (calls > times) return fetch(request);
        const result = { step_results: [null, null, null, null], step_errors: [refused, null, null, null] };
        const { requests } = (await request.json()) as { requests: { type: string }[] };
        const results = requests.map(({ type }) => ({ type: "ok", response: { type, result } }));
        return Response.json({ baton: null, base_url: null, results });
      });
    };
    const write = [{ sql: "create table n (i integer primary key) strict", params: [] }];
    const error = (await failureOf(locked(3).batch(write, "write"))) as Error;
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    expect(error.cause).toMatchObject({ code: "SQLITE_BUSY" });
    expect(await locked(2).batch(write, "write")).toHaveLength(1);
  });

  test.each([
    [503, 3],
    [429, 3],
    [401, 1],
    [403, 1],
  ])("HTTP %i is unavailable after %i tries", async (status, tries) => {
    let calls = 0;
    const engine = at("http://127.0.0.1:1", async () => {
      calls += 1;
      return new Response("no", { status });
    });
    expect(await failureOf(engine.batch(ONE, "read"))).toBeInstanceOf(DatabaseUnavailable);
    expect(calls).toBe(tries);
  });

  test("a stalled call is cut off at the deadline", async () => {
    let cut = false;
    const stall = (request: Request) => {
      request.signal.addEventListener("abort", () => {
        cut = true;
      });
      return new Promise<never>(() => {});
    };
    const engine = at("http://127.0.0.1:1", stall, SHORT);
    expect(await failureOf(engine.batch(ONE, "read"))).toBeInstanceOf(DatabaseUnavailable);
    expect(cut).toBe(true);
  });

  test("calls at the same time do not get each other's costs", async () => {
    const engine = libsqlEngine({ url: await emptySqld(), token: null });
    await engine.batch(
      [
        { sql: "create table n (i integer primary key) strict", params: [] },
        { sql: "insert into n select value from json_each('[1,2,3,4,5,6,7,8]')", params: [] },
      ],
      "write",
    );
    const read = (limit: number) =>
      engine.batch([{ sql: "select i from n order by i limit ?", params: [limit] }], "read");
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(read));
    expect(answers.map((results) => results[0]?.rowsRead)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
