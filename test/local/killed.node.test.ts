import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApproveOutcome, RunDetail, RunRow, RunRows } from "../../worker/domains/billing-runs/shapes.ts";
import type { FinishMethodOutcome, MethodBegun } from "../../worker/domains/payments/shapes.ts";
import type { Task } from "../../worker/domains/tasks/schemas.ts";
import { TEST_CARDS } from "../../worker/providers/payments/sandbox/scenarios.ts";
import type { OfficeClient } from "../bench/office-client.ts";
import { KillableServer, until } from "../harness/node-server.ts";

const ACCOUNT = "summit";
/** So many that a run of tuition takes several steps, and a run of payments several messages of the queue. */
const SCHOOL = { families: 1_600, week: { classes: 60, enrollments: 3_000 } };
const DRAFTED = 40;
/** In the middle: between a tenth and nine tenths of what there is to do. */
const isMiddle = (done: number, all: number) => done >= all / 10 && done <= (all * 9) / 10;

describe("a local server that is killed", () => {
  let server: KillableServer;
  let client: OfficeClient;

  beforeAll(async () => {
    server = await KillableServer.start();
    client = await server.signIn(ACCOUNT);
    for (let left = 1; left > 0; ) {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ account: ACCOUNT, ...SCHOOL });
      const answer = await fetch(`${server.origin}/local/grow`, { method: "POST", headers, body });
      ({ left } = (await answer.json()) as { left: number });
    }
  }, 300_000);
  afterAll(() => server?.end());

  const get = async <T>(path: string): Promise<T> => (await client.get<T>(path)).body;
  const post = async <T>(path: string, body: unknown = {}): Promise<T> =>
    (await client.post<T>(path, body)).body;
  const stateOf = (id: string) => get<RunDetail>(`/transactions/${id}`);
  const rowsOf = async (id: string): Promise<RunRow[]> => {
    const rows: RunRow[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const after: string = cursor === "" ? "" : `?cursor=${cursor}`;
      const page: RunRows = await get(`/transactions/${id}/rows${after}`);
      rows.push(...page.rows);
      cursor = page.nextCursor;
    }
    return rows;
  };
  /** A preview, and what of it is ticked. */
  const prepare = async (input: object) => {
    const { id } = await post<{ id: string }>("/transactions", input);
    const run = await until(
      () => stateOf(id),
      ({ state }) => state !== "preparing",
    );
    const rows = (await rowsOf(id)).filter(({ isTicked }) => isTicked);
    return { run, rows };
  };
  const approve = async ({ id, version, tickedCount: rows, tickedMinor: totalMinor }: RunDetail) => {
    const input = { version, expected: { rows, totalMinor } };
    const approved = await post<ApproveOutcome>(`/transactions/${id}/approve`, input);
    if (approved.outcome !== "started") throw new Error(approved.outcome);
    return approved.taskId;
  };
  const byKey = (pairs: readonly (readonly [string, number])[]) =>
    pairs.map(([key, minor]) => `${key} ${minor}`).sort();

  /** Approves the run of a month and kills the server; answers what was previewed, or null when it was done by then. */
  const killedInTheMiddle = async (month: string) => {
    const { today } = await get<{ today: string }>("/transactions/options");
    const dates = { chargeOn: today, dueOn: month };
    const { run, rows } = await prepare({ kind: "tuition", month, title: `Tuition ${month}`, ...dates });
    const taskId = await approve(run);
    await until(
      () => get<Task>(`/tasks/${taskId}`),
      ({ done, status }) => done >= rows.length / 10 || (status !== "running" && status !== "queued"),
    );
    await server.kill();
    const billed = server.rows<{ n: number }>(
      ACCOUNT,
      "select count(*) as n from charge_lines l join charges c on c.id = l.charge_id where c.run_id = ?",
      run.id,
    )[0]!.n;
    await server.start();
    return isMiddle(billed, rows.length) ? { run, rows } : null;
  };

  it("in the middle of a tuition run bills everybody once when it runs again", {
    timeout: 300_000,
  }, async () => {
    const year = new Date().getFullYear() + 1;
    let killed: Awaited<ReturnType<typeof killedInTheMiddle>> = null;
    for (let month = 1; killed === null && month <= 12; month++)
      killed = await killedInTheMiddle(`${year}-${String(month).padStart(2, "0")}-01`);
    const { run, rows } = killed!;
    await until(
      () => stateOf(run.id),
      ({ state }) => state === "done",
    );
    const charged = server.rows<{ family: string; enrollment: string; minor: number }>(
      ACCOUNT,
      `select l.family_id as family, l.enrollment_id as enrollment, sum(p.amount_minor) as minor
        from charges c join charge_lines l on l.charge_id = c.id join postings p on p.line_id = l.id
        where c.run_id = ? group by l.id`,
      run.id,
    );
    expect(byKey(charged.map(({ family, enrollment, minor }) => [`${family} ${enrollment}`, minor]))).toEqual(
      byKey(
        rows.map(({ familyId, enrollmentId, amountMinor }) => [`${familyId} ${enrollmentId}`, amountMinor]),
      ),
    );
    expect(await stateOf(run.id)).toMatchObject({ doneCount: rows.length, doneMinor: run.tickedMinor });
  });

  /** Leaves a card with the sandbox, on its own page, and allows drafts. */
  const keepCard = async (familyId: string) => {
    const begun = await post<MethodBegun>("/payments/methods/begin", { familyId });
    if (begun.fields.kind !== "page") throw new Error(begun.fields.kind);
    const { number } = TEST_CARDS.find(({ name }) => name === "good")!;
    const typed = { kind: "card", number, expiry: "04/39", code: "123", holder: "Pat", agrees: "on" };
    const answer = await fetch(begun.fields.url, { method: "POST", body: new URLSearchParams(typed) });
    if (!answer.ok) throw new Error(await answer.text());
    const kept = await post<FinishMethodOutcome>(`/payments/methods/setups/${begun.setupId}/finish`);
    if (kept.outcome !== "saved") throw new Error(kept.outcome);
    await post(`/payments/methods/${kept.methodId}/autopay`, { version: 1, isOn: true, givenBy: "Pat" });
  };
  /** What the sandbox took, by attempt, as its page says. */
  const takenBySandbox = async () => {
    const page = await (await fetch(`${server.origin}/local/payments/${client.account.id}`)).text();
    const row = /<td>\$([\d,.]+) by [^<]*<br>[^<]*<br>(pat_\w+)<\/td><td>succeeded<\/td>/g;
    return [...page.matchAll(row)].map(
      ([, dollars, attempt]) => [attempt!, Math.round(Number(dollars!.replace(",", "")) * 100)] as const,
    );
  };

  const booked = (rows: readonly RunRow[]) =>
    rows.filter(({ recordId }) => recordId?.startsWith("pay_")).length;
  /** Drafts what families owe that were never drafted before; null when all was taken before the server was killed. */
  const killedWhileTaking = async () => {
    const owing = server.rows<{ id: string }>(
      ACCOUNT,
      `select b.family_id as id from line_balances b
        join guardians g on g.family_id = b.family_id and g.is_primary = 1 and g.deleted_at is null
        where b.open_minor > 0 and b.family_id not in (select family_id from payment_methods)
        group by 1 order by 1 limit ?`,
      DRAFTED,
    );
    for (const { id } of owing) await keepCard(id);
    const dueBy = `${new Date().getFullYear() + 2}-01-01`;
    const { run, rows } = await prepare({ kind: "payments", title: "Drafts", dueBy, leastOwedMinor: 1 });
    expect(rows).toHaveLength(DRAFTED);
    const earlier = new Set((await takenBySandbox()).map(([attempt]) => attempt));
    await approve(run);
    await until(
      () => rowsOf(run.id),
      (now) => booked(now) >= DRAFTED / 10,
    );
    await server.kill();
    const taken = paymentsOf(run.id).length;
    await server.start();
    return isMiddle(taken, DRAFTED) ? { run, rows, earlier } : null;
  };

  it("in the middle of a run of payments takes each once when it runs again", {
    timeout: 300_000,
  }, async () => {
    let killed: Awaited<ReturnType<typeof killedWhileTaking>> = null;
    for (let tries = 0; killed === null && tries < 5; tries++) killed = await killedWhileTaking();
    const { run, rows, earlier } = killed!;
    await until(
      () => rowsOf(run.id),
      (now) => booked(now) === DRAFTED,
    );
    const payments = paymentsOf(run.id);
    expect(byKey(payments.map(({ family, minor }) => [family, minor]))).toEqual(
      byKey(rows.map(({ familyId, amountMinor }) => [familyId, amountMinor])),
    );
    const taken = (await takenBySandbox()).filter(([attempt]) => !earlier.has(attempt));
    expect(byKey(payments.map(({ attempt, minor }) => [attempt, minor]))).toEqual(byKey(taken));
  });

  const paymentsOf = (runId: string) =>
    server.rows<{ family: string; attempt: string; minor: number }>(
      ACCOUNT,
      `select y.family_id as family, y.attempt_id as attempt, sum(p.amount_minor) as minor from payments y
        join postings p on p.payment_id = y.id and p.kind = 'payment' where y.run_id = ? group by y.id`,
      runId,
    );
});
