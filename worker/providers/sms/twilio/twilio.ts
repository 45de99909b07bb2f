import type {
  OutgoingText,
  ReadOutcome,
  RecentOutcome,
  RecentSought,
  SendOutcome,
  TextAccess,
  TextAtProvider,
  TextProvider,
} from "../sms.ts";
import { troubleOf } from "../trouble.ts";
import { bodyOf, DOWN, type ErrorBody, refusalOf } from "./answers.ts";
import { connectInbound } from "./connect.ts";
import { fetchMedia } from "./media.ts";
import { statusOf } from "./statuses.ts";

const API = "https://api.twilio.com/2010-04-01";
/** A text is a small thing: who has not answered by then may have taken it or not. */
const TIMEOUT_MS = 15_000;
const PAGE_SIZE = 50;
const BUSY_MS = 5_000;

interface MessageBody {
  readonly sid?: string;
  readonly to?: string;
  readonly body?: string;
  readonly status?: string;
  readonly direction?: string;
  readonly date_created?: string;
  readonly error_code?: number | null;
  readonly error_message?: string | null;
}

/** How requests leave; a test puts its own in place. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Twilio's Messages, with the school's own account. `ask` ends up at the network. */
export function twilioProvider(
  access: TextAccess,
  ask: Fetch = (url, init) => fetch(url, init),
): TextProvider {
  const account = `${API}/Accounts/${access.providerAccount}`;
  const call = async (url: string, form?: URLSearchParams): Promise<Response | null> => {
    try {
      return await ask(url, {
        method: form ? "POST" : "GET",
        headers: { authorization: basic(access), accept: "application/json", ...(form ? FORM : {}) },
        ...(form ? { body: form.toString() } : {}),
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      return null;
    }
  };
  return {
    kind: "twilio",
    send: async (text) => sendOutcome(await call(`${account}/Messages.json`, formOf(access, text))),
    recentTo: async (sought) => {
      const query = new URLSearchParams({ To: sought.to, PageSize: String(PAGE_SIZE) });
      return recentOutcome(await call(`${account}/Messages.json?${query}`), sought);
    },
    read: async (providerId) =>
      readOutcome(await call(`${account}/Messages/${encodeURIComponent(providerId)}.json`)),
    fetchMedia: (url) => fetchMedia(url, call),
    connect: (inboundUrl) => connectInbound(access, account, inboundUrl, call),
  };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

function basic({ providerAccount, authToken }: TextAccess): string {
  return `Basic ${btoa(`${providerAccount}:${authToken}`)}`;
}

/** The fields in the order in which the provider's own library writes them. */
export function formOf(access: TextAccess, text: OutgoingText): URLSearchParams {
  const form = new URLSearchParams({ To: text.to, StatusCallback: text.statusUrl });
  if (access.fromNumber !== null) form.set("From", access.fromNumber);
  if (access.messagingService !== null) form.set("MessagingServiceSid", access.messagingService);
  form.set("Body", text.body);
  for (const url of text.mediaUrls) form.append("MediaUrl", url);
  return form;
}

async function sendOutcome(answer: Response | null): Promise<SendOutcome> {
  if (!answer || answer.status >= 500) return DOWN;
  if (answer.status === 429) return { outcome: "busy", afterMs: retryAfterMs(answer) };
  const body = await bodyOf<MessageBody & ErrorBody>(answer);
  if (answer.ok) return body?.sid ? { outcome: "taken", providerId: body.sid } : DOWN;
  return refusalOf(answer.status, body);
}

async function recentOutcome(answer: Response | null, sought: RecentSought): Promise<RecentOutcome> {
  if (!answer || answer.status >= 500 || answer.status === 429) return DOWN;
  if (!answer.ok) return refusalOf(answer.status, await bodyOf<ErrorBody>(answer));
  const body = await bodyOf<{ messages?: readonly MessageBody[] }>(answer);
  if (!body?.messages) return DOWN;
  const texts = body.messages
    .filter(({ direction }) => direction?.startsWith("outbound"))
    .flatMap((message) => atProvider(message) ?? [])
    .filter(({ createdAtMs }) => createdAtMs >= sought.sinceMs);
  return { outcome: "listed", texts };
}

async function readOutcome(answer: Response | null): Promise<ReadOutcome> {
  if (answer?.status === 404) return { outcome: "not_found" };
  const text = answer?.ok ? atProvider((await bodyOf<MessageBody>(answer)) ?? {}) : null;
  return text ? { outcome: "found", text } : DOWN;
}

function atProvider(message: MessageBody): TextAtProvider | null {
  const status = statusOf(message.status ?? "");
  const createdAtMs = Date.parse(message.date_created ?? "");
  if (!message.sid || status === null || Number.isNaN(createdAtMs)) return null;
  const code = message.error_code;
  return {
    providerId: message.sid,
    to: message.to ?? "",
    body: message.body ?? "",
    status,
    trouble: code ? troubleOf(String(code), message.error_message ?? null) : null,
    createdAtMs,
    messageId: null,
  };
}

function retryAfterMs(answer: Response): number {
  const seconds = Number(answer.headers.get("retry-after"));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : BUSY_MS;
}
