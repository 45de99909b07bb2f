import { undoGroupStep } from "../domains/changes/undo-group-step.ts";
import { importTask } from "../domains/imports/import-task.ts";
import type { TaskKinds } from "./run-task.ts";

/** Who makes the steps of which background task. A new kind of task is one line here. */
export const TASKS: TaskKinds = {
  import: importTask,
  "undo-group": undoGroupStep,
};
