import type { AccountRestriction } from "../../control-plane/account.ts";
import { type Grant, type Level, RIGHTS, type Right, type RightDefinition } from "./permissions.ts";
import { hasFeature, type Plan } from "./plans.ts";

/** How much of a right an enterprise leaves to the staff of an account, and the group that says so. */
export type Restriction = AccountRestriction;

/** All that settles what somebody may do: what was given, and what is taken away again. */
export interface Standing {
  readonly grants: readonly Grant[];
  readonly plan: Plan;
  /** From the enterprise down to the account's own group; the strictest wins. */
  readonly restrictions: readonly Restriction[];
}

/** One link of the chain that the inspector prints. */
export interface Reason {
  readonly kind: "grant" | "admin" | "plan" | "enterprise" | "none";
  readonly text: string;
  /** The grant it speaks of, for a screen that names its location. */
  readonly grant?: Grant;
}

export interface Decision {
  readonly level: Level | "none";
  readonly reasons: readonly Reason[];
  /** The link by which the enterprise leaves less than there would be; null when it takes nothing away. */
  readonly restriction: { readonly reason: Reason; readonly groupName: string } | null;
}

/**
 * How much of a right somebody has: the most generous grant wins, then the plan subtracts, then the enterprise.
 * `locationId` asks for one location; without it a grant for any location counts.
 */
export function decide(standing: Standing, right: Right, locationId?: string): Decision {
  const { grants, plan } = standing;
  const reasons: Reason[] = [];
  let level: Level | "none" = "none";
  let restriction: Decision["restriction"] = null;
  for (const grant of grants) {
    const viaAdmin = grant.right === "admin";
    if (!viaAdmin && grant.right !== right) continue;
    if (locationId !== undefined && grant.locationId !== null && grant.locationId !== locationId) continue;
    const granted = viaAdmin ? "full" : grant.level;
    if (granted === "full" || level === "none") level = granted;
    reasons.push(reasonOf(grant, granted, viaAdmin));
  }
  if (reasons.length === 0)
    reasons.push({ kind: "none", text: "No group and no personal grant gives this right." });
  const feature = (RIGHTS[right] as RightDefinition).feature;
  if (feature && !hasFeature(plan, feature)) {
    reasons.push({ kind: "plan", text: `The ${plan} plan does not include it.` });
    level = "none";
  }
  for (const { maxLevel, groupName } of restrictionsOf(standing.restrictions, right)) {
    const what = maxLevel === "none" ? "takes it away" : "lets it be seen at most";
    const reason: Reason = { kind: "enterprise", text: `“${groupName}” ${what}, for everybody.` };
    reasons.push(reason);
    if (RANKS[maxLevel] >= RANKS[level]) continue;
    level = maxLevel;
    restriction = { reason, groupName };
  }
  return { level, reasons, restriction };
}

/** Whether a grant gives a right at that level, somewhere; what is taken away again is asked for apart. */
function reaches(grant: Grant, right: Right, level: Level): boolean {
  if (grant.right === "admin") return true;
  return grant.right === right && (grant.level === "full" || grant.level === level);
}

/** The grants that give a right at that level, each as far as it reaches; none when the enterprise takes it away. */
export function reachingGrants(standing: Standing, right: Right, level: Level): readonly Grant[] {
  const isLeft = restrictionsOf(standing.restrictions, right).every(({ maxLevel }) => maxLevel === level);
  return isLeft ? standing.grants.filter((grant) => reaches(grant, right, level)) : [];
}

export function allows(decision: Decision, level: Level): boolean {
  return decision.level === "full" || decision.level === level;
}

/** The least of a right that is left by all that restricts it. */
export function leftOf(restrictions: readonly Restriction[], right: Right): Level | "none" {
  return restrictionsOf(restrictions, right).reduce<Level | "none">(
    (level, { maxLevel }) => lesser(level, maxLevel),
    "full",
  );
}

/** Whoever may not enter cannot put anything right either: nothing takes away the way in. */
export function isRestrictable(right: Right): boolean {
  return RIGHTS[right].section !== "application";
}

function restrictionsOf(restrictions: readonly Restriction[], right: Right): readonly Restriction[] {
  return isRestrictable(right) ? restrictions.filter((one) => one.right === right) : [];
}

const RANKS = { none: 0, view: 1, full: 2 } as const;

function lesser(a: Level | "none", b: Level | "none"): Level | "none" {
  return RANKS[a] <= RANKS[b] ? a : b;
}

function reasonOf(grant: Grant, granted: Level, viaAdmin: boolean): Reason {
  const source = grant.groupName === null ? "personally" : `through the group “${grant.groupName}”`;
  const where = grant.locationId === null ? "" : ", for one location";
  const own = grant.ownClassesOnly ? ", own classes only" : "";
  return viaAdmin
    ? { kind: "admin", text: `Administrator ${source}${where}.`, grant }
    : { kind: "grant", text: `Granted ${granted} ${source}${where}${own}.`, grant };
}
