import { PERFORM_RUN } from "../domains/billing-runs/approve-run.ts";
import { PREPARE_RUN } from "../domains/billing-runs/create-run.ts";
import { performRunStep } from "../domains/billing-runs/perform-run-step.ts";
import { prepareRunStep } from "../domains/billing-runs/prepare-run-step.ts";
import { UNDO_RUN } from "../domains/billing-runs/undo-run.ts";
import { undoRunStep } from "../domains/billing-runs/undo-run-step.ts";
import { campaignTask } from "../domains/campaigns/campaign-task.ts";
import { CAMPAIGN_TASK } from "../domains/campaigns/schedule-campaign.ts";
import { UNDO_GROUP } from "../domains/changes/undo-group.ts";
import { undoGroupStep } from "../domains/changes/undo-group-step.ts";
import { importTask } from "../domains/imports/import-task.ts";
import { GROUP_CHARGE, groupChargeStep } from "../domains/ledger/group-charge-step.ts";
import { reportTask } from "../domains/reports/runs/report-task.ts";
import type { TaskKinds } from "./run-task.ts";

/** Who makes the steps of which background task. A new kind of task is one line here. */
export const TASKS: TaskKinds = {
  [PREPARE_RUN]: prepareRunStep,
  [PERFORM_RUN]: performRunStep,
  [UNDO_RUN]: undoRunStep,
  [GROUP_CHARGE]: groupChargeStep,
  [CAMPAIGN_TASK]: campaignTask,
  import: importTask,
  report: reportTask,
  [UNDO_GROUP]: undoGroupStep,
};
