import type {
  GeneratedReport,
  GeneratedState,
} from "../../../worker/enterprise/generated-reports/schemas.ts";
import type { PillTone } from "../../shared/ui/pill.tsx";

type State = { label: string; tone: PillTone };

const states: Record<GeneratedState, State> = {
  waiting: { label: "Waiting", tone: "plain" },
  running: { label: "Running", tone: "accent" },
  done: { label: "Ready", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
};

export const stateOf = (state: GeneratedState): State => states[state];

export const accountsWord = (count: number): string => `${count} ${count === 1 ? "account" : "accounts"}`;

/** How many accounts there are, and how many of them are over. */
export function progressOf({ counts }: GeneratedReport): { over: number; total: number } {
  const over = counts.done + counts.failed;
  return { over, total: over + counts.waiting + counts.running };
}

/** Whether anything of it will still change by itself. */
export function isUnderWay(report: GeneratedReport): boolean {
  const { over, total } = progressOf(report);
  return !report.isExpired && (over < total || report.files === "working");
}
