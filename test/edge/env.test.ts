import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { BadEnvironment, parseEnv } from "../../worker/env.ts";
import { createHandlers } from "../../worker/handlers.ts";
import { productionPayments } from "../../worker/providers/payments/production.ts";
import { webPush } from "../../worker/providers/push/web-push.ts";
import { productionTexts } from "../../worker/providers/sms/production.ts";

const good = { ...env } as Record<string, unknown>;

describe("the environment", () => {
  it("is taken when everything is there", () => {
    expect(parseEnv(good).MAIL_FROM).toContain("@");
  });

  it.each([
    ["MASTER_KEY", undefined],
    ["MASTER_KEY", "short"],
    ["PASSWORD_PEPPER", "too short"],
    ["PUBLIC_ORIGIN", "nonsense"],
    ["CONTROL", undefined],
    ["ANALYTICS", null],
    ["JOBS", {}],
    ["FILES", undefined],
    ["LOGIN_LIMIT", "yes"],
    ["ASSETS", null],
    ["SMTP_URL", "https://mail.example"],
    ["ENVIRONMENT", "staging"],
  ])("names %s when it is %j, and tells no value", (name, value) => {
    const parse = () => parseEnv({ ...good, [name]: value });
    expect(parse).toThrow(BadEnvironment);
    expect(parse).toThrow(new RegExp(`\\b${name}\\b`));
    if (typeof value === "string") expect(parse).not.toThrow(value);
  });

  it("names every bad entry at once, in the log and not in the answer", async () => {
    const broken = { ...good, MASTER_KEY: "x", JOBS: null };
    expect(() => parseEnv(broken)).toThrow(/MASTER_KEY.*JOBS|JOBS.*MASTER_KEY/);
    const email = { send: async () => {} };
    const payments = productionPayments();
    const texts = productionTexts();
    const handlers = createHandlers({
      providers: () => ({ email, payments, push: webPush(null), texts }),
      now: Date.now,
      demo: false,
    });
    const request = new Request("https://app.test/healthz");
    const answer = await handlers.fetch(request, broken, { waitUntil: () => {} });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain("MASTER_KEY");
  });
});
