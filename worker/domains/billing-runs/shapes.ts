// What the acts over many families answer, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";
import type { Difference, RunInput, RunKindName } from "./schemas.ts";

/**
 * preparing → previewed → (waiting →) running → done; cancelled from any of them but the last; undone after done, as far
 * as it could be.
 */
export type RunState = "preparing" | "previewed" | "waiting" | "running" | "done" | "cancelled" | "undone";

/** Why an automation's run asks: nothing to do, too different, nothing to compare, nobody told, switched off, not prepared. */
export type HeldReason = "nothing" | "unusual" | "first" | "untold" | "paused" | "failed";

export interface RunSummary {
  readonly id: string;
  readonly kind: RunKindName;
  readonly title: string;
  readonly state: RunState;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  /** Lines of the preview, and what they come to when all that are ticked are done. */
  readonly rowCount: number;
  readonly totalMinor: number;
  readonly doneCount: number;
  readonly doneMinor: number;
  /** When it begins by itself. */
  readonly dueAt: number | null;
  readonly createdAt: number;
  readonly createdBy: string;
  /** The automation that started it. */
  readonly automationName: string | null;
  /** Why it did not begin by itself but asks; it stays when somebody has decided. */
  readonly heldReason: HeldReason | null;
  readonly task: {
    readonly id: string;
    readonly status: string;
    readonly done: number;
    readonly total: number | null;
    readonly error: string | null;
  } | null;
  readonly version: number;
}

/** How many lines are of one kind, and what they come to. */
export interface DifferenceCount {
  readonly difference: Difference;
  readonly count: number;
  readonly ticked: number;
  readonly amountMinor: number;
  readonly wasMinor: number;
}

export interface RunDetail extends RunSummary {
  readonly input: RunInput;
  readonly differences: readonly DifferenceCount[];
  readonly tickedCount: number;
  readonly tickedMinor: number;
  readonly failedCount: number;
  readonly skippedCount: number;
  /** How many students the ticked lines are about; 0 where lines are about families. */
  readonly tickedStudents: number;
  /** Lines that an undo could not take back; each says why. */
  readonly keptCount: number;
  readonly canUndo: boolean;
  /** What it came to last time, as far as it was compared. */
  readonly comparedMinor: number | null;
  /** Since when only the sums are kept. */
  readonly rowsPurgedAt: number | null;
}

/** What a kind of run shows beside the amount of a line; each shows what concerns it. */
export interface ShownFacts {
  /** What of the family is overdue, less what lies on its account, and since when. */
  readonly owedMinor?: number;
  readonly since?: string;
  /** The last day of the enrollment, were it dropped. */
  readonly lastDayOn?: string;
  /** The day on which the fee is due. */
  readonly dueOn?: string;
  /** Where the mail goes. */
  readonly email?: string;
  /** Why it is not ticked by itself. */
  readonly why?: string;
}

export interface RunRow {
  readonly position: number;
  readonly familyId: string;
  readonly familyName: string;
  readonly studentName: string | null;
  readonly enrollmentId: string | null;
  readonly difference: Difference | null;
  readonly label: string;
  readonly amountMinor: number;
  readonly wasMinor: number | null;
  readonly isTicked: boolean;
  readonly state: "planned" | "done" | "skipped" | "failed";
  /** The charge, payment or credit that it became; of a drop the change that made it. */
  readonly recordId: string | null;
  readonly problem: string | null;
  /** How the price came about, in sentences; empty where nothing was priced. */
  readonly explanation: readonly string[];
  readonly shown: ShownFacts | null;
}

export interface RunRows {
  readonly rows: readonly RunRow[];
  readonly nextCursor: string | null;
}

export interface RunStarted {
  readonly id: string;
  readonly taskId: string;
  readonly change: Committed;
}

export type ApproveOutcome =
  | { readonly outcome: "changed_since_preview"; readonly message: string; readonly run: RunDetail }
  | { readonly outcome: "started"; readonly taskId: string; readonly change: Committed }
  | { readonly outcome: "waiting"; readonly dueAt: number; readonly change: Committed };

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What the forms of the transactions offer. */
export interface RunOptions {
  readonly today: string;
  readonly locations: readonly Named[];
  readonly programs: readonly Named[];
  readonly schedules: readonly Named[];
  readonly categories: readonly Named[];
  readonly dropReasons: readonly Named[];
  /** Those of families. */
  readonly keywords: readonly Named[];
  readonly fees: readonly Named[];
}
