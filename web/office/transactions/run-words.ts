import type { Component } from "solid-js";
import type { Difference, RunKindName } from "../../../worker/domains/billing-runs/schemas.ts";
import type { RunState, RunSummary } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import {
  ArrowRightLeftIcon,
  ClipboardListIcon,
  ListChecksIcon,
  SparklesIcon,
  TriangleAlertIcon,
} from "../../shared/ui/icons.tsx";
import type { PillTone } from "../../shared/ui/pill.tsx";

export type RunTask = {
  kind: RunKindName;
  label: string;
  about: string;
  icon: Component<{ class?: string }>;
};

/** In the order of a school's month. */
export const runTasks: RunTask[] = [
  {
    kind: "tuition",
    label: "Class tuition",
    about: "Charge a month of classes to every family, and see what changed since the month before.",
    icon: ClipboardListIcon,
  },
  {
    kind: "apply_credits",
    label: "Apply credits",
    about: "Pay what is open from what lies on the families’ accounts. No card is touched.",
    icon: ListChecksIcon,
  },
  {
    kind: "payments",
    label: "Run payments",
    about: "Charge the cards and bank accounts of families with autopay for what is due.",
    icon: ArrowRightLeftIcon,
  },
  {
    kind: "late",
    label: "Late charges",
    about: "Charge families whose bills are overdue.",
    icon: TriangleAlertIcon,
  },
  {
    kind: "credits",
    label: "Give credits",
    about: "Give every family, student or enrollment the same credit, for a snow day perhaps.",
    icon: SparklesIcon,
  },
];

export const kindLabel = (kind: RunKindName) =>
  runTasks.find((task) => task.kind === kind)?.label ?? "Transaction";

const STATES: Record<RunState, { label: string; tone: PillTone }> = {
  preparing: { label: "Preparing", tone: "accent" },
  previewed: { label: "To approve", tone: "warn" },
  waiting: { label: "Waiting", tone: "warn" },
  running: { label: "Running", tone: "accent" },
  done: { label: "Done", tone: "good" },
  cancelled: { label: "Cancelled", tone: "plain" },
  undone: { label: "Taken back", tone: "plain" },
};

export function stateWords(run: RunSummary): { label: string; tone: PillTone } {
  if (run.task?.status === "failed") return { label: "Stopped", tone: "bad" };
  return STATES[run.state];
}

export const differenceWords: Record<Difference, { label: string; about: string; tone: PillTone }> = {
  new: { label: "New", about: "Not billed the month before", tone: "accent" },
  changed: { label: "Changed", about: "Another amount than the month before", tone: "warn" },
  same: { label: "As before", about: "The same amount as the month before", tone: "plain" },
  gone: { label: "Gone", about: "Billed the month before, and no longer", tone: "bad" },
  zero: { label: "Zero", about: "Nothing to pay", tone: "plain" },
  billed: { label: "Billed already", about: "Never billed a second time", tone: "plain" },
};

/** Credits and payments on account are applied rather than charged. */
export function amountNoun(kind: RunKindName): string {
  if (kind === "apply_credits") return "applied";
  return kind === "credits" ? "given" : "charged";
}

export const monthText = (day: string) => formats().date(day, { month: "long", year: "numeric" });
