import type { Feature } from "./plans.ts";

export type Level = "view" | "full";

export interface RightDefinition {
  readonly section: "application" | "pages" | "tasks" | "reports";
  readonly label: string;
  readonly description: string;
  /** The plan feature without which the right is worth nothing. */
  readonly feature?: Feature;
}

function report(label: string, description: string): RightDefinition {
  return { section: "reports", label, description };
}

/** Every right there is. A feature adds its own here and names it in its routes and use-cases. */
export const RIGHTS = {
  admin: { section: "application", label: "Administrator", description: "Everything, now and later" },
  office: { section: "application", label: "Office portal", description: "Sign in to the office portal" },
  families: {
    section: "pages",
    label: "Families",
    description: "See and change families, guardians and contacts",
  },
  students: {
    section: "pages",
    label: "Students",
    description: "See and change students, including medical facts",
  },
  classes: { section: "pages", label: "Classes", description: "See and change classes and their schedule" },
  enrollments: {
    section: "pages",
    label: "Enrollments",
    description: "Enroll, drop, transfer and serve waitlists",
  },
  attendance: { section: "pages", label: "Attendance", description: "See roll sheets and mark who came" },
  online_activity: {
    section: "pages",
    label: "Online activity",
    description: "See and process what families do and ask for in their portal",
  },
  sms_logs: {
    section: "tasks",
    label: "SMS Logs",
    description: "See the Messenger Center: what families and staff texted and were texted",
  },
  mass_text: {
    section: "tasks",
    label: "Mass Text",
    description: "Text families and staff, one by one or many at once",
  },
  news: { section: "pages", label: "News", description: "See and change what families are told" },
  policies: { section: "pages", label: "Policies", description: "See and change what families agree to" },
  answer_policies: {
    section: "tasks",
    label: "Answer policies",
    description: "Accept or reject policies for a family, on paper",
  },
  staff: { section: "pages", label: "Staff", description: "See and change staff records" },
  permissions: { section: "tasks", label: "Groups and rights", description: "Decide who may do what" },
  campaigns: {
    section: "pages",
    label: "Campaigns",
    description: "Write mail and push to many at once; texts to many need a right of their own",
  },
  merge_families: { section: "tasks", label: "Merge families", description: "Make one family of several" },
  suspend_families: {
    section: "tasks",
    label: "Suspend families",
    description: "Lock a family out of its portal",
  },
  portal_access: {
    section: "tasks",
    label: "Portal access",
    description: "Decide who can sign in to a family's portal, and sign people out",
  },
  override_enrollment: {
    section: "tasks",
    label: "Enroll against the rules",
    description: "Enroll beyond capacity, age, gender or grade",
  },
  excuse_absences: {
    section: "tasks",
    label: "Excuse absences",
    description: "Say that an absence was excused",
  },
  create_makeup_tokens: {
    section: "tasks",
    label: "Create makeup tokens",
    description: "Grant makeups by hand",
  },
  delete_makeup_tokens: { section: "tasks", label: "Revoke makeup tokens", description: "Take makeups back" },
  makeup_without_token: {
    section: "tasks",
    label: "Makeup without a token",
    description: "Book a makeup that nothing was missed for",
  },
  charges: { section: "pages", label: "Ledger and charges", description: "See ledgers and charge families" },
  void_charges: { section: "tasks", label: "Void charges", description: "Take charges back, with a reason" },
  payments: { section: "tasks", label: "Payments", description: "Take payments and apply them" },
  credits: { section: "tasks", label: "Credits", description: "Give families credit and take it back" },
  refunds: { section: "tasks", label: "Refunds", description: "Give money back and void payments" },
  transactions: {
    section: "pages",
    label: "Transactions",
    description: "Run tuition, fees, drafts and drops for many families at once",
  },
  billing_setup: {
    section: "tasks",
    label: "Tuition and billing",
    description: "Decide prices, discounts, taxes and what bills itself",
  },
  period_lock: { section: "tasks", label: "Close periods", description: "Lock the books up to a day" },
  money_overview: {
    section: "pages",
    label: "Money overview",
    description: "See revenue, receivables and payments of the school",
  },
  reports: {
    section: "pages",
    label: "Reports",
    description: "Open the Reports page; each report has a right of its own",
  },
  report_cla_3: report("CLA-3 Program summary", "Classes, students and places by program"),
  report_cla_5: report("CLA-5 Drop list", "Who left which class, when and why"),
  report_cla_9: report("CLA-9 New enrollments", "Who enrolled, from when, through whom"),
  report_cla_13: report("CLA-13 Level summary", "Classes, students and places by level"),
  report_fin_1: report("FIN-1 Aged accounts", "What families owe, by how long it is due"),
  report_fin_2: report("FIN-2 Bank deposit", "Money received, by method"),
  report_fin_4: report("FIN-4 Program deposit split", "Money received, by what it paid for"),
  report_fin_6: report("FIN-6 Category list", "Charges with what was paid of them"),
  report_fin_9: report("FIN-9 Recurring billing", "Stored payment methods and autopay of families"),
  report_fin_16: report("FIN-16 Tax reconciliation", "Tax charged and collected"),
  report_statements: report("Family statements", "Statements of accounts of families"),
  import: { section: "tasks", label: "Import", description: "Bring in families from files" },
  export: { section: "tasks", label: "Export", description: "Take lists and the whole account out" },
  all_tasks: { section: "tasks", label: "All background tasks", description: "See the tasks of everybody" },
  audit: { section: "tasks", label: "Audit log", description: "See who did what" },
  settings: { section: "tasks", label: "Settings", description: "Business details, locations and lists" },
} as const satisfies Readonly<Record<string, RightDefinition>>;

export type Right = keyof typeof RIGHTS;

export function isRight(key: string): key is Right {
  return Object.hasOwn(RIGHTS, key);
}

/** A grant as stored: what, how much, where, and through whom it came. */
export interface Grant {
  readonly right: Right;
  readonly level: Level;
  /** One location, or all when null. */
  readonly locationId: string | null;
  readonly ownClassesOnly: boolean;
  /** The group it came through; null when given to the person. */
  readonly groupId: string | null;
  readonly groupName: string | null;
}
