import * as z from "zod/mini";
import { plainPage } from "../../edge/plain-page.ts";
import { NotFound } from "../../kernel/errors.ts";
import { releaseDelayed, textFromPhone } from "../../providers/sms/simulator/callbacks.ts";
import {
  CALLBACK_FAULTS,
  PhoneNetwork,
  type PhoneWorld,
  phoneAccounts,
  TEXT_FAULTS,
} from "../../providers/sms/simulator/world.ts";
import { accountsPage, networkPage, phonePage } from "./phone-pages.ts";

const count = z.pipe(z.string(), z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(1000))));
const faultsForm = z.object({
  texts: z.enum(["", ...TEXT_FAULTS]),
  callbacks: z.enum(["", ...CALLBACK_FAULTS]),
  left: count,
});
const number = z.string().check(z.trim(), z.regex(/^\+[1-9]\d{6,14}$/));
const textForm = z.object({
  from: number,
  body: z.string().check(z.maxLength(1600)),
  picture: z.optional(z.string()),
});

/** `/local/phones`: the phones of the people whom schools text, and what the network does with texts. */
export async function phonesRoom(request: Request, world: PhoneWorld): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [accountId, second, ...rest] = pathname.split("/").slice(3);
  if (!accountId) return accountsPage(await phoneAccounts(world));
  if (rest.length > 0 || !(await phoneAccounts(world)).includes(accountId)) throw new NotFound("page");
  const network = new PhoneNetwork(world, accountId);
  if (request.method === "POST") {
    const form = Object.fromEntries(new URLSearchParams(await request.text()));
    const back = await order(world, accountId, network, second ?? "", form).catch(notUnderstood);
    if (back instanceof Response) return back;
    return new Response(null, { status: 303, headers: { location: back } });
  }
  if (request.method !== "GET") throw new NotFound("page");
  if (!second) return networkPage(accountId, await network.texts(), await network.faults());
  return phonePage(accountId, decodeURIComponent(second), await network.texts(1000));
}

function notUnderstood(error: unknown): Response {
  if (!(error instanceof z.core.$ZodError)) throw error;
  const text = [
    "Write numbers as +13125550123, texts with at most 1,600 characters, then go back and send again.",
  ];
  return plainPage({ status: 422, title: "That was not understood", text });
}

async function order(
  world: PhoneWorld,
  accountId: string,
  network: PhoneNetwork,
  what: string,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const home = `/local/phones/${accountId}`;
  if (what === "faults") {
    const { texts, callbacks, left } = faultsForm.parse(form);
    await network.setFaults({
      texts: texts === "" ? null : { fault: texts, left },
      callbacks: callbacks === "" ? null : { fault: callbacks, left },
    });
    return home;
  }
  if (what === "release") {
    await releaseDelayed(world, accountId);
    return home;
  }
  if (what !== "text") throw new NotFound("page");
  const { from, body, picture } = textForm.parse(form);
  const mediaUrls = picture ? ["https://api.twilio.com/simulated-picture"] : [];
  await textFromPhone(world, accountId, { from, body, mediaUrls });
  return `${home}/${encodeURIComponent(from)}`;
}
