import type { IncomingMessage, ServerResponse } from "node:http";
import type { Connect, Plugin } from "vite";
import { type Failure, fail, me, problems, routes } from "./dev-mock-answers.ts";

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  try {
    for await (const chunk of request) text += chunk;
  } catch {
    // The page gave up on a request that it no longer needs.
  }
  return text ? JSON.parse(text) : {};
}

function answer(response: ServerResponse, result: unknown) {
  const failed = typeof result === "object" && result !== null && "failure" in result;
  const requestId = "req-7f3a91c2";
  const body = failed
    ? { type: "about:blank", requestId, status: (result as Failure).failure, ...result }
    : result;
  response.statusCode = failed ? (result as Failure).failure : 200;
  response.setHeader("content-type", failed ? "application/problem+json" : "application/json");
  response.setHeader("x-request-id", requestId);
  response.end(JSON.stringify(body));
}

const respond: Connect.NextHandleFunction = async (request, response, next) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const [, account = "", path = ""] = /^\/api\/office\/([^/]+)(\/.*)$/.exec(url.pathname) ?? [];
  if (!account) return next();
  const delayMs = Number(/delay=(\d+)/.exec(request.headers.referer ?? "")?.[1] ?? 20);
  await new Promise((resolve) => setTimeout(resolve, delayMs));
  const handler =
    routes[`${request.method} ${path}`] ??
    (() => (request.method === "GET" ? fail(404, "not_found", "Not found", `No ${path}`) : {}));
  if (account === "broken" && path === "/session") return answer(response, me);
  answer(response, problems[account] ?? handler({ url, body: await bodyOf(request) }));
};

/** Stands in for the Worker while a screen is being drawn (`MOCK=1`). Never part of a build. */
export function devMock(): Plugin {
  return {
    name: "chalkline-dev-mock",
    configureServer: (server) => void server.middlewares.use(respond),
    configurePreviewServer: (server) => void server.middlewares.use(respond),
  };
}
