import { isId } from "../../tenant-schema/ids.ts";
import { PREVIEW_PATH, signatureOf } from "../domains/campaigns/mail-links.ts";
import { followLink, noteOpened } from "../domains/campaigns/note-reading.ts";
import { type Unsubscribed, unsubscribe } from "../domains/campaigns/unsubscribe.ts";
import { systemContext } from "../jobs/system-context.ts";
import type { Context, SystemActor } from "../kernel/context.ts";
import { Limit, NotFound } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import { plainPage } from "./plain-page.ts";
import { addressOf } from "./request-facts.ts";
import type { RequestReport } from "./request-log.ts";

// One transparent point.
const PIXEL = Uint8Array.from(atob("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"), (letter) =>
  letter.charCodeAt(0),
);

/**
 * `/m/<account>/<recipient>/<signature>/…`: what somebody may do with one mail without signing in. `u`: unsubscribe, in one
 * click where it is posted (RFC 8058), behind a button where a person opens it; `o`: the mail was opened; `c/<n>`: a link.
 * The signature is all there is, so whatever is wrong with an address, there is no such page; and who stands before it is
 * a parent whose mail program cut the link, so it is said on a page.
 */
export async function mailDoor(
  services: Services,
  request: Request,
  parts: readonly string[],
  report: RequestReport,
): Promise<Response> {
  try {
    return await followMail(services, request, parts, report);
  } catch (error) {
    if (error instanceof NotFound) return brokenPage();
    if (error instanceof Limit) return busyPage(error);
    throw error;
  }
}

/** @throws NotFound, Limit */
async function followMail(
  services: Services,
  request: Request,
  [accountId = "", recipientId = "", signature = "", what = "", position = "", ...more]: readonly string[],
  report: RequestReport,
): Promise<Response> {
  if (`${accountId}/${recipientId}` === PREVIEW_PATH) return testPage();
  if (!isId("account", accountId) || !isId("campaignRecipient", recipientId) || more.length > 0)
    throw new NotFound("page");
  const expected = await signatureOf(services.env.PASSWORD_PEPPER, accountId, recipientId);
  if (!sameText(signature, expected)) return refuse(services, request);
  report.accountId = accountId;
  const ctx = await systemContext(services, accountId, report.requestId);
  const isPost = request.method === "POST";
  if (what === "u" && position === "") {
    if (!isPost) return askPage(ctx);
    const left = await unsubscribe(ctx, recipientId);
    return isOneClick(request) ? new Response(null, { status: 200 }) : donePage(ctx, left);
  }
  if (isPost) throw new NotFound("page");
  if (what === "o" && position === "") {
    services.waitUntil(noteOpened(ctx, recipientId), report.requestId);
    return new Response(PIXEL, { headers: { "content-type": "image/gif", "cache-control": "no-store" } });
  }
  if (what === "c" && /^\d{1,3}$/.test(position)) {
    const url = await followLink(ctx, recipientId, Number(position));
    if (url === null) throw new NotFound("page");
    return new Response(null, { status: 302, headers: { location: url, "cache-control": "no-store" } });
  }
  throw new NotFound("page");
}

/** A mail program posts a form of its own; a person's browser says that it came from a page. */
function isOneClick(request: Request): boolean {
  return request.headers.get("sec-fetch-mode") !== "navigate";
}

/** Where the way out of a test leads: it has no reader who could want no more. */
function testPage(): Response {
  return plainPage({
    status: 200,
    title: "This was only a test",
    text: [
      "In the mails that go out, this link lets a reader get no more advertisements. Nothing was changed.",
    ],
  });
}

function brokenPage(): Response {
  return plainPage({
    status: 404,
    title: "This link does not work",
    text: [
      "Part of it may be missing: go back to the mail, and press the link there or copy all of it.",
      "If you wanted no more advertisements, answer the mail and say so; nothing was changed here.",
    ],
  });
}

function busyPage(limit: Limit): Response {
  const page = plainPage({ status: 429, title: "Too many attempts", text: [limit.message] });
  page.headers.set("retry-after", "60");
  return page;
}

function askPage(ctx: Context<SystemActor>): Response {
  const name = ctx.account.displayName;
  return plainPage({
    status: 200,
    title: "No more advertisements?",
    text: [
      `${name} will no longer send you news and offers. What you must know of classes and payments still comes.`,
    ],
    html: `<form method="post"><button type="submit">Yes, no more advertisements</button></form>`,
    links: choices(ctx),
  });
}

function donePage(ctx: Context<SystemActor>, left: Unsubscribed): Response {
  return plainPage({
    status: 200,
    title: "Done",
    text: [
      left.address === null
        ? "You are not on the list."
        : `${ctx.account.displayName} sends no more advertisements to ${left.address}.`,
      "Changed your mind? Tell the school, or choose in the portal what you are told.",
    ],
    links: choices(ctx),
  });
}

const choices = (ctx: Context<SystemActor>) => [
  {
    href: `/portal/${encodeURIComponent(ctx.account.urlName)}/account/notifications`,
    label: "Choose in the portal what you are told",
  },
];

async function refuse(services: Services, request: Request): Promise<never> {
  const { success } = await services.env.LOGIN_LIMIT.limit({ key: `mail ${addressOf(request) ?? ""}` });
  if (success) throw new NotFound("page");
  throw new Limit("too_many_requests", "Too many wrong addresses. Wait a minute.", { retryAfterSeconds: 60 });
}

/** In the same time, however much of it is right. */
function sameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let different = 0;
  for (let i = 0; i < a.length; i++) different |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return different === 0;
}
