import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { newId } from "../../../tenant-schema/ids.ts";
import { passwordResets } from "../../../tenant-schema/staff.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { hashToken, resetToken } from "./tokens.ts";

/** How long a link to choose a password works. */
const VALID_MS = { reset: 60 * 60_000, invitation: 7 * 86_400_000 } as const;

/** What the outbox carries: whose link, never the link itself. */
export const passwordLinkMail = z.object({
  template: z.literal("password-link"),
  kind: z.enum(["reset", "invitation"]),
  resetId: z.string(),
  staffId: z.string(),
});
export type PasswordLinkMail = z.infer<typeof passwordLinkMail>;

/** Adds a link with which somebody chooses a password, and the mail that carries it, to a change. */
export async function addPasswordLink(
  ctx: Context,
  change: Change,
  link: { readonly kind: PasswordLinkMail["kind"]; readonly staffId: string; readonly pepper: string },
): Promise<void> {
  const { kind, staffId, pepper } = link;
  const resetId = newId("passwordReset", ctx.nowMs);
  const tokenHash = await hashToken(await resetToken(pepper, ctx.account.id, resetId));
  change.also(sql`insert into ${passwordResets} (token_hash, staff_id, created_at, expires_at)
    values (${tokenHash}, ${staffId}, ${ctx.nowMs}, ${ctx.nowMs + VALID_MS[kind]})`);
  const payload: PasswordLinkMail = { template: "password-link", kind, resetId, staffId };
  change.effect({ topic: "mail", payload });
}
