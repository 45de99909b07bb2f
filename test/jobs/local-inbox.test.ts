import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { localInbox, type MailFault, setMailMode } from "../../worker/local/mail-inbox.ts";
import { mailRoom } from "../../worker/local/mail-pages.ts";
import { type EmailMessage, MailDelayed, MailRefused } from "../../worker/providers/email/email.ts";

const { FILES: files } = env as unknown as { FILES: R2Bucket };
let nowMs = Date.UTC(2026, 10, 21);
const inbox = localInbox(files, () => {
  nowMs += 1000;
  return nowMs;
});

const message = (id: string, more: Partial<EmailMessage> = {}): EmailMessage => ({
  id,
  to: "ann@example.org",
  fromName: "Lagoon",
  replyTo: null,
  subject: `Subject ${id}`,
  text: "See https://app.test/a/lagoon/reset-password#token and reply",
  html: "<p>See</p>",
  ...more,
});
const visit = async (path: string, init?: RequestInit) => {
  const answer = await mailRoom(new Request(`http://localhost${path}`, init), files);
  return { status: answer.status, text: await answer.text() };
};
const fail = (fault: MailFault, left = 1) => setMailMode(files, { fault, left });

describe("the local inbox", () => {
  it("keeps the files of a mail and hands them out", async () => {
    const file = { name: "Statement.pdf", type: "application/pdf", contentBase64: btoa("%PDF-1") };
    await inbox.send(message("m0", { subject: "With a file", attachments: [file] }));
    const [, path] = /href="(\/local\/mail\/\d[^"]+)">With a file/.exec((await visit("/local/mail")).text)!;
    expect((await visit(path!)).text).toContain(`<a href="${path}/0">Statement.pdf</a>`);
    expect((await visit(`${path}/0`)).text).toBe("%PDF-1");
    await expect(visit(`${path}/1`)).rejects.toMatchObject({ code: "not_found" });
  });

  it("keeps every mail, newest first, and shows it with its links", async () => {
    await inbox.send(message("m1"));
    await inbox.send(message("m2", { subject: "<b>Bold</b>" }));
    const { text } = await visit("/local/mail");
    expect(text.indexOf("&lt;b&gt;Bold")).toBeLessThan(text.indexOf("Subject m1"));
    expect(text).not.toContain("<b>Bold");
    const [, path] = /href="(\/local\/mail\/\d[^"]+)"/.exec(text)!;
    const mail = await visit(path!);
    expect(mail.text).toContain('<a href="https://app.test/a/lagoon/reset-password#token">');
    expect(mail.text).not.toMatch(/style=|<script/);
    await expect(visit("/local/mail/nothing")).rejects.toThrow();
  });

  it("can be told to decline, delay, duplicate and die, for so many mails", async () => {
    const count = async (id: string) => (await visit("/local/mail")).text.split(`Subject ${id}<`).length - 1;
    await fail("decline");
    await expect(inbox.send(message("a"))).rejects.toThrow(MailRefused);
    await fail("delay", 2);
    await expect(inbox.send(message("b"))).rejects.toThrow(MailDelayed);
    await expect(inbox.send(message("b"))).rejects.toThrow(MailDelayed);
    await inbox.send(message("b"));
    await fail("duplicate");
    await inbox.send(message("c"));
    await fail("die");
    await expect(inbox.send(message("d"))).rejects.toThrow(/told to die/);
    expect(await Promise.all(["a", "b", "c", "d"].map(count))).toEqual([0, 1, 2, 1]);
  });

  it("takes its orders from a form", async () => {
    const order = (body: string) =>
      visit("/local/mail/mode", {
        method: "POST",
        body,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    expect((await order("fault=delay&left=1")).status).toBe(303);
    expect((await visit("/local/mail")).text).toContain("The next 1 will delay.");
    await order("fault=&left=1");
    await inbox.send(message("e"));
  });
});
