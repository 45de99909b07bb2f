import { createSignal, For, onCleanup, Show } from "solid-js";
import type { Task } from "../../../worker/domains/tasks/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { DownloadIcon, ListChecksIcon, Undo2Icon } from "../../shared/ui/icons.tsx";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";
import { ProgressBar } from "../../shared/ui/progress-bar.tsx";
import { Switch } from "../../shared/ui/switch.tsx";
import { closeOverlay } from "./overlays.ts";
import { cancelTask, isUnderWay, taskList, undoTask } from "./tasks.ts";

const statuses: Record<Task["status"], { label: string; tone: PillTone }> = {
  queued: { label: "Waiting", tone: "plain" },
  running: { label: "Running", tone: "accent" },
  done: { label: "Done", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "plain" },
};

export default function TasksDrawer() {
  onCleanup(taskList.markSeen);
  const [everybody, setEverybody] = createSignal(false);
  const all = createPages<Task>(() => (everybody() ? "/tasks?mine=0" : undefined));
  const shown = () => (everybody() ? all.rows() : taskList.rows());
  return (
    <Drawer
      open
      onClose={closeOverlay}
      title="Background Tasks"
      description="Long work runs here while you go on. You may close the browser."
    >
      <Show when={can("all_tasks")}>
        <div class="mb-3 border-b border-line pb-3">
          <Switch label="Show everybody's tasks" checked={everybody()} onChange={setEverybody} />
        </div>
      </Show>
      <ul class="-my-3">
        <For
          each={shown()}
          fallback={
            <EmptyState icon={ListChecksIcon} title="Nothing has run yet">
              Imports, exports and other long work that you start appear here, with their results.
            </EmptyState>
          }
        >
          {(task) => (
            <li class="border-b border-line py-3 last:border-0">
              <Show when={isUnderWay(task)} fallback={<Finished task={task} />}>
                <ProgressBar
                  label={task.title}
                  done={task.done}
                  total={task.total}
                  startedAtMs={task.createdAt}
                  onCancel={() => void cancelTask(task)}
                />
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Drawer>
  );
}

function Finished(props: { task: Task }) {
  const status = () => statuses[props.task.status];
  return (
    <div class="flex items-start gap-3">
      <div class="min-w-0 flex-1">
        <p class="font-medium [overflow-wrap:anywhere]">{props.task.title}</p>
        <p class="text-ink-2">{props.task.error ?? props.task.resultText}</p>
        <p class="mt-1 flex items-center gap-2 text-sm text-ink-3">
          <Pill tone={status().tone}>{status().label}</Pill>
          {props.task.actorName} · {formats().ago(props.task.finishedAt ?? props.task.createdAt)}
        </p>
      </div>
      <Show when={props.task.resultUrl}>
        {(url) => (
          <ButtonLink external size="small" icon={DownloadIcon} href={url()}>
            Open
          </ButtonLink>
        )}
      </Show>
      <Show when={props.task.canUndo}>
        <Button size="small" icon={Undo2Icon} onClick={() => void undoTask(props.task)}>
          Undo
        </Button>
      </Show>
    </div>
  );
}
