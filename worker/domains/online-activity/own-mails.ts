import type { Change } from "../../kernel/change.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import type { MailKey } from "../mail-templates/catalogue.ts";
import { mailsFamily, type NewPortalMail } from "../mail-templates/portal-mail.ts";

/** Confirms to the guardian in writing what was done or asked for, in the same batch. */
export function confirmByMail<K extends MailKey>(
  change: Change,
  ctx: Context<GuardianActor>,
  key: K,
  facts: NewPortalMail<K>["facts"],
  /** The entry of a waitlist, or the class, that it is about. */
  about: { readonly waitId?: string; readonly classId?: string } = {},
): void {
  const { familyId, id: loginId } = ctx.actor;
  mailsFamily(change, { key, familyId, loginId, page: "/account", facts, ...about });
}

/** What mails about one class say of it; when and where it meets is found when the mail goes out, by its id. */
export function classFacts(studentName: string, className: string) {
  return {
    "student.firstName": studentName,
    "class.name": className,
    "class.when": "",
    "class.location": "",
  };
}
