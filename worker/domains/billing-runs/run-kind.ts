import type { Change } from "../../kernel/change.ts";
import type { Context, SystemActor } from "../../kernel/context.ts";
import type { FamilyPage } from "./family-pages.ts";
import type { Difference, RunInput, RunKindName } from "./schemas.ts";

/** A line of a preview, as its kind of run plans it. */
export interface PlannedRow {
  readonly familyId: string;
  readonly studentId: string | null;
  readonly enrollmentId: string | null;
  readonly difference: Difference | null;
  readonly label: string;
  readonly amountMinor: number;
  readonly wasMinor: number | null;
  readonly isTicked: boolean;
  /** What exactly will be written. */
  readonly payload: unknown;
}

/** Some families' worth of lines. */
export interface PlannedPage {
  readonly rows: readonly PlannedRow[];
  /** The last family that was looked at; null when there is none after it. */
  readonly through: string | null;
  /** The tariff by which they were priced. */
  readonly rulesId?: string;
}

/** A line as it is stored, to be carried out. */
export interface StoredRow {
  readonly position: number;
  readonly familyId: string;
  readonly studentId: string | null;
  readonly enrollmentId: string | null;
  readonly label: string;
  readonly amountMinor: number;
  readonly payload: unknown;
}

/** What became of a line. */
export interface RowResult {
  readonly position: number;
  readonly state: "done" | "skipped" | "failed";
  readonly recordId: string | null;
  readonly problem: string | null;
  readonly amountMinor: number;
}

export interface Run<Input extends RunInput = RunInput> {
  readonly id: string;
  readonly input: Input;
  readonly rulesId: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
}

/**
 * One kind of act over many families. `prepare` looks at some families after another and plans, writing nothing of its
 * own but what it puts into the change; `perform` adds what the lines say to a change, or tells why not. Both may run
 * again after a crash: what they add is committed with the step, or not at all.
 */
export interface RunKind<Input extends RunInput = RunInput> {
  readonly name: RunKindName;
  readonly prepare: (
    ctx: Context<SystemActor>,
    run: Run<Input>,
    page: FamilyPage,
    change: Change,
  ) => Promise<PlannedPage>;
  readonly perform: (
    ctx: Context<SystemActor>,
    run: Run<Input>,
    rows: readonly StoredRow[],
    change: Change,
  ) => Promise<RowResult[]>;
}
