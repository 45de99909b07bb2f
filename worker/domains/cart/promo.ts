import type { StoredPromo } from "./cart-queries.ts";
import type { PlannedLine } from "./plan-line.ts";
import type { PromoProblem } from "./say-promo.ts";

/** How a code changes the bill of one line. */
export interface LineBilling {
  readonly promoCodeId: string | null;
  readonly classTuitionId: string | null;
}

export interface PromoPlan {
  readonly code: string;
  /** Why it lowers nothing; null where it does. */
  readonly problem: PromoProblem | null;
  readonly billing: ReadonlyMap<string, LineBilling>;
}

interface Pair {
  readonly id: string;
  readonly classId: string;
  readonly scheduleId: string;
}

/** To which lines a code applies: to each that it fits, for as long as it may be used. Pure. */
export function planPromo(
  code: string,
  stored: StoredPromo | undefined,
  lines: readonly PlannedLine[],
  pairs: readonly Pair[],
  today: string,
): PromoPlan {
  const none = (problem: PromoProblem): PromoPlan => ({ code, problem, billing: new Map() });
  if (!stored) return none({ code: "unknown" });
  if (stored.startsOn !== null && stored.startsOn > today)
    return none({ code: "not_yet", day: stored.startsOn });
  if (stored.expiresOn !== null && stored.expiresOn < today)
    return none({ code: "expired", day: stored.expiresOn });
  if (stored.kind === "force_trial") return none({ code: "for_trials" });
  const programs = JSON.parse(stored.programIds) as readonly string[];
  const fitting = lines.filter(
    ({ plan, asked }) =>
      (asked.kind === "active" || asked.kind === "single_day") &&
      (programs.length === 0 || programs.includes(plan.target.programId ?? "")),
  );
  if (fitting.length === 0) return none({ code: "nothing_fits" });
  const billed = fitting.flatMap((line) => {
    const pair = pairs.find(
      ({ classId, scheduleId }) => classId === line.plan.target.id && scheduleId === stored.scheduleId,
    );
    if (stored.kind === "switch_schedule" && !pair) return [];
    const billing: LineBilling = { promoCodeId: stored.id, classTuitionId: pair?.id ?? null };
    return [[line.asked.id, billing] as const];
  });
  if (billed.length === 0) return none({ code: "other_schedule" });
  const left = Math.min(stored.left ?? billed.length, stored.leftForFamily ?? billed.length);
  if (left < 1) return none({ code: "used_up" });
  return { code, problem: null, billing: new Map(billed.slice(0, left)) };
}
