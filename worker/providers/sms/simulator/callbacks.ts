import { signatureOf, signedHeaders } from "../twilio/signature.ts";
import type { Hook } from "./hook.ts";
import { PhoneNetwork, type PhoneWorld, type SimulatedText } from "./world.ts";

type End = "delivered" | "undelivered";

/** Tells what becomes of a text: sent, then delivered (or not), as the account's callback fault has it. */
export async function tellProgress(
  world: PhoneWorld,
  accountId: string,
  text: SimulatedText,
  end: End,
): Promise<void> {
  const network = new PhoneNetwork(world, accountId);
  const fault = await network.takeFault("callbacks");
  const ended: SimulatedText = { ...text, status: end };
  await network.save(fault === "delay" ? { ...text, status: "sent" } : ended);
  const steps: ("sent" | End)[] = fault === "reorder" ? [end, "sent"] : ["sent", end];
  const told = fault === "drop" ? [] : fault === "delay" ? ["sent" as const] : steps;
  for (const status of fault === "duplicate" ? told.flatMap((step) => [step, step]) : told) {
    await tellStatus(world, accountId, text, status);
  }
}

/** Delivers what was held back. */
export async function releaseDelayed(world: PhoneWorld, accountId: string): Promise<void> {
  const network = new PhoneNetwork(world, accountId);
  for (const text of await network.texts()) {
    if (text.direction !== "out" || text.status !== "sent") continue;
    await network.save({ ...text, status: "delivered" });
    await tellStatus(world, accountId, text, "delivered");
  }
}

export async function tellStatus(
  world: PhoneWorld,
  accountId: string,
  { providerId, statusUrl, to, from }: SimulatedText,
  status: string,
): Promise<void> {
  const hook = await new PhoneNetwork(world, accountId).hook();
  if (!hook || statusUrl === null) return;
  const form = { MessageSid: providerId, MessageStatus: status, To: to, From: from };
  await post(world, hook, statusUrl, status === "undelivered" ? { ...form, ErrorCode: "30003" } : form);
}

/** A person texts the school from a phone. Null: nobody takes texts for the account. */
export async function textFromPhone(
  world: PhoneWorld,
  accountId: string,
  text: { readonly from: string; readonly body: string; readonly mediaUrls?: readonly string[] },
): Promise<{ readonly providerId: string; readonly status: number } | null> {
  const network = new PhoneNetwork(world, accountId);
  const hook = await network.hook();
  if (!hook) return null;
  const mediaUrls = text.mediaUrls ?? [];
  const providerId = newProviderId();
  const { from, body } = text;
  const facts = { providerId, from, body, to: hook.number, mediaUrls, createdAtMs: world.now() };
  await network.add({ ...facts, direction: "in", messageId: null, statusUrl: null, status: "received" });
  const status = await post(world, hook, hook.inboundUrl, {
    ...{ MessageSid: providerId, SmsStatus: "received", From: from, To: hook.number, Body: body },
    NumMedia: String(mediaUrls.length),
    ...Object.fromEntries(
      mediaUrls.flatMap((url, i) => [
        [`MediaUrl${i}`, url],
        [`MediaContentType${i}`, "image/png"],
      ]),
    ),
  });
  return { providerId, status };
}

export function newProviderId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `SM${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

async function post(
  world: PhoneWorld,
  hook: Hook,
  url: string,
  fields: Readonly<Record<string, string>>,
): Promise<number> {
  const form = new URLSearchParams({ AccountSid: hook.providerAccount, ...fields });
  const headers = signedHeaders(await signatureOf(hook.authToken, url, form));
  try {
    const answer = await world.post(new Request(url, { method: "POST", headers, body: form.toString() }));
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}
