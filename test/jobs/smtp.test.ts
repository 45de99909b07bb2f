import { describe, expect, inject, it } from "vitest";
import { type EmailMessage, MailDelayed, MailRefused } from "../../worker/providers/email/email.ts";
import { toBase64, toMime } from "../../worker/providers/email/mime.ts";
import { smtpEmail } from "../../worker/providers/email/smtp.ts";

const { ports, mailbox } = inject("smtp");
const CREDENTIALS = "school:p%40ss%3Aword";
const FROM = "no-reply@chalkline.example";
/** For a server that hangs; every other reply may take as long as the machine needs. */
const SHORT_MS = 700;
const TIMEOUT_MS = 20_000;
let made = 0;

const message = (to: string, more: Partial<EmailMessage> = {}): EmailMessage => {
  made += 1;
  return {
    id: `out_smtp${made}`,
    to,
    fromName: "Lagoon Swim School",
    replyTo: null,
    subject: "Hello",
    text: "Plain words",
    html: "<p>Plain words</p>",
    ...more,
  };
};

interface Taken {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

const mailOf = async (id: string): Promise<Taken[]> => {
  const { mails } = (await (await fetch(mailbox)).json()) as { mails: Taken[] };
  return mails.filter(({ raw }) => raw.includes(`<${id}@`));
};
const provider = (url: string, timeoutMs = TIMEOUT_MS) => smtpEmail(url, FROM, { timeoutMs });
const plain = (credentials = CREDENTIALS, timeoutMs = TIMEOUT_MS) =>
  provider(`smtp://${credentials}@127.0.0.1:${ports.plain}?tls=off`, timeoutMs);
/** What a base64 part says. */
const bodies = (raw: string) =>
  [...raw.matchAll(/base64\r\n\r\n([A-Za-z0-9+/=\r\n]+?)\r\n--/g)].map(([, text]) =>
    new TextDecoder().decode(Uint8Array.from(atob(text!.replace(/\s/g, "")), (c) => c.charCodeAt(0))),
  );

describe("mail over SMTP", () => {
  it("is taken by a real server, whole, whatever is in it", async () => {
    const text = `.\r\nA line that begins with a dot, and 李 Núñez\n${"long ".repeat(400)}\nFrom here`;
    const mail = message("ann@example.org", {
      text,
      fromName: "Núñez & Söhne",
      subject: `Ein sehr langer Betreff über die Öffnungszeiten ${"und so weiter ".repeat(8)}`,
      replyTo: "office@lagoon.example",
    });
    await plain().send(mail);
    const [taken] = await mailOf(mail.id);
    expect(taken).toMatchObject({ from: FROM, to: ["ann@example.org"] });
    expect(bodies(taken!.raw)).toEqual([text, mail.html]);
    expect(taken!.raw).toContain("Reply-To: <office@lagoon.example>");
    expect(Math.max(...taken!.raw.split("\r\n").map(({ length }) => length))).toBeLessThanOrEqual(78);
    const subject = /^Subject: (.*(?:\r\n .*)*)/m.exec(taken!.raw)![1]!;
    const words = [...subject.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)].map(([, word]) =>
      new TextDecoder().decode(Uint8Array.from(atob(word!), (c) => c.charCodeAt(0))),
    );
    expect(words.join("")).toBe(mail.subject.trim());
  });

  it("is refused for good by 5xx, and later by 4xx", async () => {
    await expect(plain().send(message("refuse@example.org"))).rejects.toThrow(MailRefused);
    await expect(plain().send(message("refuse@example.org"))).rejects.toThrow(/550 no such user/);
    await expect(plain().send(message("later@example.org"))).rejects.toThrow(MailDelayed);
  });

  it("waits for nobody forever", async () => {
    const startedAt = performance.now();
    await expect(plain(CREDENTIALS, SHORT_MS).send(message("hang@example.org"))).rejects.toThrow(
      /did not answer within 700 ms/,
    );
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    await expect(
      provider(`smtp://127.0.0.1:${ports.tls}?tls=off`, SHORT_MS).send(message("a@example.org")),
    ).rejects.toThrow(MailDelayed);
  });

  it("is tried again when the connection breaks or nobody listens", async () => {
    await expect(plain().send(message("drop@example.org"))).rejects.toThrow(MailDelayed);
    await expect(provider("smtp://127.0.0.1:1?tls=off").send(message("a@example.org"))).rejects.toThrow(
      MailDelayed,
    );
  });

  it("blames a wrong password of ours not on the mail", async () => {
    await expect(plain("school:wrong").send(message("a@example.org"))).rejects.toThrow(MailDelayed);
  });

  it("keeps the password to itself where there is no encryption, or none that can be trusted", async () => {
    const before = ((await (await fetch(mailbox)).json()) as { logins: unknown[] }).logins.length;
    const unencrypted = provider(`smtp://${CREDENTIALS}@127.0.0.1:${ports.plain}`);
    await expect(unencrypted.send(message("a@example.org"))).rejects.toThrow(/does not offer encryption/);
    // The certificates of these two servers are signed by nobody.
    for (const url of [
      `smtp://${CREDENTIALS}@127.0.0.1:${ports.starttls}`,
      `smtps://${CREDENTIALS}@127.0.0.1:${ports.tls}`,
    ]) {
      await expect(provider(url).send(message("a@example.org"))).rejects.toThrow(MailDelayed);
    }
    const after = ((await (await fetch(mailbox)).json()) as { logins: unknown[] }).logins.length;
    expect(after).toBe(before);
  });

  it.each([
    "a@example.org\r\nBcc: b@example.org",
    "a b@example.org",
    "<a@example.org>",
    "josé@example.org",
    "nobody",
  ])("refuses %j as an address", async (to) => {
    await expect(plain().send(message(to))).rejects.toThrow(MailRefused);
  });

  it("lets no name smuggle a header in", () => {
    const mime = toMime(
      message("a@example.org", { fromName: "School\r\nBcc: b@example.org", subject: "Hi\nX-Evil: 1" }),
      FROM,
      new Date(0),
    );
    const head = mime.split("\r\n\r\n")[0]!;
    expect(head).not.toMatch(/^(Bcc|X-Evil):/im);
    expect(head).toContain("Date: Thu, 01 Jan 1970 00:00:00 +0000");
  });

  it("carries files beside its text, whatever their names are", () => {
    const bytes = Uint8Array.from({ length: 30_000 }, (_, i) => i % 251);
    const name = "Zoë's (1)\r\nX-Evil: 1.pdf";
    const attachments = [{ name, type: "application/pdf", contentBase64: toBase64(bytes) }];
    const mime = toMime(message("a@example.org", { attachments }), FROM, new Date(0));
    expect(mime.split("\r\n").every((line) => line.length <= 200)).toBe(true);
    expect(mime).not.toMatch(/^X-Evil:/m);
    const boundary = /multipart\/mixed; boundary="([^"]+)"/.exec(mime)![1];
    const [, told, file, end] = mime.split(`--${boundary}`);
    expect(end).toBe("--\r\n");
    expect(told).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
    expect(file).toContain("filename*=UTF-8''Zo%C3%AB%27s%20%281%29%0D%0AX-Evil%3A%201.pdf");
    const body = file!.split("\r\n\r\n")[1]!.replaceAll("\r\n", "");
    expect(Uint8Array.from(atob(body), (one) => one.charCodeAt(0))).toEqual(bytes);
  });
});
