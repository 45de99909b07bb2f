import type { Change } from "../../kernel/change.ts";
import type { Context, GuardianActor } from "../../kernel/context.ts";
import type { MailFacts, MailKey } from "../mail-templates/catalogue.ts";
import { mailsFamily } from "../mail-templates/portal-mail.ts";

/** Confirms to the guardian in writing what was done or asked for, in the same batch. */
export function confirmByMail<K extends MailKey>(
  change: Change,
  ctx: Context<GuardianActor>,
  key: K,
  facts: MailFacts<K>,
  /** The entry of a waitlist that it is about. */
  waitId?: string,
): void {
  const { familyId, id: loginId } = ctx.actor;
  const about = waitId === undefined ? {} : { waitId };
  mailsFamily(change, { key, familyId, loginId, page: "/account", facts, ...about });
}

/** What mails about one class say of it; what is not known is left out of the mail. */
export function classFacts(studentName: string, className: string, locationName = "") {
  return {
    "student.firstName": studentName,
    "class.name": className,
    "class.when": "",
    "class.location": locationName,
  };
}
