import type { ActivityKind, ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import type { PillTone } from "../../shared/ui/pill.tsx";

export const kindWords: Readonly<Record<ActivityKind, string>> = {
  enrollment: "Enrollment",
  enrollment_request: "Enrollment request",
  trial: "Trial",
  trial_request: "Trial request",
  makeup: "Makeup",
  makeup_request: "Makeup request",
  waitlist: "Waitlist",
  offer_accepted: "Offer accepted",
  offer_declined: "Offer declined",
  transfer_request: "Transfer request",
  drop: "Drop",
  drop_request: "Drop request",
  absence: "Absence",
  absence_request: "Absence request",
  payment: "Payment",
  autopay: "Autopay",
  new_account: "New account",
  student_added: "Student added",
  profile_changed: "Profile changed",
  policy_answer: "Policy answered",
  opt_out: "Opted out",
  erase_request: "Erase request",
};

export const stateWords: Readonly<Record<string, { label: string; tone: PillTone }>> = {
  new: { label: "New", tone: "accent" },
  in_review: { label: "In review", tone: "plain" },
  waiting_for_family: { label: "Waits for family", tone: "warn" },
  approved: { label: "Approved", tone: "good" },
  denied: { label: "Denied", tone: "bad" },
  expired: { label: "Expired", tone: "plain" },
  dismissed: { label: "Dismissed", tone: "plain" },
  withdrawn: { label: "Withdrawn", tone: "plain" },
};

const hourMs = 3_600_000;
const soonMs = 4 * hourMs;
const lateMs = 24 * hourMs;

export const isOpen = ({ state }: ActivityRow) =>
  state === "new" || state === "in_review" || state === "waiting_for_family";

/** A family that asked for something should hear within a working day. */
export function ageTone(row: ActivityRow, nowMs: number): string {
  if (row.nature !== "request" || !isOpen(row)) return "text-ink-2";
  const ageMs = nowMs - row.happenedAt;
  if (ageMs > lateMs) return "font-medium text-bad";
  return ageMs > soonMs ? "font-medium text-warn" : "text-ink-2";
}
