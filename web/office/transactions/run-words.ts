import type { Component } from "solid-js";
import type { Difference, RunKindName } from "../../../worker/domains/billing-runs/schemas.ts";
import type { HeldReason, RunState, RunSummary } from "../../../worker/domains/billing-runs/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import {
  ArrowRightLeftIcon,
  CakeIcon,
  CircleAlertIcon,
  ClipboardListIcon,
  ListChecksIcon,
  MailIcon,
  SparklesIcon,
  TriangleAlertIcon,
} from "../../shared/ui/icons.tsx";
import type { PillTone } from "../../shared/ui/pill.tsx";

export type RunTask = {
  kind: RunKindName;
  label: string;
  about: string;
  icon: Component<{ class?: string }>;
  /** What it takes beside the right to transactions, and what that right is called. */
  also?: readonly [right: string, level: "view" | "full", label: string];
};

const PAYMENTS = ["payments", "full", "Payments"] as const;

/** Whether the person may run it; what is missing is told where somebody opens its page all the same. */
export const mayRun = ({ also }: RunTask) =>
  can("transactions", "full") && (also === undefined || can(also[0], also[1]));

/** In the order of a school's month. */
export const runTasks: RunTask[] = [
  {
    kind: "tuition",
    label: "Class tuition",
    about: "Charge a month of classes to every family, and see what changed since the month before.",
    icon: ClipboardListIcon,
  },
  {
    kind: "anniversary",
    label: "Anniversary fees",
    about: "Charge yearly registration fees of families and students whose day has come.",
    icon: CakeIcon,
  },
  {
    kind: "apply_credits",
    label: "Apply credits",
    about: "Pay what is open from what lies on the families’ accounts. No card is touched.",
    icon: ListChecksIcon,
    also: PAYMENTS,
  },
  {
    kind: "statements",
    label: "Statements by mail",
    about: "Send families what they owe, with every entry of their account as PDF.",
    icon: MailIcon,
    also: ["charges", "view", "Ledger and charges"],
  },
  {
    kind: "payments",
    label: "Run payments",
    about: "Charge the cards and bank accounts of families with autopay for what is due.",
    icon: ArrowRightLeftIcon,
    also: PAYMENTS,
  },
  {
    kind: "late",
    label: "Late charges",
    about: "Charge families whose bills are overdue.",
    icon: TriangleAlertIcon,
  },
  {
    kind: "drops",
    label: "Drop for non-payment",
    about: "End the classes of families that have not paid. Their places become free.",
    icon: CircleAlertIcon,
    also: ["enrollments", "full", "Enrollments"],
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

type DifferenceWords = { label: string; about: string; tone: PillTone };

const differenceWords: Record<Difference, DifferenceWords> = {
  new: { label: "New", about: "Not billed the month before", tone: "accent" },
  changed: { label: "Changed", about: "Another amount than the month before", tone: "warn" },
  same: { label: "As before", about: "The same amount as the month before", tone: "plain" },
  gone: { label: "Gone", about: "Billed the month before, and no longer", tone: "bad" },
  zero: { label: "Zero", about: "Nothing to pay", tone: "plain" },
  billed: { label: "Billed already", about: "Never billed a second time", tone: "plain" },
};
const differenceWordsOfKind: Partial<Record<RunKindName, Partial<Record<Difference, DifferenceWords>>>> = {
  drops: {
    new: { label: "To drop", about: "Owes, and nothing is on its way", tone: "bad" },
    same: {
      label: "Left alone",
      about: "Has a reason to be left alone; tick it to drop it all the same",
      tone: "plain",
    },
  },
  statements: {
    new: { label: "To send", about: "Has an address that takes such mail", tone: "accent" },
    gone: { label: "Not sent", about: "Has no address for it", tone: "warn" },
  },
  anniversary: {
    new: { label: "First time", about: "Never charged this fee before", tone: "accent" },
    changed: { label: "Changed", about: "Another amount than last time", tone: "warn" },
    same: { label: "As before", about: "The same amount as last time", tone: "plain" },
    zero: { label: "Nothing to pay", about: "Exempt, or the most of the family is reached", tone: "plain" },
  },
};

/** How a line differs from last time, or why it is among the others, in the words of its kind. */
export const differenceText = (kind: RunKindName, difference: Difference) =>
  differenceWordsOfKind[kind]?.[difference] ?? differenceWords[difference];

/** What became of the amount of a run, as it ends a sentence. */
export function amountNoun(kind: RunKindName): string {
  switch (kind) {
    case "apply_credits":
      return "applied";
    case "credits":
      return "given";
    case "drops":
      return "overdue";
    case "statements":
      return "owed";
    default:
      return "charged";
  }
}

export function countText(count: number, one: string, several: string): string {
  return count === 1 ? `1 ${one}` : `${formats().number(count)} ${several}`;
}

/** So many lines of a run, by what its lines are. */
export function linesText(kind: RunKindName, count: number): string {
  if (kind === "drops") return countText(count, "enrollment", "enrollments");
  return kind === "statements" ? countText(count, "mail", "mails") : countText(count, "line", "lines");
}

export const monthText = (day: string) => formats().date(day, { month: "long", year: "numeric" });

/** Why a run did not begin by itself, and what to do about it. */
export const heldWords: Readonly<Record<HeldReason, string>> = {
  nothing:
    "There is nothing to do this time. Discard it when that is right, or look at how the automation is set up.",
  unusual:
    "It differs from last time by more than the automation allows. Look at what changed, then approve or discard it.",
  first:
    "It is the first time, and there is nothing to compare it with. Look at it once, then approve or discard it.",
  untold: "None of the people whom the automation tells still works here with an e-mail address.",
  paused: "The automation was switched off, so this waits for you.",
  failed: "Its preview could not be prepared.",
};
