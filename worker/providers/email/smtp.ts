import { type EmailMessage, type EmailProvider, MailDelayed, MailRefused, MailUnclear } from "./email.ts";
import { plainAddress, toMime } from "./mime.ts";
import { type Reply, type Security, SmtpConversation } from "./smtp-conversation.ts";

const REPLY_TIMEOUT_MS = 30_000;
const PORTS: Readonly<Record<string, number>> = { "smtp:": 587, "smtps:": 465 };

interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly user: string;
  readonly password: string;
}

/**
 * Sent through a mail server, one connection a mail. `smtp:` demands STARTTLS and `smtps:` is encrypted from the
 * start; only an explicit `?tls=off` lets a password travel in the clear, for a server on the same machine.
 */
export function smtpEmail(
  url: string,
  fromAddress: string,
  options: { readonly timeoutMs?: number; readonly now?: () => number } = {},
): EmailProvider {
  const server = parseServer(url);
  const { timeoutMs = REPLY_TIMEOUT_MS, now = Date.now } = options;
  return {
    async send(message) {
      const conversation = new SmtpConversation(server, timeoutMs);
      try {
        await greet(conversation, server);
        await authenticate(conversation, server);
        await handOver(conversation, message, fromAddress, now());
      } finally {
        await conversation.close();
      }
    },
  };
}

function parseServer(text: string): Server {
  const url = new URL(text);
  const security =
    url.protocol === "smtps:" ? "tls" : url.searchParams.get("tls") === "off" ? "off" : "starttls";
  return {
    host: url.hostname,
    port: url.port === "" ? PORTS[url.protocol]! : Number(url.port),
    security,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

async function greet(conversation: SmtpConversation, server: Server): Promise<void> {
  expectCode(await conversation.hear(), 220, "did not greet");
  const capabilities = await hello(conversation);
  if (server.security !== "starttls") return;
  if (!/[ -]STARTTLS\b/i.test(capabilities))
    throw new MailDelayed("the mail server does not offer encryption");
  expectCode(await conversation.say("STARTTLS"), 220, "refused encryption");
  conversation.secure();
  await hello(conversation);
}

async function hello(conversation: SmtpConversation): Promise<string> {
  const reply = await conversation.say("EHLO chalkline.invalid");
  expectCode(reply, 250, "refused to talk");
  return reply.text;
}

async function authenticate(conversation: SmtpConversation, server: Server): Promise<void> {
  if (server.user === "") return;
  const secret = btoa(
    String.fromCharCode(...new TextEncoder().encode(`\0${server.user}\0${server.password}`)),
  );
  expectCode(await conversation.say(`AUTH PLAIN ${secret}`), 235, "did not accept our password");
}

async function handOver(
  conversation: SmtpConversation,
  message: EmailMessage,
  fromAddress: string,
  nowMs: number,
): Promise<void> {
  const mime = toMime(message, fromAddress, new Date(nowMs));
  accept(await conversation.say(`MAIL FROM:<${plainAddress(fromAddress)}>`));
  accept(await conversation.say(`RCPT TO:<${plainAddress(message.to)}>`), "recipient");
  accept(await conversation.say("DATA"));
  accept(await conversation.say(`${mime}.`).catch(unclear));
  // It has the mail; what it says to a goodbye no longer matters.
  await conversation.say("QUIT").catch(() => undefined);
}

/** About this mail, 5xx is a final no. @throws MailRefused, MailDelayed */
function accept({ code, text }: Reply, about?: "recipient"): void {
  const options = about === undefined ? {} : { about };
  if (code >= 500) throw new MailRefused(text, options);
  if (code >= 400) throw new MailDelayed(text, options);
}

/** The whole message left; whether it arrived, nobody said. */
function unclear(error: unknown): never {
  throw new MailUnclear(error instanceof Error ? error.message : String(error), { cause: error });
}

/** About us, even 5xx is our mistake to mend, not the mail's fault. @throws MailDelayed */
function expectCode({ code, text }: Reply, expected: number, complaint: string): void {
  if (code !== expected) throw new MailDelayed(`the mail server ${complaint}: ${text}`);
}
