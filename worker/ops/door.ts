import type { ControlActor } from "../../control-plane/control-audit.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { readBody } from "../edge/body.ts";
import { parse, parseJson } from "../edge/validate.ts";
import { NotFound } from "../kernel/errors.ts";
import type { Services } from "../services.ts";
import { changeAccount } from "./change-account.ts";
import { createAccount } from "./create-account.ts";
import { createEnterprise } from "./create-enterprise.ts";
import { createAccountInput, createEnterpriseInput } from "./schemas.ts";
import { setUp } from "./set-up.ts";

const MAX_BODY_BYTES = 20_000;

/**
 * The door of those who run the service: no browser, no session, one secret in a header. Without it, or while no secret
 * is set, nothing here exists.
 */
export async function opsDoor(services: Services, request: Request): Promise<Response> {
  if (!(await holdsToken(services, request)) || request.method !== "POST") throw new NotFound("page");
  const actor: ControlActor = { kind: "operator", id: "operator-token", requestId: newId("request") };
  const body = async () => parseJson(await readBody(request, MAX_BODY_BYTES));
  const [, room, accountId, act] = new URL(request.url).pathname.slice(1).split("/");
  if (room === "setup" && !accountId) return Response.json(await setUp(services, actor));
  if (room === "accounts" && !accountId) {
    const input = parse(createAccountInput, await body());
    return Response.json(await createAccount(services, input, actor), { status: 201 });
  }
  if (room === "enterprises" && !accountId) {
    const input = parse(createEnterpriseInput, await body());
    return Response.json(await createEnterprise(services, input, actor), { status: 201 });
  }
  if (room === "accounts" && accountId && act) {
    await changeAccount(services, accountId, act, await body(), actor);
    return Response.json({ accountId });
  }
  throw new NotFound("page");
}

/** Compared as hashes, so that how long it takes says nothing about the secret. */
async function holdsToken(services: Services, request: Request): Promise<boolean> {
  const expected = services.env.OPERATOR_TOKEN;
  const given = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!expected || !given) return false;
  const hash = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const [a, b] = await Promise.all([hash(expected), hash(given)]);
  return a.every((byte, i) => byte === b[i]);
}
