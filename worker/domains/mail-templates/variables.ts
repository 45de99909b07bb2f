interface VariableDefinition {
  readonly description: string;
  readonly example: string | readonly string[];
  /** An address that may be opened; anything else is only ever text. */
  readonly isLink?: true;
}

/** Everything that a mail can tell; a template may name only those of its own mail. */
export const VARIABLES = {
  "school.name": { description: "The name of your school", example: "Summit Gymnastics" },
  "portal.link": {
    description: "The address of your family portal",
    example: "https://portal.example.org/summit",
    isLink: true,
  },
  "family.name": { description: "The name of the family", example: "Núñez" },
  "guardian.firstName": { description: "First name of whoever is written to", example: "Lucía" },
  "staff.firstName": { description: "First name of the member of staff", example: "Olivia" },
  "student.firstName": { description: "First name of the student", example: "Mateo" },
  "class.name": { description: "Name of the class", example: "Tumbling 2" },
  "class.when": { description: "Days and times of the class", example: "Mondays at 4:00 PM" },
  "class.location": { description: "Where the class meets", example: "Northside" },
  "enrollment.startsOn": { description: "First day in the class", example: "Monday, December 7, 2026" },
  "order.lines": {
    description: "What was booked, one line each",
    example: ["Mateo: Tumbling 2, from December 7", "Ana: Ballet 1, from December 8"],
  },
  "order.total": { description: "What was paid; left out when nothing was", example: "$145.00" },
  "payment.amount": { description: "The amount", example: "$145.00" },
  "payment.date": { description: "The day of the payment", example: "December 1, 2026" },
  "payment.method": { description: "How it was paid", example: "Visa ending in 4242" },
  "payment.note": {
    description: "What else is to know of it; left out when nothing",
    example: "The bank takes some days until it arrives.",
  },
  "payment.until": { description: "Until when it can be confirmed", example: "December 4, 2026" },
  "payment.retry": {
    description: "The day on which it is tried again; left out when it is not",
    example: "December 4, 2026",
  },
  "payment.problem": {
    description: "Why it was not taken",
    example: "The card has expired. Enter its new date, or use another card.",
  },
  "card.until": { description: "The last month of the card", example: "December 2026" },
  "receipt.title": { description: "What the receipt is called, with its number", example: "Receipt 1042" },
  "request.summary": {
    description: "What was asked for, in one line",
    example: "Drop Mateo from Tumbling 2 on December 31",
  },
  "decision.text": {
    description: "What staff wrote with their answer; left out when nothing",
    example: "We hope to see Mateo again in spring!",
  },
  "offer.until": {
    description: "Until when the place is kept",
    example: "Tuesday, December 1, 2026 at 6:00 PM",
  },
  "waitlist.position": { description: "Place in the queue", example: "3" },
  "meeting.when": { description: "Day and time of one meeting", example: "Monday, December 14 at 4:00 PM" },
  "meetings.what": {
    description: "The one meeting, or how many there are",
    example: "Tumbling 2, Monday, December 14, 2026 at 4:00 PM (Mateo)",
  },
  "meetings.list": {
    description: "The meetings, one line each",
    example: ["Tumbling 2, Monday, December 14, 2026 at 4:00 PM (Mateo)"],
  },
  "meetings.before": {
    description: "When a moved meeting would have been; left out when only its room is another one",
    example: "Monday, December 14, 2026 at 3:00 PM",
  },
  "meetings.reason": {
    description: "Why; left out when nobody said",
    example: "The heating is being repaired",
  },
  "staff.message": {
    description: "What staff wrote along with it; left out when nothing",
    example: "We will offer a makeup next week.",
  },
  "makeup.note": {
    description: "Whether a makeup may be booked; left out when not",
    example: "You have a makeup token, good until February 14.",
  },
  "drop.lastOn": { description: "Last day in the class", example: "December 31, 2026" },
  "code.digits": { description: "The code", example: "482 913" },
  "code.minutes": { description: "For how many minutes it is good", example: "10" },
  "action.link": {
    description: "The address that does what this mail is about; works once",
    example: "https://portal.example.org/summit/join#…",
    isLink: true,
  },
  "action.hours": { description: "For how many hours the address works", example: "48" },
  "invite.from": { description: "Who invites", example: "Lucía Núñez" },
  "invite.role": { description: "What the person will be able to do", example: "see the schedule and pay" },
} as const satisfies Readonly<Record<string, VariableDefinition>>;

export type VariableName = keyof typeof VARIABLES;

export function isVariable(name: string): name is VariableName {
  return Object.hasOwn(VARIABLES, name);
}

export function isLink(name: VariableName): boolean {
  const definition: VariableDefinition = VARIABLES[name];
  return definition.isLink === true;
}

/** What a variable stands for; an empty value leaves the line that names it out. */
export type VariableValue = string | readonly string[];
