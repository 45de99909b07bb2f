import type { IdentityProvider } from "../../../control-plane/enterprise-schema.ts";
import { addressOf } from "../../edge/request-facts.ts";
import { logUnexpected, type RequestReport } from "../../edge/request-log.ts";
import { NotFound } from "../../kernel/errors.ts";
import type { IdentityProviderPort } from "../../providers/identity/identity.ts";
import type { Services } from "../../services.ts";
import type { EnterpriseVisitor } from "../context.ts";
import { enterpriseCookie, readEnterpriseCookie } from "../sessions/session-cookie.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { SignInRefused } from "./refused.ts";
import { safeReturn } from "./safe-return.ts";
import { startSignIn } from "./start-sign-in.ts";

const PAGE = "/enterprise/sign-in";

/** `/enterprise/sign-in/<provider>` begins, `/enterprise/sign-in/callback/<provider>` ends signing in. */
export async function signInDoor(
  services: Services,
  request: Request,
  report: RequestReport,
): Promise<Response> {
  const parts = new URL(request.url).pathname.split("/").slice(3);
  const isCallback = parts[0] === "callback";
  const provider = isCallback ? parts[1] : parts[0];
  if (provider !== "google" && provider !== "microsoft") throw new NotFound("page");
  const visitor: EnterpriseVisitor = {
    services,
    control: services.control,
    nowMs: services.house.now(),
    request: { id: report.requestId, ip: addressOf(request), via: "enterprise" },
    idempotency: null,
  };
  try {
    const port = services.house.identity[provider];
    if (!port) throw new SignInRefused("not_configured");
    return await (isCallback ? finish : start)(visitor, request, { provider, port });
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    // What the provider said is for us; the person is told what to do.
    if (error.cause !== undefined) logUnexpected(report.requestId, error.cause);
    const query = new URLSearchParams({ refused: error.code, ...(error.email ? { as: error.email } : {}) });
    return go(`${PAGE}?${query}`, [enterpriseCookie("flow", request, services.env, null)]);
  }
}

interface Way {
  readonly provider: IdentityProvider;
  readonly port: IdentityProviderPort;
}

async function start(visitor: EnterpriseVisitor, request: Request, way: Way): Promise<Response> {
  const { env } = visitor.services;
  const { success } = await env.LOGIN_LIMIT.limit({ key: `enterprise ${addressOf(request) ?? ""}` });
  if (!success) throw new SignInRefused("too_many");
  const search = new URL(request.url).searchParams;
  const { location, browser } = await startSignIn(visitor, {
    ...way,
    redirectUri: redirectUri(env.PUBLIC_ORIGIN, way.provider),
    returnTo: safeReturn(search.get("next")),
    invite: search.get("invite") || null,
  });
  return go(location, [enterpriseCookie("flow", request, env, browser)]);
}

async function finish(visitor: EnterpriseVisitor, request: Request, way: Way): Promise<Response> {
  const { env } = visitor.services;
  const search = new URL(request.url).searchParams;
  const [state, browser] = [search.get("state"), readEnterpriseCookie("flow", request, env)];
  if (!state || !browser) throw new SignInRefused("stale");
  const { token, returnTo } = await finishSignIn(visitor, {
    ...way,
    redirectUri: redirectUri(env.PUBLIC_ORIGIN, way.provider),
    state,
    browser,
    code: search.get("code"),
    userAgent: request.headers.get("user-agent"),
  });
  return go(returnTo, [
    enterpriseCookie("session", request, env, token),
    enterpriseCookie("flow", request, env, null),
  ]);
}

/** What is registered at the provider, for each of the two. */
function redirectUri(origin: string, provider: IdentityProvider): string {
  return `${origin}${PAGE}/callback/${provider}`;
}

function go(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
