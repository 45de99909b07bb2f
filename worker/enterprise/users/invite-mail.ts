import { newId } from "../../../tenant-schema/ids.ts";
import { escapeHtml } from "../../edge/plain-page.ts";
import { logUnexpected } from "../../edge/request-log.ts";
import type { EnterpriseContext } from "../context.ts";

/** How long the link of an invitation can be used. */
export const INVITE_MS = 7 * 24 * 3_600_000;

interface Inviter extends Pick<EnterpriseContext, "services" | "request"> {
  readonly actor: Pick<EnterpriseContext["actor"], "name" | "email" | "enterpriseName">;
}

/** Mails the link. The invitation stands without it and can be sent again, so a mail server that is down stops nothing. */
export async function mailInvite(
  { services, actor, request }: Inviter,
  to: { readonly name: string; readonly email: string },
  token: string,
): Promise<boolean> {
  const link = `${services.env.PUBLIC_ORIGIN}/enterprise/join?invite=${token}`;
  const paragraphs = [
    `Hello ${to.name},`,
    `${actor.name} invites you to the enterprise portal of ${actor.enterpriseName}: its accounts in one place, with one sign-in.`,
    `Sign in with the Google or Microsoft account of ${to.email}; there is no password to choose.`,
  ];
  const after = "The link works once and for seven days. If you did not expect it, delete this mail.";
  try {
    await services.house.providers.email.send({
      id: newId("outbox"),
      to: to.email,
      fromName: actor.enterpriseName,
      replyTo: actor.email,
      subject: `Your access to the enterprise portal of ${actor.enterpriseName}`,
      text: [...paragraphs, link, after].join("\n\n"),
      html: [
        ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
        `<p><a href="${escapeHtml(link)}">Join the enterprise portal</a></p>`,
        `<p>${escapeHtml(after)}</p>`,
      ].join("\n"),
    });
    return true;
  } catch (error) {
    logUnexpected(request.id, error);
    return false;
  }
}
