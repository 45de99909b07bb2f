import { createEffect, createSignal, Match, onCleanup, Switch } from "solid-js";
import type { ImportStatus } from "../../../worker/domains/imports/schemas.ts";
import { api } from "../../shared/api.ts";
import { toApiError } from "../../shared/api-error.ts";
import { showProblem } from "../../shared/toasts.ts";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { ProgressBar } from "../../shared/ui/progress-bar.tsx";
import { noteTaskStarted } from "../shell/tasks.ts";
import type { ImportWork } from "./import-work.ts";
import { ResultStep } from "./result-step.tsx";

const pollMs = 800;

type Task = NonNullable<ImportStatus["task"]>;
const isUnderWay = (task: Task) => task.status === "queued" || task.status === "running";

/** The import while it runs, and its result. One may leave: it goes on, and the footer shows it. */
export function ProgressStep(props: { work: ImportWork }) {
  const status = () => props.work.status.data() as ImportStatus;
  const task = () => status().task as Task;
  const [undoing, setUndoing] = createSignal(false);

  createEffect(() => {
    // Depends on the answer, so that each one sets the next clock.
    const waits = isUnderWay(task()) || (undoing() && !status().isUndone);
    if (!waits) return;
    const timer = setTimeout(props.work.status.refetch, pollMs);
    onCleanup(() => clearTimeout(timer));
  });

  async function undo() {
    setUndoing(true);
    try {
      await api.post(`/change-groups/${task().changeGroup}/undo`);
      noteTaskStarted();
      props.work.status.refetch();
    } catch (cause) {
      setUndoing(false);
      showProblem(toApiError(cause), "The import could not be undone");
    }
  }

  const cancel = () =>
    void api.post(`/tasks/${task().id}/cancel`).then(props.work.status.refetch, showProblem);
  return (
    <div class="mx-auto max-w-3xl px-4 pt-4 pb-16 sm:px-6">
      <header class="flex flex-wrap items-center gap-3 pb-4">
        <div class="min-w-0 flex-1">
          <PageTitle title={isUnderWay(task()) ? "Importing" : "Import"} />
          <p class="truncate text-ink-2">{status().fileNames.join(", ")}</p>
        </div>
        <ButtonLink href="/imports" variant="quiet">
          All imports
        </ButtonLink>
      </header>
      <Switch>
        <Match when={isUnderWay(task())}>
          <ProgressBar
            label={task().status === "queued" ? "Waiting for its turn" : "Rows"}
            done={task().done}
            total={task().total}
            startedAtMs={task().startedAt ?? undefined}
            onCancel={cancel}
          />
          <p class="mt-2 text-ink-2">
            You may leave this page; the import goes on and tells you when it is done.
          </p>
        </Match>
        <Match when={true}>
          <ResultStep
            status={status()}
            undoing={undoing() && !status().isUndone}
            onUndo={() => void undo()}
          />
        </Match>
      </Switch>
    </div>
  );
}
