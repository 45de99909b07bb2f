import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { OfficeClient } from "../harness/client.ts";
import { ORIGIN, testHouse } from "../harness/house.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const WISH = { title: "Bigger buttons", body: "" };

describe("the office door", async () => {
  const tenant = await openTestTenant({ engine: "d1" });
  const house = testHouse();
  const { client } = await signedIn(house, tenant);
  const wishes = async () => {
    const { rows } = await tenant.database.read({
      rows: select({ count: sql<number>`count(*)` }, sql`from feature_requests`),
    });
    return rows[0]!.count;
  };

  it("answers every request with its id and the security headers", async () => {
    const answers = [
      await client.get("/session"),
      await client.get("/no-such-page"),
      await client.page("/login"),
      await client.raw("/healthz", {}),
      await client.raw("/", {}),
    ];
    for (const { headers } of answers) {
      expect(headers.get("x-request-id")).toMatch(/^req_[0-9a-z]{26}$/);
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; manifest-src 'self'; worker-src 'self'",
      );
      expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("cache-control")).toBe("no-store");
    }
  });

  it("tells what an answer cost, only to whoever is signed in", async () => {
    const warm = await client.get("/session");
    expect(warm.headers.get("server-timing")).toMatch(
      /^db;dur=[\d.]+;desc="trips=1 read=\d+ written=0", app;dur=[\d.]+$/,
    );
    const stranger = new OfficeClient(house, tenant.account.urlName);
    expect((await stranger.get("/session")).headers.get("server-timing")).toBeNull();
    const wrong = await stranger.post("/session", { login: "nobody", password: "x" });
    expect(wrong.headers.get("server-timing")).toBeNull();
    const made = new Map([[[...client.cookies.keys()][0]!, "A".repeat(43)]]);
    const guess = await new OfficeClient(house, tenant.account.urlName, made).get("/session");
    expect([guess.status, guess.headers.get("server-timing")]).toEqual([401, null]);
  });

  it("describes problems as RFC 9457 does", async () => {
    const answer = await client.post("/feature-requests", { title: 5 });
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.body).toEqual({
      type: "urn:chalkline:problem:bad_input",
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      code: "bad_input",
      requestId: answer.headers.get("x-request-id"),
      fields: expect.arrayContaining([{ path: "title", message: expect.any(String) }]),
    });
  });

  it.each([
    ["another origin", { origin: "https://evil.example" }],
    ["no origin", { origin: "" }],
    ["the word of the browser", { "sec-fetch-site": "cross-site" }],
    ["a sibling site", { "sec-fetch-site": "same-site" }],
    ["no header of ours", { "x-requested-by": "" }],
  ])("refuses a write with %s, and carries nothing out", async (_what, headers) => {
    const before = await wishes();
    const answer = await client.post("/feature-requests", WISH, headers);
    expect([answer.status, answer.body.code]).toEqual([403, "foreign_request"]);
    expect(await wishes()).toBe(before);
  });

  it("takes a write of our own pages", async () => {
    const before = await wishes();
    const answer = await client.post("/feature-requests", WISH, { "sec-fetch-site": "same-origin" });
    expect(answer.status).toBeLessThan(300);
    expect(await wishes()).toBe(before + 1);
  });

  it("refuses what is not JSON, is malformed, or is not UTF-8", async () => {
    const form = await client.post("/feature-requests", "title=x", {
      "content-type": "application/x-www-form-urlencoded",
    });
    expect([form.status, form.body.code]).toEqual([415, "wrong_content_type"]);
    for (const body of ["{", "", "{'a':1}", new Uint8Array([0x22, 0xff, 0xfe, 0x22])]) {
      const answer = await client.post("/feature-requests", body);
      expect([answer.status, answer.body.code, answer.body.fields]).toEqual([
        400,
        "bad_input",
        [{ path: "", message: expect.any(String) }],
      ]);
    }
  });

  it("refuses more than a megabyte, declared or not", async () => {
    const large = JSON.stringify({ ...WISH, body: "x".repeat(1_000_001) });
    const declared = await client.post("/feature-requests", large);
    expect(declared.body).toMatchObject({ status: 413, code: "body_too_large", maxBytes: 1_000_000 });
    const pieces = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(400_000).fill(0x20));
      },
    });
    const [[name, token]] = [...client.cookies] as [[string, string]];
    const streamed = await house.fetch(`/api/office/${tenant.account.urlName}/feature-requests`, {
      method: "POST",
      body: pieces,
      headers: {
        cookie: `${name}=${token}`,
        origin: ORIGIN,
        "x-requested-by": "chalkline",
        "content-type": "application/json",
      },
    });
    expect(streamed.status).toBe(413);
  });

  it("answers the health check, and a page for addresses that lead nowhere", async () => {
    expect((await client.raw("/healthz", {})).body).toEqual({ ok: true });
    for (const path of ["/", "/portal", "/a", "/nowhere"]) {
      const { status, text, headers } = await client.raw(path, {});
      expect([status, headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
      expect(text).toMatch(/<h1>[^<]+<\/h1>/);
      expect(text).not.toMatch(/<style|style=|<script/);
    }
    expect((await client.raw("/plain.css", {})).headers.get("content-type")).toContain("text/css");
  });

  it("escapes the address that it shows", async () => {
    const { text } = await client.raw("/<img src=x onerror=alert(1)>", {});
    expect(text).not.toContain("<img");
  });
});
