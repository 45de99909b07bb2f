import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { creditsFor, measureText, wordOf } from "../../worker/domains/texts/schemas.ts";
import type { TextAccess } from "../../worker/providers/sms/sms.ts";
import { twilioProvider } from "../../worker/providers/sms/twilio/twilio.ts";
import { twilioWebhooks } from "../../worker/providers/sms/twilio/webhooks.ts";

const SID = `AC${"0".repeat(32)}`;
const TOKEN = "a token of thirty-two characters";
const access: TextAccess = {
  accountId: "acc_1",
  kind: "twilio",
  providerAccount: SID,
  authToken: TOKEN,
  messagingService: null,
  fromNumber: "+13125550100",
};
const text = {
  messageId: "msg_1",
  to: "+13125550199",
  body: "Größe & Preis: 5 € + 10 %? “Ja” 🙂\nBis später = gut",
  mediaUrls: ["https://app.test/webhooks/sms-media/a/b/1/x", "https://app.test/webhooks/sms-media/a/b/2/y"],
  statusUrl: "https://app.test/webhooks/sms/abc/status/msg_1",
};

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly authorization: string;
  readonly contentType: string;
  readonly form: readonly (readonly [string, string])[];
}

/** What the vendor's own library sends for the same. */
async function libraryRequest(from: Partial<TextAccess>): Promise<Asked> {
  let asked: Asked | undefined;
  const httpClient = {
    async request(options: {
      uri: string;
      method: string;
      headers: Record<string, string>;
      username: string;
      password: string;
      data: Record<string, string | string[]>;
    }) {
      const { username, password } = options;
      asked = {
        url: options.uri,
        method: options.method.toUpperCase(),
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
        contentType: options.headers["Content-Type"]!,
        form: Object.entries(options.data).flatMap(([name, value]) =>
          [value].flat().map((one) => [name, one] as const),
        ),
      };
      return { statusCode: 201, body: JSON.stringify({ sid: "SM1", status: "queued" }) };
    },
  };
  const client = twilio(SID, TOKEN, { httpClient: httpClient as never });
  await client.messages.create({
    to: text.to,
    body: text.body,
    mediaUrl: [...text.mediaUrls],
    statusCallback: text.statusUrl,
    ...(from.messagingService
      ? { messagingServiceSid: from.messagingService }
      : { from: access.fromNumber! }),
  });
  return asked!;
}

async function ourRequest(from: Partial<TextAccess>): Promise<Asked> {
  let asked: Asked | undefined;
  const provider = twilioProvider({ ...access, ...from }, async (url, init) => {
    const headers = new Headers(init.headers);
    asked = {
      url,
      method: init.method!,
      authorization: headers.get("authorization")!,
      contentType: headers.get("content-type")!,
      form: [...new URLSearchParams(init.body as string)],
    };
    return Response.json({ sid: "SM1", status: "queued" }, { status: 201 });
  });
  expect(await provider.send(text)).toEqual({ outcome: "taken", providerId: "SM1" });
  return asked!;
}

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  twilioProvider(access, async () => Response.json(body, { status, headers }));

