import { type EmailMessage, MailRefused } from "./email.ts";

const LINE_BYTES = 57;
const WORD_BYTES = 42;
const ADDRESS = /^[\x21-\x7e]+@[\x21-\x7e]+$/;

/** One address as SMTP may be given it. @throws MailRefused for one that needs an extension, or smuggles a line */
export function plainAddress(address: string): string {
  if (!ADDRESS.test(address) || /[<>(),;:\\"[\]]/.test(address)) {
    throw new MailRefused(`“${address}” is not an address that mail can be sent to`);
  }
  return address;
}

/** The message as it goes over the wire: text and HTML, both in base64, which needs no escaping of any kind. */
export function toMime(message: EmailMessage, fromAddress: string, now: Date): string {
  const boundary = `=_${message.id}`;
  const domain = fromAddress.split("@").at(-1);
  const headers = [
    `From: ${mailbox(message.fromName, fromAddress)}`,
    `To: <${plainAddress(message.to)}>`,
    ...(message.replyTo === null ? [] : [`Reply-To: <${plainAddress(message.replyTo)}>`]),
    `Subject: ${encodeText(message.subject)}`,
    `Date: ${now.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${message.id}@${domain}>`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ];
  const part = (type: string, body: string) =>
    [
      `--${boundary}`,
      `Content-Type: ${type}; charset=utf-8`,
      "Content-Transfer-Encoding: base64",
      "",
      base64Lines(body),
    ].join("\r\n");
  const parts = [part("text/plain", message.text), part("text/html", message.html), `--${boundary}--`];
  return `${headers.join("\r\n")}\r\n\r\n${parts.join("\r\n")}\r\n`;
}

function mailbox(name: string, address: string): string {
  const shown = encodeText(name);
  return shown === "" ? `<${plainAddress(address)}>` : `${shown} <${plainAddress(address)}>`;
}

/** Header text as encoded words unless it is plain letters; a line break in it becomes a blank. */
function encodeText(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, " ").trim();
  if (/^[A-Za-z0-9 ]*$/.test(line) && line.length <= 60) return line;
  const words: string[] = [];
  let word = "";
  for (const character of line) {
    if (new TextEncoder().encode(word + character).length > WORD_BYTES) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?UTF-8?B?${toBase64(new TextEncoder().encode(part))}?=`).join("\r\n ");
}

function base64Lines(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += LINE_BYTES)
    lines.push(toBase64(bytes.subarray(at, at + LINE_BYTES)));
  return lines.join("\r\n");
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
