import { openTenant } from "../../../control-plane/open-tenant.ts";
import { newMeter } from "../../../control-plane/tenant-database.ts";
import { sessionCookie } from "../../domains/staff-sessions/session-cookie.ts";
import { plainPage } from "../../edge/plain-page.ts";
import { isExpected, toProblem } from "../../edge/problem.ts";
import { addressOf } from "../../edge/request-facts.ts";
import type { RequestReport } from "../../edge/request-log.ts";
import { openDeps, type Services } from "../../services.ts";
import type { EnterpriseVisitor } from "../context.ts";
import { readEnterpriseCookie } from "../sessions/session-cookie.ts";
import { type UsedHandoff, useHandoff } from "./use-handoff.ts";

/** `/a/<account>/enterprise-entry?token=…`: goes into an account's office as an enterprise user. */
export async function entryPage(
  services: Services,
  request: Request,
  accountName: string,
  report: RequestReport,
): Promise<Response> {
  const { env } = services;
  const visitor: EnterpriseVisitor = {
    services,
    control: services.control,
    nowMs: services.house.now(),
    request: { id: report.requestId, ip: addressOf(request), via: "enterprise" },
    idempotency: null,
  };
  const token = new URL(request.url).searchParams.get("token");
  const sessionToken = readEnterpriseCookie("session", request, env);
  try {
    const opened = await openTenant(openDeps(services), { urlName: accountName }, newMeter());
    report.accountId = opened.account.id;
    const asked = { token: token ?? "", sessionToken: sessionToken ?? "", userAgent: userAgentOf(request) };
    const used = token && sessionToken ? await useHandoff(visitor, opened, asked) : null;
    if (!used) return refused();
    const { id: accountId, urlName } = opened.account;
    const cookie = sessionCookie(
      request,
      { portal: "office", accountId, environment: env.ENVIRONMENT },
      used.token,
    );
    return new Response(null, {
      status: 303,
      headers: { location: into(urlName, used), "set-cookie": cookie },
    });
  } catch (error) {
    if (!isExpected(error)) throw error;
    const { status, title, detail } = toProblem(error, report.requestId);
    return plainPage({ status, title, text: [detail], links: [BACK] });
  }
}

const BACK = { href: "/enterprise/accounts", label: "Back to the enterprise portal" };

function into(urlName: string, { path }: UsedHandoff): string {
  return `/a/${urlName}${path === "/" ? "" : path}`;
}

function userAgentOf(request: Request): string | null {
  return request.headers.get("user-agent");
}

function refused(): Response {
  return plainPage({
    status: 403,
    title: "This way into the account is no longer open",
    text: [
      "It can be used once, within a minute, in the browser it was made in.",
      "Go back to the enterprise portal and choose the key of the account again.",
    ],
    links: [BACK],
  });
}
