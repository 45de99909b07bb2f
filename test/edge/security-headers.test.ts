import { describe, expect, it } from "vitest";
import { testHouse } from "../harness/house.ts";

const DOCUMENT = `<!doctype html><html lang="en" data-theme="auto"><head></head><body></body></html>`;
const ASSETS = {
  fetch: async (url: URL | string) =>
    new URL(url).pathname === "/payment-fields/index.html"
      ? new Response(DOCUMENT)
      : new Response(null, { status: 404 }),
};
const house = testHouse({ bindings: { ASSETS } });
const of = async (path: string, headers: Record<string, string> = {}) => house.fetch(path, { headers });

function policyOf({ headers }: Response): Readonly<Record<string, string>> {
  const parts = (headers.get("content-security-policy") ?? "").split("; ");
  return Object.fromEntries(parts.map((part) => [part.split(" ")[0], part.split(" ").slice(1).join(" ")]));
}

describe("what a page may reach", () => {
  it("is this Worker alone, on every page but one", async () => {
    for (const path of [
      "/a/nowhere",
      "/a/nowhere/families",
      "/healthz",
      "/payment-fields/more",
      "/nothing",
    ]) {
      const answer = await of(path);
      expect([path, answer.headers.get("content-security-policy")]).toEqual([
        path,
        expect.not.stringMatching(/https?:|unsafe|\*/),
      ]);
      expect(policyOf(answer)["script-src"]).toBe("'self'");
      expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin");
    }
  });

  it("is the processor, and not this Worker's answers, where card data is entered", async () => {
    const answer = await of("/payment-fields", { cookie: "chalkline-theme=dark" });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await answer.text()).toContain('data-theme="dark"');
    expect(policyOf(answer)).toEqual({
      "default-src": "'none'",
      "script-src": "'self' https://js.stripe.com https://*.js.stripe.com",
      "connect-src": "https://api.stripe.com",
      "frame-src": "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com",
      "style-src": "'self'",
      "img-src": "'self' data:",
      "font-src": "'self'",
      "form-action": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
      "object-src": "'none'",
    });
    expect(answer.headers.get("cross-origin-opener-policy")).toBe("same-origin-allow-popups");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("is asked for with GET only", async () => {
    expect((await house.fetch("/payment-fields", { method: "POST", body: "x" })).status).toBe(404);
  });
});
