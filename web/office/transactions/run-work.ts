import { createEffect, createSignal, onCleanup } from "solid-js";
import type { ApproveOutcome, RunDetail } from "../../../worker/domains/billing-runs/shapes.ts";
import { type ApiError, toApiError } from "../../shared/api-error.ts";
import { createQuery, setQuery } from "../../shared/query.ts";
import { noteTaskStarted } from "../shell/tasks.ts";
import { runPath, transactions } from "./calls.ts";

const pollMs = 800;
const WORKING = ["preparing", "running"];

export type RunWork = ReturnType<typeof createRunWork>;

/** One run on its way: prepared, looked at, approved, done. Asks again while something is under way. */
export function createRunWork(id: string) {
  const query = createQuery<RunDetail>(() => runPath(id));
  const [problem, setProblem] = createSignal<ApiError>();
  const [busy, setBusy] = createSignal<"approve" | "tick" | "cancel" | "undo">();
  // Pressing again after a lost connection must not act twice.
  let key: string | undefined;

  const isWorking = (run: RunDetail | undefined) =>
    run !== undefined &&
    (WORKING.includes(run.state) || (run.state === "undone" && isOpen(run.task?.status))) &&
    run.task?.status !== "failed";

  createEffect(() => {
    if (!isWorking(query.data())) return;
    const timer = setTimeout(query.refetch, pollMs);
    onCleanup(() => clearTimeout(timer));
  });

  async function act<T>(what: NonNullable<ReturnType<typeof busy>>, go: (run: RunDetail) => Promise<T>) {
    const run = query.data();
    if (!run || busy()) return undefined;
    setBusy(what);
    setProblem(undefined);
    try {
      return await go(run);
    } catch (cause) {
      setProblem(toApiError(cause));
      query.refetch();
      return undefined;
    } finally {
      setBusy(undefined);
    }
  }

  async function tick(which: { positions?: number[]; difference?: string | null }, isTicked: boolean) {
    const after = await act("tick", (run) =>
      transactions.tick(id, {
        version: run.version,
        positions: which.positions ?? [],
        difference: (which.difference ?? null) as never,
        isTicked,
      }),
    );
    if (after) setQuery(runPath(id), after);
    return after !== undefined;
  }

  /** `students`: how many the person has typed, where students would lose their places. */
  async function approve(waitHours: number, students?: number): Promise<ApproveOutcome | undefined> {
    key ??= crypto.randomUUID();
    const answer = await act("approve", (run) => {
      const expected = { rows: run.tickedCount, totalMinor: run.tickedMinor };
      const input = {
        version: run.version,
        expected,
        waitHours,
        ...(students === undefined ? {} : { students }),
      };
      return transactions.approve(id, input, { idempotencyKey: key });
    });
    if (answer === undefined) return undefined;
    key = undefined;
    if (answer.outcome === "changed_since_preview") setQuery(runPath(id), answer.run);
    else noteTaskStarted();
    query.refetch();
    return answer;
  }

  const cancel = async () => {
    await act("cancel", (run) => transactions.cancel(id, run.version));
    query.refetch();
  };

  const undo = async () => {
    const started = await act("undo", (run) => transactions.undo(id, run.version));
    if (started) noteTaskStarted();
    query.refetch();
  };

  return { id, query, problem, busy, tick, approve, cancel, undo };
}

const isOpen = (status: string | undefined) => status === "queued" || status === "running";
