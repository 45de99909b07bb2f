import { type Context, requireRight } from "../../kernel/context.ts";

/** Whoever gives or takes a special discount decides a price, and needs the right to. @throws Forbidden */
export function requireDiscountRight(
  ctx: Context,
  wanted: string | null | undefined,
  present: string | null = null,
): void {
  if (wanted !== undefined && wanted !== present) requireRight(ctx, "billing_setup", "full");
}
