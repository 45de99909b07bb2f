import type { HeldReason } from "../billing-runs/shapes.ts";

export interface PreviewFacts {
  readonly automation: {
    readonly isActive: boolean;
    readonly waitHours: number;
    readonly changeLimitPercent: number | null;
  } | null;
  readonly tickedCount: number;
  readonly tickedMinor: number;
  /** What it came to last time; null: there was none. */
  readonly beforeMinor: number | null;
  /** How many are told of it. */
  readonly told: number;
}

/** Why a preview asks instead of beginning by itself; null: it begins when its wait is over. */
export function whyHold(facts: PreviewFacts): HeldReason | null {
  const { automation, tickedCount, tickedMinor, beforeMinor, told } = facts;
  if (automation === null || !automation.isActive) return "paused";
  if (tickedCount === 0) return "nothing";
  if (told === 0) return "untold";
  const { waitHours, changeLimitPercent } = automation;
  // Nobody would have had a look at it before it touches every family.
  if (beforeMinor === null) return waitHours === 0 ? "first" : null;
  if (changeLimitPercent === null) return null;
  return Math.abs(tickedMinor - beforeMinor) * 100 > changeLimitPercent * beforeMinor ? "unusual" : null;
}
