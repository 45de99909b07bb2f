import type { InboundText, TextReading, TextWebhooks } from "../sms.ts";
import { troubleOf } from "../trouble.ts";
import { isSigned } from "./signature.ts";
import { statusOf } from "./statuses.ts";

const MAX_MEDIA = 10;

/** What the provider calls us with. A field that we do not know is none of our business. */
export function twilioWebhooks(authToken: string): TextWebhooks {
  return {
    async read({ url, form, headers }): Promise<TextReading> {
      if (!(await isSigned(authToken, url, form, headers))) return { reading: "forged" };
      const providerId = form.get("MessageSid") ?? form.get("SmsSid");
      const providerAccount = form.get("AccountSid") ?? "";
      const status = form.get("MessageStatus") ?? form.get("SmsStatus");
      if (!providerId || !status) return { reading: "ignored" };
      if (status === "received" || status === "receiving") return inbound(form, providerId, providerAccount);
      const known = statusOf(status);
      if (known === null) return { reading: "ignored" };
      const code = form.get("ErrorCode");
      const trouble = code ? troubleOf(code, form.get("ErrorMessage")) : null;
      return { reading: "status", providerAccount, providerId, status: known, trouble };
    },
  };
}

function inbound(form: URLSearchParams, providerId: string, providerAccount: string): TextReading {
  const from = form.get("From");
  const to = form.get("To");
  if (!from || !to) return { reading: "ignored" };
  return {
    reading: "inbound",
    ...{ providerAccount, providerId, from, to },
    body: form.get("Body") ?? "",
    media: mediaOf(form),
  };
}

function mediaOf(form: URLSearchParams): InboundText["media"] {
  const count = Math.min(Number(form.get("NumMedia") ?? 0) || 0, MAX_MEDIA);
  return Array.from({ length: count }, (_, i) => ({
    url: form.get(`MediaUrl${i}`) ?? "",
    contentType: form.get(`MediaContentType${i}`) ?? "application/octet-stream",
  })).filter(({ url }) => url !== "");
}
