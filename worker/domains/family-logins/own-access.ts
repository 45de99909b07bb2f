import type { Context } from "../../kernel/context.ts";
import { Conflict } from "../../kernel/errors.ts";

/** Nobody locks themselves out by mistake. @throws Conflict `own_access` */
export function refuseSelf(ctx: Context, loginId: string): void {
  if (ctx.actor.kind !== "guardian" || ctx.actor.id !== loginId) return;
  throw new Conflict(
    "own_access",
    "This is your own access. Another owner of the family, or the school, can change it.",
  );
}
