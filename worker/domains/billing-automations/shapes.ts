// What the automations answer, for the wire and the screens.
import type { HeldReason, RunState } from "../billing-runs/shapes.ts";
import type { AutomationKind, RunTemplate } from "./schemas.ts";

export interface LastRun {
  readonly id: string;
  readonly title: string;
  readonly state: RunState;
  /** Its preparation has failed. */
  readonly hasFailed: boolean;
  readonly heldReason: HeldReason | null;
  readonly occurrenceOn: string;
}

export interface AutomationRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly kind: AutomationKind;
  readonly input: RunTemplate;
  readonly dayOfMonth: number;
  readonly minuteOfDay: number;
  readonly waitHours: number;
  readonly changeLimitPercent: number | null;
  readonly notifyStaffIds: readonly string[];
  readonly isActive: boolean;
  /** Null while it is switched off. */
  readonly nextAt: number | null;
  readonly beginsAt: number | null;
  readonly lastRun: LastRun | null;
}

export interface AutomationsPage {
  readonly rows: readonly AutomationRow[];
  /** Who may be told: everybody who works here and has an address. */
  readonly staff: readonly { readonly id: string; readonly name: string }[];
}

/** The next time something runs, on the clock of the school. */
export interface NextRun {
  readonly nextAt: number;
  readonly nextOn: string;
  readonly beginsAt: number;
}

export interface UpcomingRun {
  readonly id: string;
  readonly name: string;
  readonly kind: AutomationKind;
  readonly title: string;
  readonly nextAt: number;
  readonly beginsAt: number;
}
