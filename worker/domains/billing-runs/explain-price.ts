import type { Context } from "../../kernel/context.ts";
import { explain } from "../pricing/explain.ts";
import type { Step } from "../pricing/priced.ts";

/** How a price came about, in sentences for people. */
export function explainPrice(ctx: Context, trace: readonly unknown[]): readonly string[] {
  return explain(trace as readonly Step[], ctx.account);
}
