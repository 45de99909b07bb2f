import { type Context, requireRight, standingOf } from "../../kernel/context.ts";
import { reachingGrants } from "../../kernel/decide.ts";
import type { Level, Right } from "../../kernel/permissions.ts";
import type { RunKindName } from "./schemas.ts";

/** What a kind of run takes beside the right to transactions: what one would need to do the same to one family. */
const ALSO: { readonly [Kind in RunKindName]?: readonly [Right, Level] } = {
  apply_credits: ["payments", "full"],
  payments: ["payments", "full"],
  drops: ["enrollments", "full"],
  statements: ["charges", "view"],
};

function rightsOf(kind: RunKindName): (readonly [Right, Level])[] {
  const also = ALSO[kind];
  return [["transactions", "full"], ...(also ? [also] : [])];
}

/** @throws Forbidden unless the person may prepare and approve runs of this kind */
export function requireKind(ctx: Context, kind: RunKindName, locationId?: string): void {
  for (const [right, level] of rightsOf(kind)) requireRight(ctx, right, level, locationId);
}

/**
 * The locations at which the person may run this kind for whole classes; null: everywhere. A right to one's own classes
 * only reaches no run, which is about everybody.
 */
export function locationsReached(ctx: Context, kind: RunKindName): readonly string[] | null {
  if (ctx.actor.kind !== "staff") return null;
  const standing = standingOf(ctx.actor, ctx.account);
  const each = rightsOf(kind).map(([right, level]) => {
    const own = reachingGrants(standing, right, level);
    const reaching = right === "enrollments" ? own.filter((grant) => !grant.ownClassesOnly) : own;
    if (reaching.some((grant) => grant.locationId === null)) return null;
    return reaching.map((grant) => grant.locationId as string);
  });
  const limits = each.filter((one) => one !== null);
  if (limits.length === 0) return null;
  return [...new Set(limits[0])].filter((id) => limits.every((limit) => limit.includes(id)));
}

/** The right it takes to take a whole run back; null where that cannot be done. */
export function undoRight(kind: RunKindName): Right | null {
  switch (kind) {
    case "tuition":
    case "late":
    case "anniversary":
    case "credits":
      return "void_charges";
    case "drops":
      return "enrollments";
    case "apply_credits":
    case "payments":
    case "statements":
      return null;
  }
}
