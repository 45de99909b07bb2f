import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { Change, UNDO_MS } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { rulesOf, rulesQuery } from "./rules-query.ts";
import type { RuleKind, SchoolRules } from "./schemas.ts";

const NAMES: Readonly<Record<RuleKind, string>> = {
  enrollment: "enrollment rules",
  attendance: "attendance rules",
  makeups: "makeup rules",
};

/**
 * Decides one set of rules. They hold from now on: what was enrolled, marked or issued before stays as it is.
 * @throws Conflict `changed_meanwhile`
 */
export async function updateRules<K extends RuleKind>(
  ctx: Context,
  kind: K,
  input: SchoolRules[K] & { readonly version: number },
): Promise<{ change: Committed | null }> {
  requireRight(ctx, "settings", "full");
  const { version, ...value } = input;
  const { stored } = await read(ctx, { stored: rulesQuery() });
  const row = stored.find((one) => one.id === kind);
  if ((row?.version ?? 0) !== version) throw changedMeanwhile(kind);
  const change = new Change(ctx, {
    action: "settings.rules",
    summary: `Changed the ${NAMES[kind]}`,
    right: "settings",
    undoMs: UNDO_MS.ordinary,
  });
  if (!row) change.insert("settings", { id: kind, value });
  else if (!change.update("settings", { ...row, value: rulesOf(stored)[kind] }, { value }))
    return { change: null };
  try {
    return { change: await commit(ctx, change) };
  } catch (error) {
    // Two people decided them for the first time at once.
    throw error instanceof UniqueViolation ? changedMeanwhile(kind) : error;
  }
}

function changedMeanwhile(kind: RuleKind): Conflict {
  return new Conflict(
    "changed_meanwhile",
    `Somebody else changed the ${NAMES[kind]} while you were working on them. Look at the current state and try again.`,
  );
}
