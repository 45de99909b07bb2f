import { sql } from "drizzle-orm";
import { newId } from "../../../tenant-schema/ids.ts";
import { foldEmail } from "../../../tenant-schema/text.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context, FamilyRole } from "../../kernel/context.ts";
import type { Login } from "./login-queries.ts";

/** The log-in of an address, new unless there is one, with that password; the hash stays out of the audit. */
export function addLogin(
  ctx: Context,
  known: Login | null,
  email: string,
  phc: string | null,
): { readonly id: string; readonly add: (change: Change) => void } {
  const id = known?.id ?? newId("login", ctx.nowMs);
  return {
    id,
    add: (change) => {
      if (!known)
        change.insert("logins", { id, email, emailFolded: foldEmail(email), verifiedAt: ctx.nowMs });
      change.also(sql`update logins set phc = coalesce(${phc}, phc), verified_at = coalesce(verified_at, ${ctx.nowMs})
        where id = ${id}`);
    },
  };
}

interface Access {
  readonly loginId: string;
  readonly familyId: string;
  readonly guardianId: string | null;
  readonly role: FamilyRole;
}

/** Lets a log-in into a family. */
export function joinFamily(change: Change, nowMs: number, access: Access): void {
  const { loginId, familyId, guardianId, role } = access;
  change.insert("familyLogins", { id: newId("familyLogin", nowMs), loginId, familyId, guardianId, role });
}
