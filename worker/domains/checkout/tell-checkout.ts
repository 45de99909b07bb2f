import type { Change } from "../../kernel/change.ts";
import type { PlannedLine } from "../cart/plan-line.ts";
import type { EnrollmentRequest } from "../enrollments/requests.ts";
import { mailsFamily } from "../mail-templates/portal-mail.ts";
import { addActivityOf } from "../online-activity/add-activity.ts";
import { placeWords } from "../online-activity/request-words.ts";
import type { CheckoutRecord, DoneLine } from "./shapes.ts";

// Who is told what of a checkout: staff by online activity, the family by mail.

interface Who {
  readonly familyId: string;
  readonly loginId: string;
  readonly nowMs: number;
}

/** What stands whatever becomes of a payment: requests, which staff decide, and entries of waitlists. */
export function tellFree(
  change: Change,
  who: Who,
  { lines }: CheckoutRecord,
  asked: readonly PlannedLine[],
): void {
  lines.forEach((line, i) => {
    if (line.what === "waitlisted") {
      const summary = `${line.studentName} waits for ${line.className}`;
      addActivityOf(change, who, { kind: "waitlist", nature: "info", summary, ...about(line) });
    }
    if (line.what === "requested") tellRequest(change, who, line, asked[i]!);
  });
}

function tellRequest(change: Change, who: Who, line: DoneLine, { asked }: PlannedLine): void {
  const isTrial = line.kind === "trial";
  const facts: EnrollmentRequest = {
    kind: line.kind as EnrollmentRequest["kind"],
    slotIds: asked.slotIds === null ? null : [...asked.slotIds],
    startsOn: line.startsOn,
    note: asked.note,
  };
  addActivityOf(change, who, {
    kind: isTrial ? "trial_request" : "enrollment_request",
    nature: "request",
    summary: `${isTrial ? "A trial" : "A place"} for ${line.studentName} in ${line.className} from ${line.startsOn}`,
    ...about(line),
    facts: { ...facts },
    told: placeWords(line.studentName, line.className, line.startsOn, isTrial),
    concernsOn: line.startsOn,
  });
}

/** Should nobody try again while the places are kept, the family reads that they are not any more. */
export function tellExpired(
  change: Change,
  { id, familyId }: { readonly id: string; readonly familyId: string },
  { loginId, lines }: CheckoutRecord,
  keptUntilMs: number,
): void {
  const kept = lines.filter(({ what }) => what === "enrolled");
  if (kept.length === 0) return;
  mailsFamily(change, {
    key: "place_expired",
    ...{ familyId, loginId, page: "/cart", expiredCartId: id, notBeforeMs: keptUntilMs + 1_000 },
    facts: { "order.lines": kept.map(({ studentName, className }) => `${studentName}: ${className}`) },
  });
}

/** The cart is done: what was enrolled is told to staff, and the family has in writing what is booked and what is not yet. */
export function tellDone(change: Change, who: Who, record: CheckoutRecord, paid: string): void {
  const booked = record.lines.filter(({ what }) => what === "enrolled");
  const open = record.lines.filter(({ what }) => what !== "enrolled");
  for (const line of booked) {
    const summary = `Enrolled ${line.studentName} in ${line.className} from ${line.startsOn}`;
    const kind = line.kind === "trial" ? "trial" : "enrollment";
    addActivityOf(change, who, { kind, nature: "info", summary, ...about(line), concernsOn: line.startsOn });
  }
  const isPaid = record.creditMinor + record.payMinor > 0;
  const { familyId, loginId } = who;
  const to = { familyId, loginId, page: "/account" };
  if (booked.length > 0) {
    const facts = { "order.lines": inWords(booked), "order.total": isPaid ? paid : "" };
    mailsFamily(change, { key: "enrollment_confirmed", ...to, facts });
  }
  if (open.length > 0) {
    mailsFamily(change, { key: "checkout_received", ...to, facts: { "order.lines": inWords(open) } });
  }
}

const inWords = (lines: readonly DoneLine[]) => ({ en: lines.map(inEnglish), es: lines.map(inSpanish) });

function about({ studentId, classId, enrollmentId, locationId }: DoneLine) {
  return { studentId, classId, enrollmentId, locationId };
}

function inEnglish({ what, studentName, className, startsOn, position }: DoneLine): string {
  switch (what) {
    case "enrolled":
      return `${studentName}: ${className}, from ${startsOn}`;
    case "requested":
      return `${studentName}: ${className}, asked for; the school answers soon`;
    case "waitlisted":
      return `${studentName}: ${className}, waitlist, number ${position ?? 1}`;
  }
}

function inSpanish({ what, studentName, className, startsOn, position }: DoneLine): string {
  switch (what) {
    case "enrolled":
      return `${studentName}: ${className}, desde el ${startsOn}`;
    case "requested":
      return `${studentName}: ${className}, solicitada; la escuela responderá pronto`;
    case "waitlisted":
      return `${studentName}: ${className}, lista de espera, número ${position ?? 1}`;
  }
}
