import * as z from "zod/mini";
import { escapeHtml, plainPage } from "../edge/plain-page.ts";
import { NotFound } from "../kernel/errors.ts";
import {
  findMail,
  listMail,
  MAIL_FAULTS,
  type MailMode,
  mailMode,
  type StoredMail,
  setMailMode,
} from "./mail-inbox.ts";

const MAX_SHOWN = 100;
const modeForm = z.object({
  fault: z.enum(["", ...MAIL_FAULTS]),
  left: z.pipe(z.string(), z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(1000)))),
});

/** `/local/mail`: what was sent, and what happens to what is sent next. */
export async function mailRoom(request: Request, files: R2Bucket): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, , , key, file] = pathname.split("/");
  if (key === "mode" && request.method === "POST") return chooseMode(request, files);
  if (request.method !== "GET") throw new NotFound("page");
  if (!key) return inboxPage(await listMail(files, MAX_SHOWN), await mailMode(files));
  const mail = await findMail(files, key);
  if (!mail) throw new NotFound("mail");
  return file === undefined ? mailPage(mail) : attachedFile(mail, Number(file));
}

function attachedFile(mail: StoredMail, position: number): Response {
  const file = mail.attachments?.[position];
  if (!file) throw new NotFound("file");
  const bytes = Uint8Array.from(atob(file.contentBase64), (character) => character.charCodeAt(0));
  return new Response(bytes, { headers: { "content-type": file.type } });
}

async function chooseMode(request: Request, files: R2Bucket): Promise<Response> {
  const form = new URLSearchParams(await request.text());
  const { fault, left } = modeForm.parse(Object.fromEntries(form));
  await setMailMode(files, fault === "" ? null : { fault, left });
  return new Response(null, { status: 303, headers: { location: "/local/mail" } });
}

function inboxPage(mails: readonly StoredMail[], mode: MailMode | null): Response {
  const rows = mails.map(
    (mail) => `<tr><td><a href="/local/mail/${escapeHtml(mail.key)}">${escapeHtml(mail.subject)}</a></td>
<td>${escapeHtml(mail.to)}</td><td>${escapeHtml(mail.fromName)}</td><td>${timeOf(mail)}</td></tr>`,
  );
  const table = `<table><thead><tr><th>Subject</th><th>To</th><th>From</th><th>Received</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>`;
  const options = MAIL_FAULTS.map(
    (fault) => `<option value="${fault}"${mode?.fault === fault ? " selected" : ""}>${fault}</option>`,
  );
  const form = `<form method="post" action="/local/mail/mode">
<label>The next mails are taken, or <select name="fault"><option value="">taken</option>${options.join("")}</select></label>
<label>How many <input name="left" type="number" min="1" max="1000" value="${mode?.left ?? 1}"></label>
<button>Set</button></form>`;
  const now = mode ? `The next ${mode.left} will ${mode.fault}.` : "Mails are taken as they come.";
  return plainPage({
    status: 200,
    title: "Local mail",
    text: ["Every mail that this local run sends ends here.", now],
    html: `${form}${mails.length > 0 ? table : "<p>Nothing was sent yet.</p>"}`,
  });
}

function mailPage(mail: StoredMail): Response {
  // Links open as they would from a mailbox; the HTML part is shown as its source.
  const text = escapeHtml(mail.text).replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
  const files = (mail.attachments ?? []).map(({ name }, i) => {
    return { href: `/local/mail/${mail.key}/${i}`, label: name };
  });
  return plainPage({
    status: 200,
    title: mail.subject,
    text: [`From ${mail.fromName} to ${mail.to}, ${timeOf(mail)}. Message ${mail.id}.`],
    html: `<pre>${text}</pre><details><summary>HTML part</summary><pre>${escapeHtml(mail.html)}</pre></details>`,
    links: [...files, { href: "/local/mail", label: "All mail" }],
  });
}

function timeOf(mail: StoredMail): string {
  return new Date(mail.receivedAtMs).toISOString().slice(0, 19).replace("T", " ");
}
