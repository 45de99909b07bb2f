import { type EmailAttachment, type EmailMessage, MailRefused } from "./email.ts";

const LINE_CHARACTERS = 76;
/** A call takes only so many arguments. */
const CHUNK_BYTES = 8_192;
const WORD_BYTES = 42;
const ADDRESS = /^[\x21-\x7e]+@[\x21-\x7e]+$/;

/** One address as SMTP may be given it. @throws MailRefused for one that needs an extension, or smuggles a line */
export function plainAddress(address: string): string {
  if (!ADDRESS.test(address) || /[<>(),;:\\"[\]]/.test(address)) {
    throw new MailRefused(`“${address}” is not an address that mail can be sent to`);
  }
  return address;
}

/** The message as it goes over the wire: every part in base64, which needs no escaping of any kind. */
export function toMime(message: EmailMessage, fromAddress: string, now: Date): string {
  const domain = fromAddress.split("@").at(-1);
  const headers = [
    `From: ${mailbox(message.fromName, fromAddress)}`,
    `To: <${plainAddress(message.to)}>`,
    ...(message.replyTo === null ? [] : [`Reply-To: <${plainAddress(message.replyTo)}>`]),
    `Subject: ${encodeText(message.subject)}`,
    `Date: ${now.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${message.id}@${domain}>`,
    message.isBulk ? "Precedence: bulk" : "Auto-Submitted: auto-generated",
    ...Object.entries(message.headers ?? {}).map(
      ([name, value]) => `${headerName(name)}: ${headerValue(value)}`,
    ),
    "MIME-Version: 1.0",
  ];
  const told = multipart("alternative", `=_${message.id}`, [
    textPart("text/plain", message.text),
    textPart("text/html", message.html),
  ]);
  const { attachments = [] } = message;
  const body =
    attachments.length === 0
      ? told
      : multipart("mixed", `=_${message.id}=files`, [told, ...attachments.map(filePart)]);
  return `${headers.join("\r\n")}\r\n${body}`;
}

/** @throws MailRefused for what is no header's name */
function headerName(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new MailRefused(`“${name}” is not the name of a header`);
  return name;
}

/** A value of plain letters on one line: an address in angle brackets must not be encoded. */
function headerValue(value: string): string {
  if (!/^[\x20-\x7e]*$/.test(value)) throw new MailRefused("a header carries what a header cannot carry");
  return value;
}

/** Parts, each with its headers, as one part with its header. */
function multipart(kind: string, boundary: string, parts: readonly string[]): string {
  const inner = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("");
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${inner}--${boundary}--\r\n`;
}

function textPart(type: string, body: string): string {
  return encodedPart([`Content-Type: ${type}; charset=utf-8`], toBase64(new TextEncoder().encode(body)));
}

function filePart({ name, type, contentBase64 }: EmailAttachment): string {
  // RFC 2231 lets a name have any letters.
  const fileName = `filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeMark)}`;
  const headers = [`Content-Type: ${type}`, `Content-Disposition: attachment; ${fileName}`];
  return encodedPart(headers, contentBase64);
}

const escapeMark = (mark: string) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

function encodedPart(headers: readonly string[], base64: string): string {
  const lines = base64.match(new RegExp(`.{1,${LINE_CHARACTERS}}`, "g")) ?? [];
  return [...headers, "Content-Transfer-Encoding: base64", "", ...lines].join("\r\n");
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

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES));
  return btoa(text);
}
