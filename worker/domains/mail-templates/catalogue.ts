import type { VariableName, VariableValue } from "./variables.ts";

interface MailDefinition {
  readonly group: "Booking" | "Requests" | "Money" | "Access";
  readonly label: string;
  readonly when: string;
  /** Beside those that every mail knows. */
  readonly variables: readonly VariableName[];
}

/** What every mail knows, whoever sends it. */
export const COMMON = [
  "school.name",
  "portal.link",
  "guardian.firstName",
  "family.name",
] as const satisfies readonly VariableName[];
const ENROLLMENT = ["student.firstName", "class.name", "class.when", "class.location"] as const;

const MEETINGS = ["meetings.what", "meetings.list", "staff.message"] as const;

/** Every mail that the portal sends by itself, and what its words may name. */
export const MAILS = {
  enrollment_confirmed: {
    group: "Booking",
    label: "Booking confirmed",
    when: "After a checkout, to the guardian who booked",
    variables: ["order.lines", "order.total"],
  },
  checkout_received: {
    group: "Booking",
    label: "Asked for at checkout",
    when: "After a checkout, of what staff decide and what waits for a place",
    variables: ["order.lines"],
  },
  place_expired: {
    group: "Booking",
    label: "A kept place is free again",
    when: "When a payment did not go through and the place kept for another try has run out",
    variables: ["order.lines"],
  },
  waitlist_joined: {
    group: "Booking",
    label: "On the waitlist",
    when: "When a family joins a waitlist",
    variables: [...ENROLLMENT, "waitlist.position"],
  },
  waitlist_offer: {
    group: "Booking",
    label: "A place is free",
    when: "When somebody on the waitlist is offered a place",
    variables: [...ENROLLMENT, "offer.until"],
  },
  absence_noted: {
    group: "Booking",
    label: "Absence noted",
    when: "When a family reports an absence",
    variables: [...ENROLLMENT, "meeting.when", "makeup.note"],
  },
  makeup_booked: {
    group: "Booking",
    label: "Makeup booked",
    when: "When a family books a makeup",
    variables: [...ENROLLMENT, "meeting.when"],
  },
  meetings_cancelled: {
    group: "Booking",
    label: "Meetings cancelled",
    when: "When staff cancel meetings and let families know",
    variables: [...MEETINGS, "meetings.reason"],
  },
  meetings_moved: {
    group: "Booking",
    label: "Meeting moved",
    when: "When staff move a meeting and let families know",
    variables: [...MEETINGS, "meetings.before", "meetings.reason"],
  },
  meetings_restored: {
    group: "Booking",
    label: "Meetings take place after all",
    when: "When staff restore cancelled meetings and let families know",
    variables: MEETINGS,
  },
  drop_confirmed: {
    group: "Booking",
    label: "Drop confirmed",
    when: "When a student leaves a class at the family's wish",
    variables: [...ENROLLMENT, "drop.lastOn"],
  },
  transfer_confirmed: {
    group: "Booking",
    label: "Transfer confirmed",
    when: "When a student changes class at the family's wish",
    variables: [...ENROLLMENT, "enrollment.startsOn"],
  },
  request_received: {
    group: "Requests",
    label: "Request received",
    when: "When a family asks for something that staff decide",
    variables: ["request.summary"],
  },
  request_approved: {
    group: "Requests",
    label: "Request approved",
    when: "When staff approve what was asked for",
    variables: ["request.summary", "decision.text"],
  },
  request_denied: {
    group: "Requests",
    label: "Request denied",
    when: "When staff deny what was asked for",
    variables: ["request.summary", "decision.text"],
  },
  receipt: {
    group: "Money",
    label: "Receipt",
    when: "With the receipt of a payment attached",
    variables: ["payment.amount", "payment.date", "payment.method", "payment.note", "receipt.title"],
  },
  credit_note: {
    group: "Money",
    label: "Credit note",
    when: "With the note of a credit attached",
    variables: ["payment.amount", "payment.date", "receipt.title"],
  },
  draft_taken: {
    group: "Money",
    label: "Autopay took a payment",
    when: "When what was due was drawn, with its receipt if families are mailed receipts",
    variables: ["payment.amount", "payment.method", "payment.note", "receipt.title"],
  },
  draft_confirm: {
    group: "Money",
    label: "Autopay: the bank wants a confirmation",
    when: "When the bank wants to know from the payer that it is them",
    variables: ["payment.amount", "payment.method", "payment.until"],
  },
  payment_returned: {
    group: "Money",
    label: "The bank returned a payment",
    when: "When the bank takes a payment back that a family or staff made, before or after it arrived",
    variables: ["payment.amount", "payment.method", "payment.problem"],
  },
  draft_failed: {
    group: "Money",
    label: "Autopay: a payment did not go through",
    when: "When what was due could not be drawn",
    variables: ["payment.amount", "payment.method", "payment.problem", "payment.retry"],
  },
  card_expiring: {
    group: "Money",
    label: "Autopay: the card expires soon",
    when: "Once, a month before the card expires from which what is due is drawn",
    variables: ["payment.method", "card.until"],
  },
  autopay_on: {
    group: "Money",
    label: "Autopay switched on",
    when: "When a family lets what is due be drawn, also where staff note it",
    variables: ["payment.method"],
  },
  autopay_off: {
    group: "Money",
    label: "Autopay switched off",
    when: "When that is taken back, or another payment method becomes the primary one",
    variables: ["payment.method"],
  },
  welcome: {
    group: "Access",
    label: "New account",
    when: "When a family creates its account",
    variables: [],
  },
  sign_in_code: {
    group: "Access",
    label: "Code to log in",
    when: "When somebody asks to log in, or to prove an address, by mail",
    variables: ["code.digits", "code.minutes"],
  },
  password_reset: {
    group: "Access",
    label: "Choose a password",
    when: "When a guardian forgot the password, or never had one",
    variables: ["action.link", "action.hours"],
  },
  account_known: {
    group: "Access",
    label: "There is an account already",
    when: "When somebody tries to create an account with an address that has one",
    variables: ["action.link", "action.hours"],
  },
  invite: {
    group: "Access",
    label: "Invitation to a family",
    when: "When an owner of a family invites another person",
    variables: ["invite.from", "invite.role", "action.link", "action.hours"],
  },
  erase_received: {
    group: "Access",
    label: "Erasure asked for",
    when: "When a family asks for its data to be erased",
    variables: [],
  },
  data_erased: {
    group: "Access",
    label: "Data erased",
    when: "When staff have erased what a family asked to be erased",
    variables: ["decision.text"],
  },
} as const satisfies Readonly<Record<string, MailDefinition>>;

export type MailKey = keyof typeof MAILS;

export function isMailKey(key: string): key is MailKey {
  return Object.hasOwn(MAILS, key);
}

export function variablesOf(key: MailKey): readonly VariableName[] {
  return [...COMMON, ...MAILS[key].variables];
}

/** What a mail has to be told beside what it knows by itself. */
export type MailFacts<K extends MailKey> = Readonly<
  Record<(typeof MAILS)[K]["variables"][number], VariableValue>
>;
