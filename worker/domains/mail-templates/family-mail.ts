import type { Query } from "../../../control-plane/query.ts";
import type { Context } from "../../kernel/context.ts";
import type { EmailMessage } from "../../providers/email/email.ts";
import type { readerQuery } from "./portal-mail.ts";
import { portalLink } from "./render-mail.ts";

/** A mail to a family, whose log has it too. */
export type FamilyMail = Omit<EmailMessage, "id"> & { readonly familyId: string };

type Reader = ReturnType<typeof readerQuery> extends Query<infer Row> ? Row : never;

/** To whom and from whom; its sender need only bring the words. */
export function addressed(ctx: Context, familyId: string, { email, replyTo }: Reader) {
  return { familyId, to: email ?? "", fromName: ctx.account.displayName, replyTo };
}

/** What every mail knows of its reader, with the page of the portal that it leads to. */
export function greeting(ctx: Context, reader: Reader, publicOrigin: string, page: string) {
  return {
    "guardian.firstName": reader.firstName ?? reader.familyName,
    "family.name": reader.familyName,
    "portal.link": portalLink(publicOrigin, ctx, page),
  };
}
