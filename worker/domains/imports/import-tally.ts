import type { ImportPlan } from "./plan-import.ts";
import type { ImportCounts, RowOutcomeKind } from "./schemas.ts";

interface Counts {
  readonly rows: Record<RowOutcomeKind, number>;
  readonly families: { new: number; changed: number; matched: number };
  readonly students: { new: number; changed: number };
  forReview: number;
}

/** Adds up what the plans of an import come to. */
export class ImportTally {
  readonly #counts: Counts = {
    rows: { new: 0, changed: 0, matched: 0, refused: 0 },
    families: { new: 0, changed: 0, matched: 0 },
    students: { new: 0, changed: 0 },
    forReview: 0,
  };

  add(plan: ImportPlan): void {
    const { rows, families, students } = this.#counts;
    for (const { outcome } of plan.outcomes) rows[outcome] += 1;
    for (const working of plan.families) {
      families[working.isNew ? "new" : working.isChanged ? "changed" : "matched"] += 1;
      if (working.isNew && working.family.value("needsReview")) this.#counts.forReview += 1;
      for (const student of working.students)
        if (student.isTouched) students[student.isNew ? "new" : "changed"] += 1;
    }
  }

  addRefused(rows: number): void {
    this.#counts.rows.refused += rows;
  }

  /** Adds what another tally came to. */
  merge(other: ImportCounts): void {
    for (const part of ["rows", "families", "students"] as const) {
      const mine: Record<string, number> = this.#counts[part];
      for (const [key, value] of Object.entries(other[part])) mine[key] = (mine[key] ?? 0) + value;
    }
    this.#counts.forReview += other.forReview;
  }

  counts(): ImportCounts {
    return this.#counts;
  }
}
