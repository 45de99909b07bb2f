import type { IdKind } from "../../../tenant-schema/ids.ts";
import { type Existing, keyIndex } from "./existing.ts";
import { type ExternalKey, type IncomingRow, nameOfRow, type RowGroup } from "./incoming.ts";
import { FamilyIndex, type FamilyMatch, matchFamily } from "./match-family.ts";
import { guardianKey, keysOfGroup, studentKey } from "./match-keys.ts";
import { NewLists } from "./new-lists.ts";
import { planEmails, planPhones } from "./plan-addresses.ts";
import { planFamily } from "./plan-family.ts";
import { planGuardian } from "./plan-guardians.ts";
import { planContact, planStudent } from "./plan-students.ts";
import type { FieldChange, RowOutcome } from "./schemas.ts";
import type { MeetingRule } from "./slot.ts";
import { type RowPlan, WorkingFamily } from "./working-family.ts";

export interface PlanRules {
  readonly idSource: string;
  readonly whenMatched: MeetingRule;
  readonly mint: (kind: IdKind) => string;
}

/** What an import would do, or does: the records it makes and changes, and what becomes of every row. */
export interface ImportPlan {
  readonly families: readonly WorkingFamily[];
  readonly lists: NewLists;
  /** Keys that are to lead to these records from now on. */
  readonly links: readonly (ExternalKey & { readonly id: string })[];
  /** Keys as they were when the plan was made; a write may rely on nothing else. */
  readonly readKeys: readonly (ExternalKey & { readonly storedId: string | null })[];
  /** The families that were looked at, so that a write can tell whether another one has come. */
  readonly knownFamilyIds: readonly string[];
  readonly outcomes: readonly RowOutcome[];
}

/** Decides what becomes of groups of rows against what the account has; pure but for the ids it makes. */
export function planImport(groups: readonly RowGroup[], existing: Existing, rules: PlanRules): ImportPlan {
  const planner = new Planner(existing, rules);
  for (const group of groups) planner.add(group);
  return planner.plan();
}

class Planner {
  readonly #index: FamilyIndex;
  readonly #rules: PlanRules;
  readonly #lists: NewLists;
  readonly #working = new Map<string, WorkingFamily>();
  readonly #links = new Map<string, ExternalKey & { readonly id: string }>();
  readonly #readKeys = new Map<string, ExternalKey & { readonly storedId: string | null }>();
  readonly #outcomes: RowOutcome[] = [];

  constructor(existing: Existing, rules: PlanRules) {
    this.#index = new FamilyIndex(existing);
    this.#rules = rules;
    this.#lists = new NewLists(existing.lists, rules.mint);
  }

  plan(): ImportPlan {
    return {
      families: [...this.#working.values()],
      lists: this.#lists,
      links: [...this.#links.values()],
      readKeys: [...this.#readKeys.values()],
      knownFamilyIds: [...this.#index.existing.families.keys()],
      outcomes: this.#outcomes,
    };
  }

  add(group: RowGroup): void {
    const match = matchFamily(group, this.#index, this.#rules.idSource);
    for (const key of keysOfGroup(group, this.#rules.idSource)) {
      const known = this.#existingKey(key);
      this.#readKeys.set(keyIndex(key.source, key.key), { ...key, storedId: known?.storedId ?? null });
    }
    if (match.kind === "refused") {
      for (const row of group.rows) this.#outcomes.push(outcomeOf(row, "refused", null, [], [match.reason]));
      return;
    }
    const target = match.kind === "matched" ? match.family : null;
    const accepted = group.rows.filter((row) => {
      const elsewhere = this.#studentElsewhere(row, group, target?.family.id ?? null);
      if (elsewhere) this.#outcomes.push(outcomeOf(row, "refused", null, [], [elsewhere]));
      return !elsewhere;
    });
    if (accepted.length === 0) return;
    const working = this.#workingFamily(match);
    for (const row of accepted) this.#addRow(row, group, working, match);
    this.#link(group.key, working.id);
  }

  #existingKey(key: ExternalKey) {
    return this.#index.existing.keys.get(keyIndex(key.source, key.key));
  }

  #workingFamily(match: Exclude<FamilyMatch, { kind: "refused" }>): WorkingFamily {
    const known = match.kind === "matched" ? this.#working.get(match.family.family.id) : undefined;
    if (known) return known;
    const working = new WorkingFamily(
      match.kind === "matched" ? { existing: match.family } : { freshId: this.#rules.mint("family") },
    );
    if (match.kind === "new" && match.review !== null) {
      working.family.derive({ needsReview: true, reviewReason: match.review });
    }
    this.#working.set(working.id, working);
    return working;
  }

  #addRow(
    row: IncomingRow,
    group: RowGroup,
    working: WorkingFamily,
    match: Exclude<FamilyMatch, { kind: "refused" }>,
  ): void {
    const changes: FieldChange[] = [];
    const { whenMatched, mint, idSource } = this.#rules;
    const plan: RowPlan = { working, mint, rule: whenMatched, lists: this.#lists, changes };
    planFamily(plan, row);
    for (const guardian of row.guardians) {
      const slot = planGuardian(plan, guardian, group, this.#index.existing, idSource);
      const key = guardianKey(guardian, idSource);
      if (key) this.#link(key, slot.id);
    }
    planEmails(plan, row.family.emails, null, group, "Family");
    planPhones(plan, row.family.phones, null, group, "Family");
    if (row.student) {
      const slot = planStudent(plan, row.student, group, this.#index.existing, idSource);
      this.#link(studentKey(group, row.student, idSource), slot.id);
    }
    for (const contact of row.contacts) planContact(plan, contact);
    const outcome = working.isNew ? "new" : changes.length > 0 ? "changed" : "matched";
    const review = working.isNew ? working.family.value("reviewReason") : null;
    const reasons = [...(review ? [review] : []), ...row.notices];
    this.#outcomes.push(
      outcomeOf(
        row,
        outcome,
        working,
        working.isNew ? [] : changes,
        reasons,
        match.kind === "matched" ? match.by : null,
      ),
    );
  }

  /** A student whom the other system's id knows in another living family here is not taken out of it by an import. */
  #studentElsewhere(row: IncomingRow, group: RowGroup, familyId: string | null): string | null {
    if (!row.student?.externalId) return null;
    const known = this.#existingKey(studentKey(group, row.student, this.#rules.idSource));
    if (!known?.familyId || known.familyId === familyId) return null;
    const name = this.#index.existing.families.get(known.familyId)?.family.name ?? "another family";
    return `The student with the id ${row.student.externalId} is in the family ${name} here. Merge the two families, or correct the id.`;
  }

  /** Only where it leads elsewhere now; an id of ours needs no link to itself. */
  #link(key: ExternalKey, id: string): void {
    if (key.key === id || this.#existingKey(key)?.storedId === id) return;
    const index = keyIndex(key.source, key.key);
    if (!this.#links.has(index)) this.#links.set(index, { ...key, id });
  }
}

function outcomeOf(
  row: IncomingRow,
  outcome: RowOutcome["outcome"],
  working: WorkingFamily | null,
  changes: readonly FieldChange[],
  reasons: readonly string[],
  matchedBy: RowOutcome["matchedBy"] = null,
): RowOutcome {
  return {
    id: `${row.file}:${row.row}`,
    file: row.file,
    row: row.row,
    outcome,
    name: nameOfRow(row),
    familyId: working?.existing ? working.id : null,
    familyName: working?.name ?? null,
    matchedBy,
    changes,
    reasons,
  };
}