describe("Twilio", () => {
  it.each([{}, { messagingService: "MG1", fromNumber: null }])(
    "is asked as its own library asks: %o",
    async (from) => {
      expect(await ourRequest(from)).toEqual(await libraryRequest(from));
    },
  );

  it("says what became of it in few words", async () => {
    expect(await answering(400, { code: 21610, message: "x" }).send(text)).toMatchObject({
      outcome: "refused",
      reason: "stopped",
    });
    expect(await answering(401, {}).send(text)).toMatchObject({
      outcome: "refused",
      reason: "not_permitted",
    });
    expect(await answering(429, {}, { "retry-after": "7" }).send(text)).toEqual({
      outcome: "busy",
      afterMs: 7000,
    });
    expect(await answering(503, {}).send(text)).toEqual({ outcome: "provider_down" });
    expect(await answering(201, {}).send(text)).toEqual({ outcome: "provider_down" });
    const dead = twilioProvider(access, () => Promise.reject(new Error("reset")));
    expect(await dead.send(text)).toEqual({ outcome: "provider_down" });
  });

  it("lists what went out lately", async () => {
    const one = {
      ...{ sid: "SM2", to: text.to, body: "Hi", status: "undelivered", direction: "outbound-api" },
      ...{ date_created: "Sat, 21 Nov 2026 18:00:00 +0000", error_code: 30005, error_message: "Unknown" },
    };
    const provider = answering(200, { messages: [one, { ...one, direction: "inbound" }] });
    const at = Date.UTC(2026, 10, 21, 18);
    expect(await provider.recentTo({ to: text.to, sinceMs: at })).toMatchObject({
      texts: [{ providerId: "SM2", status: "undelivered", createdAtMs: at, trouble: { code: "30005" } }],
    });
    expect(await provider.recentTo({ to: text.to, sinceMs: at + 1 })).toMatchObject({ texts: [] });
    expect(await provider.fetchMedia("https://evil.example/x")).toEqual({ outcome: "gone" });
    expect(await provider.fetchMedia("http://api.twilio.com/x")).toEqual({ outcome: "gone" });
  });

  it("is believed when its own function signed, and not otherwise", async () => {
    const reader = twilioWebhooks(TOKEN);
    const url = "https://app.test/webhooks/sms/abc";
    const fields = {
      ...{
        MessageSid: "SM3",
        AccountSid: SID,
        SmsStatus: "received",
        From: "+13125550123",
        To: "+13125550100",
      },
      ...{
        Body: "Grüße & <Küsse> 🙂 +100%",
        NumMedia: "1",
        MediaUrl0: "https://api.twilio.com/m",
        Zebra: "",
        a: "b",
      },
    };
    const signed = (at: string, token = TOKEN) =>
      new Headers({ "x-twilio-signature": twilio.getExpectedTwilioSignature(token, at, fields) });
    const form = new URLSearchParams(fields);
    for (const at of [url, `${url.replace("app.test", "app.test:443")}`]) {
      expect(await reader.read({ url, form, headers: signed(at) })).toMatchObject({
        reading: "inbound",
        body: fields.Body,
        media: [{ url: "https://api.twilio.com/m" }],
      });
    }
    const forged = [new Headers(), signed(url, "another token"), signed(`${url}x`)];
    for (const headers of forged)
      expect(await reader.read({ url, form, headers })).toEqual({ reading: "forged" });
    form.set("Body", "Send money");
    expect(await reader.read({ url, form, headers: signed(url) })).toEqual({ reading: "forged" });
  });
});

describe("the length of a text", () => {
  it.each([
    ["", "gsm7", 0],
    ["a".repeat(160), "gsm7", 1],
    ["a".repeat(161), "gsm7", 2],
    ["a".repeat(306), "gsm7", 2],
    ["a".repeat(307), "gsm7", 3],
    ["€".repeat(80), "gsm7", 1],
    ["€".repeat(81), "gsm7", 2],
    [`${"a".repeat(152)}€${"a".repeat(153)}`, "gsm7", 3],
    ["ç", "ucs2", 1],
    ["Ç", "gsm7", 1],
    ["ñ".repeat(160), "gsm7", 1],
    ["ł".repeat(70), "ucs2", 1],
    ["ł".repeat(71), "ucs2", 2],
    [`${"ł".repeat(66)}🙂${"ł".repeat(66)}`, "ucs2", 3],
    ["🙂".repeat(35), "ucs2", 1],
    ["🙂".repeat(36), "ucs2", 2],
  ] as const)("%#: %s in %i", (text, encoding, segments) => {
    expect(measureText(text)).toMatchObject({ encoding, segments });
  });

  it("costs a credit a segment, and three with a picture", () => {
    expect([creditsFor(1, 0), creditsFor(4, 0), creditsFor(0, 1), creditsFor(4, 2)]).toEqual([1, 4, 3, 4]);
  });

  it("knows the words of carriers, and sentences from them", () => {
    expect(["STOP", " stop. ", "Unsubscribe", "Opt-out", "start", "HELP!"].map(wordOf)).toEqual([
      ...["stop", "stop", "stop", "stop", "start", "help"],
    ]);
    expect(["Stop by on Monday", "I need help", "", "Let's start"].map(wordOf)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
