import { NotFound } from "../../kernel/errors.ts";
import { listAccounts } from "../../providers/payments/sandbox/store.ts";
import { type SandboxWorld, sandboxAccount } from "../../providers/payments/sandbox/world.ts";
import { doOrder } from "./control-orders.ts";
import { controlPage, overviewPage } from "./control-page.ts";
import { fieldsRoom } from "./fields-room.ts";
import { fieldsScript } from "./fields-script.ts";
import { tryFields } from "./try-fields.ts";

/** `/local/payments`: the sandbox processor's own pages, for payers (fields) and for whoever runs it (control). */
export async function paymentsRoom(request: Request, world: SandboxWorld): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [first, second, third, ...rest] = pathname.split("/").slice(3);
  if (rest.length > 0) throw new NotFound("page");
  if (first === "fields.js" && second === undefined) return fieldsScript();
  if (first === "fields") {
    if (!second || !third) throw new NotFound("page");
    return fieldsRoom(request, sandboxAccount(world, second), third);
  }
  if (first === "try-fields" && request.method === "POST") {
    return tryFields(world, new URLSearchParams(await request.text()));
  }
  if (!first) return overviewPage(await listAccounts(world.files));
  const known = await listAccounts(world.files);
  if (!known.includes(first) || third) throw new NotFound("page");
  const account = sandboxAccount(world, first);
  if (request.method === "POST" && second) {
    await doOrder(account, second, new URLSearchParams(await request.text()));
    return new Response(null, { status: 303, headers: { location: `/local/payments/${first}` } });
  }
  if (request.method !== "GET" || second) throw new NotFound("page");
  return controlPage(account);
}
