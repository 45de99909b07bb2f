import { Change } from "../../kernel/change.ts";
import { type Committed, commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { read } from "../../kernel/read.ts";
import { expectRow } from "../../kernel/records.ts";
import { addFamilyReset } from "../family-sessions/request-family-reset.ts";
import { accessRowQuery } from "./access-queries.ts";

/** Staff send somebody of a family a link to choose a password. */
export async function mailReset(
  ctx: Context,
  familyId: string,
  accessId: string,
  pepper: string,
): Promise<{ change: Committed }> {
  requireRight(ctx, "portal_access", "full");
  const { access } = await read(ctx, { access: accessRowQuery(familyId, accessId) });
  const { loginId } = expectRow(access, "access");
  const summary = "Mailed a link to choose a password for the family portal";
  const change = new Change(ctx, { action: "logins.mail_reset", summary, right: "portal_access" });
  await addFamilyReset(ctx, change, { loginId, language: "en", pepper });
  return { change: await commit(ctx, change) };
}
