import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type AccountFacts, type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { businessOf, businessRow } from "./get-business.ts";
import { refuseUnknown } from "./known-places.ts";
import type { BusinessFields, UpdateBusinessInput } from "./schemas.ts";

/**
 * Says who the business is. The account's own row is what was decided; the control plane holds a copy of name, time
 * zone, language and region, which the effect brings up to date. An undo could not reach that copy, so there is none.
 * @throws Conflict `changed_meanwhile`, Precondition `unknown_place`
 */
export async function updateBusiness(
  ctx: Context,
  input: UpdateBusinessInput,
): Promise<{ change: Committed | null; factsChanged: boolean }> {
  requireRight(ctx, "settings", "full");
  const { version, ...value } = input;
  refuseUnknown(value);
  const { stored } = await read(ctx, { stored: businessRow() });
  const current = stored[0];
  if ((current?.version ?? 0) !== version) throw changedMeanwhile();
  const change = new Change(ctx, {
    action: "settings.business",
    summary: "Changed the business details",
    right: "settings",
    undoMs: UNDO_MS.none,
  });
  if (!current) change.insert("settings", { id: "business", value });
  else if (!change.update("settings", current, { value: { ...businessOf(ctx.account), ...value } })) {
    return { change: null, factsChanged: false };
  }
  const factsChanged = differ(ctx.account, value);
  if (factsChanged) change.effect({ topic: "account-facts", payload: {} });
  try {
    return { change: await commit(ctx, change, { factsChanged }), factsChanged };
  } catch (error) {
    // Two people saved it for the first time at once.
    throw error instanceof UniqueViolation ? changedMeanwhile() : error;
  }
}

function differ(account: AccountFacts, value: BusinessFields): boolean {
  const facts = ["displayName", "timeZone", "locale", "phoneRegion"] as const;
  return facts.some((fact) => account[fact] !== value[fact]);
}

function changedMeanwhile(): Conflict {
  return new Conflict(
    "changed_meanwhile",
    "Somebody else changed the business details while you were working on them. Look at the current state and try again.",
  );
}
