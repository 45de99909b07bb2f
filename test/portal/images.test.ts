import { describe, expect, it } from "vitest";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
const png = { "content-type": "image/png" };

describe("pictures of the portal", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const neighbour = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client } = await signedIn(house, tenant, { news: "full" });
  const { client: foreign } = await signedIn(house, neighbour, { news: "full" });
  const { client: reader } = await signedIn(house, tenant, { news: "view" });

  it("are brought by staff, and seen by everybody once the school shows something with them", async () => {
    const { status, body } = await client.send("POST", "/portal-images", PNG, png);
    expect(status).toBe(201);
    const seen = await reader.get(`/portal-images/${body.id}`);
    expect([seen.status, seen.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(seen.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await foreign.get(`/portal-images/${body.id}`)).status).toBe(404);
    const shown = `/portal/${tenant.account.urlName}/files/${body.id}`;
    expect((await house.fetch(shown)).status).toBe(404);
    const item = { title: "Show", startsOn: "2026-01-01", imageFileId: body.id };
    expect((await client.post("/news", item)).status).toBe(201);
    expect((await house.fetch(shown)).status).toBe(200);
  });

  it("are pictures, of a size that a phone can load, brought by whoever may write what they go with", async () => {
    const script = new TextEncoder().encode("<svg onload=alert(1)>");
    const refused = await client.send("POST", "/portal-images", script, png);
    expect([refused.status, refused.body.code]).toEqual([422, "not_a_picture"]);
    const svg = await client.send("POST", "/portal-images", script, { "content-type": "image/svg+xml" });
    expect(svg.status).toBe(415);
    const huge = await client.send("POST", "/portal-images", new Uint8Array(3_000_001), png);
    expect(huge.status).toBe(413);
    expect((await reader.send("POST", "/portal-images", PNG, png)).body.code).toBe("right_missing");
  });
});
