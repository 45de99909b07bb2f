import type { IdKind } from "../../../tenant-schema/ids.ts";
import type { ExistingFamily } from "./existing.ts";
import type { FieldChange } from "./schemas.ts";
import { type MeetingRule, Slot } from "./slot.ts";

export type Mint = (kind: IdKind) => string;

/** A note or a keyword that a plan adds; they are never changed by an import. */
export interface NewNote {
  readonly studentId: string | null;
  readonly body: string;
}
export interface NewLink {
  readonly keywordId: string;
  readonly entityId: string;
}

/** One family while a plan is made: what is there, and what the rows of the file make of it. */
export class WorkingFamily {
  readonly id: string;
  readonly family: Slot<"families">;
  readonly guardians: Slot<"guardians">[];
  readonly emails: Slot<"emails">[];
  readonly phones: Slot<"phones">[];
  readonly students: Slot<"students">[];
  readonly contacts: Slot<"emergencyContacts">[];
  readonly newNotes: NewNote[] = [];
  readonly newLinks: NewLink[] = [];
  readonly existing: ExistingFamily | null;

  constructor(source: { readonly existing: ExistingFamily } | { readonly freshId: string }) {
    this.existing = "existing" in source ? source.existing : null;
    const known = this.existing;
    this.id = known ? known.family.id : (source as { freshId: string }).freshId;
    this.family = new Slot("families", known ? { current: known.family } : { fresh: { id: this.id } });
    this.guardians = (known?.guardians ?? []).map((current) => new Slot("guardians", { current }));
    this.emails = (known?.emails ?? []).map((current) => new Slot("emails", { current }));
    this.phones = (known?.phones ?? []).map((current) => new Slot("phones", { current }));
    this.students = (known?.students ?? []).map((current) => new Slot("students", { current }));
    this.contacts = (known?.contacts ?? []).map((current) => new Slot("emergencyContacts", { current }));
  }

  get isNew(): boolean {
    return this.existing === null;
  }

  get name(): string {
    return this.family.value("name") ?? "";
  }

  get isChanged(): boolean {
    const slots = [
      this.family,
      ...this.guardians,
      ...this.emails,
      ...this.phones,
      ...this.students,
      ...this.contacts,
    ];
    return slots.some((slot) => slot.isTouched) || this.newNotes.length > 0 || this.newLinks.length > 0;
  }
}

/** What the parts of a plan share: how to make ids, which value wins, and where to tell of what a row changes. */
export interface RowPlan {
  readonly working: WorkingFamily;
  readonly mint: Mint;
  readonly rule: MeetingRule;
  readonly lists: ListBook;
  readonly changes: FieldChange[];
}

/** Finds entries of the account's lists and keywords by label, and adds those that are missing. */
export interface ListBook {
  listItem(kind: string, label: string): string;
  /** Null when there is none: kinds of phone are the account's own choice. */
  existingListItem(kind: string, label: string): string | null;
  keyword(kind: "family" | "student", label: string): string;
}

export function tell(plan: RowPlan, what: string, before: unknown, after: unknown): void {
  const text = (value: unknown) =>
    value === null || value === undefined || value === "" ? null : String(value);
  plan.changes.push({ what, before: text(before), after: text(after) });
}

/** The parts of a record that is told of as new are not told of one by one. */
export function silently(plan: RowPlan): RowPlan {
  return { ...plan, changes: [] };
}
