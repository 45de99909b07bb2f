// What a transfer answers, for the wire and the screens.
import type { Committed } from "../../kernel/committed.ts";
import type { Proposals } from "../re-rating/shapes.ts";
import type { Overridable } from "./schemas.ts";
import type { FullOutcome, Obstacle, RefusedOutcome, SlotPlaces } from "./shapes.ts";

export interface TransferPreview {
  readonly className: string;
  readonly startsOn: string;
  readonly slots: readonly SlotPlaces[];
  readonly openings: number;
  readonly queueLength: number;
  readonly obstacles: readonly Obstacle[];
  readonly enrollments: readonly {
    readonly id: string;
    readonly studentName: string;
    readonly fromClassName: string;
    readonly lastDayOn: string;
    readonly endsOn: string | null;
    /** Days between the two, when the old one was asked to end earlier. */
    readonly gapDays: number;
    readonly obstacles: readonly Obstacle[];
  }[];
  readonly overrides: readonly Overridable[];
  readonly mayOverride: boolean;
  /** What it changes of months that were billed already; whoever may not charge sees none of it. */
  readonly money: readonly Proposals[];
}

/** All or nobody: a group that does not fit as a whole is not moved. */
export type TransferOutcome =
  | { readonly outcome: "transferred"; readonly ids: readonly string[]; readonly change: Committed }
  | { readonly outcome: "changed_meanwhile"; readonly message: string }
  | FullOutcome
  | (RefusedOutcome & { readonly enrollmentIds: readonly string[] });
