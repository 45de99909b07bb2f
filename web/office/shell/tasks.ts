import { createEffect, createMemo, createRoot, createSignal, on, onCleanup } from "solid-js";
import type { Task } from "../../../worker/domains/tasks/schemas.ts";
import type { TaskFrame } from "../../../worker/live/protocol.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { createQuery, patchQuery } from "../../shared/query.ts";
import { me, storage } from "../../shared/session.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { isListening } from "../live/listening.ts";
import { openOverlay } from "./overlays.ts";
import { pageStands } from "./page-stands.ts";

const tasksPath = "/tasks?mine=1";
const busyPollMs = 1_000;
const idlePollMs = 30_000;
const seenKey = "tasks-seen-at";

export const isUnderWay = (task: Task) => task.status === "queued" || task.status === "running";

/** One watch over the person's own tasks, shared by the footer and the drawer. */
export const taskList = createRoot(() => {
  const query = createQuery<{ rows: Task[] }>(() => (me() && pageStands() ? tasksPath : undefined));
  const rows = createMemo(() => query.data()?.rows ?? []);
  const running = createMemo(() => rows().filter(isUnderWay));
  const [seenAtMs, setSeenAtMs] = createSignal(0);
  const [polls, setPolls] = createSignal(0);

  createEffect(() => setSeenAtMs(storage().get<number>(seenKey) ?? 0));
  createEffect(() => {
    polls();
    // The feed tells of a task that goes on; asking is for whoever it does not reach.
    const delayMs = running().length > 0 && !isListening() ? busyPollMs : idlePollMs;
    const timer = setTimeout(() => {
      if (!document.hidden && me()) query.refetch();
      setPolls((count) => count + 1);
    }, delayMs);
    onCleanup(() => clearTimeout(timer));
  });
  createEffect(
    on(rows, (now, before) => {
      for (const task of now) {
        const was = before?.find((earlier) => earlier.id === task.id);
        if (was && isUnderWay(was) && !isUnderWay(task)) announce(task);
      }
    }),
  );

  return {
    query,
    rows,
    running,
    unseen: () => rows().filter((task) => (task.finishedAt ?? 0) > seenAtMs()).length,
    markSeen() {
      setSeenAtMs(Date.now());
      storage().set(seenKey, Date.now());
    },
  };
});

/** A task went on: its bar moves at once; what ended, or is new here, is asked for. */
export function noteTaskFrame(frame: TaskFrame) {
  const known = taskList.rows().find(({ id }) => id === frame.id);
  if (!known || frame.status !== known.status) return taskList.query.refetch();
  const { done, total } = frame;
  patchQuery<{ rows: Task[] }>(tasksPath, ({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map((task) => (task.id === frame.id ? { ...task, done, total } : task)),
  }));
}

/** Call it after starting a task, so that its bar appears at once and not with the next idle poll. */
export const noteTaskStarted = () => taskList.query.refetch();

function announce(task: Task) {
  invalidate("");
  const failed = task.status === "failed";
  showToast(failed ? `${task.title} failed` : `${task.title} is ${task.status}`, {
    detail: (failed ? task.error : task.resultText) ?? undefined,
    tone: failed ? "bad" : "good",
    action: { label: "Show", run: () => openOverlay("tasks") },
  });
}

async function act(path: string, body?: unknown) {
  try {
    await api.post(path, body);
    taskList.query.refetch();
  } catch (cause) {
    showProblem(cause);
  }
}

export const cancelTask = (task: Task) => act(`/tasks/${task.id}/cancel`);

export async function undoTask(task: Task) {
  await act(`/change-groups/${task.changeGroup}/undo`);
  invalidate("");
}
