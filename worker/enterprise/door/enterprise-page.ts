import { openControl } from "../../../control-plane/control-database.ts";
import { newMeter } from "../../../control-plane/tenant-database.ts";
import { portalHtml } from "../../edge/portal-html.ts";
import { isExpected, toProblem } from "../../edge/problem.ts";
import { ReadGate } from "../../edge/read-gate.ts";
import { addressOf } from "../../edge/request-facts.ts";
import type { RequestReport } from "../../edge/request-log.ts";
import { SessionEnded } from "../../kernel/errors.ts";
import type { Services } from "../../services.ts";
import type { EnterpriseContext, EnterpriseVisitor } from "../context.ts";
import { admit } from "./admit.ts";
import { dispatchEnterprise } from "./enterprise-door.ts";
import { enterpriseFirstData, isOpenPage } from "./first-data.ts";

const DOCUMENT = "/enterprise/index.html";

/** `/enterprise/…`: the portal's one document, with the first answers of the page already in it. */
export async function enterprisePage(
  services: Services,
  request: Request,
  report: RequestReport,
): Promise<Response> {
  const url = new URL(request.url);
  const page = url.pathname.slice("/enterprise".length).replace(/\/+$/, "") || "/";
  const meter = newMeter();
  const gate = new ReadGate(meter);
  const visitor: EnterpriseVisitor = {
    services,
    control: openControl(services.env.CONTROL, meter, (engine) => gate.wrap(engine)),
    nowMs: services.house.now(),
    request: { id: report.requestId, ip: addressOf(request), via: "enterprise" },
    idempotency: null,
  };
  const answer = (data: Readonly<Record<string, unknown>>, status = 200) =>
    portalHtml({ services, request, document: DOCUMENT, data, status, path: page });
  try {
    const ctx = await admit(visitor, request);
    report.actorId = ctx.actor.id;
    report.meter = meter;
    if (page === "/sign-in") return redirect("/enterprise/");
    const paths = enterpriseFirstData(page, url.searchParams);
    const answers = await gate.together(paths.map((path) => () => answerOf(ctx, request, path)));
    // What could not be answered here the page asks for itself, and shows why not.
    const found = answers.flatMap((one, i) => (one.status === "fulfilled" ? [[paths[i], one.value]] : []));
    return await answer(Object.fromEntries(found));
  } catch (error) {
    if (error instanceof SessionEnded) {
      if (isOpenPage(page)) return answer({});
      const next = `${url.pathname}${url.search}`;
      return redirect(`/enterprise/sign-in?next=${encodeURIComponent(next)}`);
    }
    if (!isExpected(error)) throw error;
    const problem = toProblem(error, report.requestId);
    return answer({ problem }, problem.status);
  }
}

async function answerOf(ctx: EnterpriseContext, request: Request, path: string): Promise<unknown> {
  const { actor: _, ...visitor } = ctx;
  const url = new URL(`/api/enterprise${path}`, request.url);
  const headers = { "accept-language": request.headers.get("accept-language") ?? "" };
  const visit = { body: new Uint8Array(), visitor, ctx };
  const response = await dispatchEnterprise(new Request(url, { headers }), visit);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}
