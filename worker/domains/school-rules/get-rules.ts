import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { rulesOf, rulesQuery } from "./rules-query.ts";
import type { RuleKind, RulesPage } from "./schemas.ts";

/** The three sets of rules as they are in force; version 0 means that nobody has decided them yet. */
export async function getRules(ctx: Context): Promise<RulesPage> {
  requireRight(ctx, "settings", "view");
  const { stored } = await read(ctx, { stored: rulesQuery() });
  const rules = rulesOf(stored);
  const version = (kind: RuleKind) => stored.find((row) => row.id === kind)?.version ?? 0;
  return {
    enrollment: { ...rules.enrollment, version: version("enrollment") },
    attendance: { ...rules.attendance, version: version("attendance") },
    makeups: { ...rules.makeups, version: version("makeups") },
  };
}
