import { simpleParser } from "mailparser";
import { describe, expect, it } from "vitest";
import type { EmailMessage } from "../../worker/providers/email/email.ts";
import { toMime } from "../../worker/providers/email/mime.ts";

const FROM = "no-reply@mail.school.example";
const NOW = new Date(Date.UTC(2026, 10, 21, 18, 0, 0));
const message = (more: Partial<EmailMessage> = {}): EmailMessage => ({
  id: "crp_0123456789abcdef0123456789.acc_01m81t6mvh9x76jn04xab9qeds",
  to: "lucia@family.example",
  fromName: "Núñez & Söhne",
  replyTo: "office@school.example",
  subject: "Sommer 李: ½ price",
  text: "Hello Lucía\n\n.a line with a dot",
  html: "<p>Hello <b>Lucía</b></p>",
  isBulk: true,
  headers: {
    "List-Unsubscribe": "<https://app.example/m/acc/crp/sig/u>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
  attachments: [{ name: "plan ü.pdf", type: "application/pdf", contentBase64: btoa("%PDF-1.7 x") }],
  ...more,
});

describe("a mail of a campaign, read by an independent parser", () => {
  it("has all that a signature needs, both forms, its files and the way out in one click", async () => {
    const mail = await simpleParser(toMime(message(), FROM, NOW));
    expect(mail.from?.value[0]).toMatchObject({ address: FROM, name: "Núñez & Söhne" });
    expect(mail.replyTo?.value[0]?.address).toBe("office@school.example");
    expect(mail.messageId).toBe(`<${message().id}@mail.school.example>`);
    expect(mail.date?.getTime()).toBe(NOW.getTime());
    expect([mail.subject, mail.text?.trim(), mail.html]).toEqual([
      message().subject,
      message().text,
      message().html,
    ]);
    const list = mail.headers.get("list") as unknown as { unsubscribe: { url: string } };
    expect(list.unsubscribe.url).toBe("https://app.example/m/acc/crp/sig/u");
    expect(mail.headers.get("list-unsubscribe-post") ?? JSON.stringify(list)).toContain("One-Click");
    expect(mail.headers.get("precedence")).toBe("bulk");
    expect(mail.attachments).toMatchObject([{ filename: "plan ü.pdf", contentType: "application/pdf" }]);
    expect(mail.attachments[0]!.content.toString()).toBe("%PDF-1.7 x");
  });

  it.each([
    { subject: "Hi\r\nBcc: all@evil.example" },
    { fromName: "School\r\nBcc: all@evil.example" },
    { subject: "Hi\u2028Bcc: all@evil.example", text: "\r\n.\r\nMAIL FROM:<x@evil.example>" },
  ])("lets nothing into its headers: %j", async (more) => {
    const raw = toMime(message(more), FROM, NOW);
    const mail = await simpleParser(raw);
    expect(mail.bcc).toBeUndefined();
    expect(mail.to && "value" in mail.to && mail.to.value.map((one) => one.address)).toEqual([
      "lucia@family.example",
    ]);
    expect(raw.split("\r\n\r\n")[0]).not.toMatch(/^bcc:/im);
  });

  it.each([
    { to: "a@b.example>\r\nRCPT TO:<x@evil.example" },
    { replyTo: "a@b.example\r\nBcc: x@evil.example" },
    { headers: { "X-A": "1\r\nBcc: x@evil.example" } },
    { headers: { "X-A\r\nBcc": "x@evil.example" } },
  ])("is refused whole rather than sent with %j", (more) => {
    expect(() => toMime(message(more as Partial<EmailMessage>), FROM, NOW)).toThrow("refused");
  });
});
