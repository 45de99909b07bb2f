import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { FamilyClient } from "../harness/client.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { TestSchool } from "../meetings/school.ts";

const DOCUMENT = `<!doctype html><html lang="en" data-theme="auto"><head><!--head--><title>Chalkline</title><!--/head-->
  <!--first-data--><!--first ^/offline(/|$)--><link href="first:offline"><!--/first--></head><body></body></html>`;
const BUILT: Readonly<Record<string, string>> = {
  "/family/index.html": DOCUMENT,
  "/family/service-worker.js": "keepShell();",
};
const ASSETS = {
  fetch: async (url: URL | string) => {
    const text = BUILT[new URL(url).pathname];
    return new Response(text ?? null, { status: text === undefined ? 404 : 200 });
  },
};

describe("what a school's portal consists of besides its pages", async () => {
  const house = testHouse({ bindings: { ASSETS } });
  const tenant = await openTestTenant({ engine: "d1" });
  const neighbour = await openTestTenant({ engine: "d1" });
  const school = await TestSchool.open(tenant);
  const { urlName, displayName } = tenant.account;
  const bucket = (env as unknown as { FILES: R2Bucket }).FILES;
  const get = (path: string, headers: Record<string, string> = {}, account = urlName) =>
    house.fetch(`/portal/${account}${path}`, { headers });
  const settings = (value: object) =>
    tenant.database.commit({
      statements: [
        statement(sql`insert into settings (id, value, version, updated_at) values ('portal', ${JSON.stringify(value)}, 1, 0)
          on conflict (id) do update set value = excluded.value`),
      ],
    });

  async function file(contentType = "image/png"): Promise<string> {
    const id = newId("file");
    const key = `${tenant.account.id}/portal/${id}`;
    await bucket.put(key, `picture ${id}`);
    await school.add("files", [
      {
        id,
        r2_key: key,
        owner_kind: "portal",
        name: "a.png",
        content_type: contentType,
        size_bytes: 9,
        sha256: "x",
      },
    ]);
    return id;
  }

  it("are its colours, which keep their address until they change", async () => {
    expect(await (await get("/theme.css")).text()).toBe("");
    await settings({ brandColor: "#ffee00" });
    const plain = await get("/theme.css");
    expect([plain.status, plain.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect(plain.headers.get("cache-control")).toBe("public, max-age=300");
    expect(await plain.text()).toContain("--accent: light-dark(#");
    const etag = plain.headers.get("etag")!;
    const known = await get("/theme.css", { "if-none-match": etag });
    expect([known.status, await known.text()]).toEqual([304, ""]);
    const page = await new FamilyClient(house, urlName).page("/home");
    const [, href] = /<link rel="stylesheet" href="([^"]+)">/.exec(page.text) ?? [];
    expect(href).toBe(`/portal/${urlName}/theme.css?v=1-ffee00`);
    expect((await house.fetch(href!)).headers.get("cache-control")).toContain("immutable");
    expect(page.text).toContain(`<title>${displayName}</title>`);
    await settings({ brandColor: "#112233" });
    expect((await get("/theme.css", { "if-none-match": etag })).status).toBe(200);
  });

  it("are how a phone keeps it", async () => {
    await settings({ brandColor: "#0d7490", tagline: "Jump & run" });
    const answer = await get("/manifest.webmanifest");
    expect(answer.headers.get("content-type")).toContain("application/manifest+json");
    expect(await answer.json()).toMatchObject({
      name: displayName,
      start_url: `/portal/${urlName}/home`,
      scope: `/portal/${urlName}`,
      description: "Jump & run",
      theme_color: expect.stringMatching(/^#[0-9a-f]{6}$/),
    });
    // Documents know the school for a moment without asking.
    house.clock.nowMs += 2_000;
    expect((await new FamilyClient(house, urlName).page("/home")).text).toContain("Jump &amp; run");
  });

  it("are the pictures that something public shows, and no others", async () => {
    const [logo, background, news, past, offered, hidden, coach, away, place, nobodys] = await Promise.all(
      Array.from({ length: 10 }, () => file()),
    );
    await settings({ logoFileId: logo, backgroundFileId: background });
    const item = (imageFileId: string, startsOn: string, endsOn: string | null) => ({
      ...{
        id: newId("newsItem"),
        title: "News",
        image_file_id: imageFileId,
        starts_on: startsOn,
        ends_on: endsOn,
      },
    });
    await school.add("news_items", [
      item(news!, "2026-11-01", null),
      item(past!, "2026-11-01", "2026-11-20"),
    ]);
    const online = await school.class();
    const offline = await school.class();
    await school.run(`update classes set image_file_id = '${offered}' where id = '${online.id}'`);
    await school.run(
      `update classes set image_file_id = '${hidden}', is_online = 0 where id = '${offline.id}'`,
    );
    await school.run(
      `update staff set photo_file_id = '${coach}', is_in_portal = 1 where id = '${await school.staff()}'`,
    );
    await school.run(`update staff set photo_file_id = '${away}' where id = '${await school.staff()}'`);
    await school.run(`update locations set image_file_id = '${place}' where id = '${school.locationId}'`);
    const status = async (id: string | undefined, account = urlName) =>
      (await get(`/files/${id}`, {}, account)).status;
    for (const id of [logo, background, news, offered, coach, place]) expect(await status(id)).toBe(200);
    for (const id of [past, hidden, away, nobodys]) expect(await status(id)).toBe(404);
    expect(await status(logo, neighbour.account.urlName)).toBe(404);
    const shown = await get(`/files/${logo}`);
    expect([shown.headers.get("content-type"), shown.headers.get("x-content-type-options")]).toEqual([
      "image/png",
      "nosniff",
    ]);
    expect(shown.headers.get("cache-control")).toContain("immutable");
    expect(await shown.text()).toBe(`picture ${logo}`);
    const drawing = await file("image/svg+xml");
    await settings({ logoFileId: drawing });
    expect(await status(drawing)).toBe(404);
    for (const wrong of ["", "/x", "/../theme.css", `/${logo}/more`, "/fil_1' or 1=1"]) {
      expect((await get(`/files${wrong}`)).status, wrong).not.toBe(500);
    }
    expect(await status(logo)).toBe(404);
  });

  it("are what keeps it on a phone, anew whenever the school changes what it shows", async () => {
    await settings({ tagline: "Before" });
    const answer = await get("/service-worker.js");
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
      200,
      "text/javascript; charset=utf-8",
      "no-cache",
    ]);
    expect(answer.headers.get("service-worker-allowed")).toBe(`/portal/${urlName}`);
    expect(answer.headers.get("content-security-policy")).toContain("worker-src 'self'");
    const before = await answer.text();
    expect(before).toMatch(/^const SHELL_VERSION = "[0-9a-f]{16}";\nkeepShell\(\);$/);
    expect(await (await get("/service-worker.js")).text()).toBe(before);
    await settings({ tagline: "After" });
    expect(await (await get("/service-worker.js")).text()).not.toBe(before);
    expect((await house.fetch("/a/nowhere/service-worker.js")).status).not.toBe(200);
  });

  it("are a document for when a phone is offline, in which nobody is", async () => {
    const { client } = await signedInFamily(house, tenant);
    const { text } = await client.page("/offline");
    const data = JSON.parse(/id="first-data">(.*?)<\/script>/s.exec(text)?.[1] ?? "{}");
    expect(Object.keys(data)).toEqual(["/portal", "offline"]);
    expect(text).toContain("first:offline");
    const stranger = await new FamilyClient(house, urlName).page("/offline");
    expect(stranger.text).toBe(text);
    const own = JSON.parse(
      /id="first-data">(.*?)<\/script>/s.exec((await client.page("/home")).text)?.[1] ?? "{}",
    );
    expect(Object.keys(own).sort()).toEqual(["/coming-up", "/portal", "/session"]);
  });
});
