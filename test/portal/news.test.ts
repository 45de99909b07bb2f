import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { FamilyClient } from "../harness/client.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

describe("news and announcements", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const neighbour = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client } = await signedIn(house, tenant, { news: "full" });
  const { client: reader } = await signedIn(house, tenant, { news: "view" });
  const { client: foreign } = await signedIn(house, neighbour, { news: "full" });
  const visitor = new FamilyClient(house, tenant.account.urlName);
  const item = (title: string, overrides = {}) => ({ title, startsOn: "2026-01-01", ...overrides });
  const titles = async (from = visitor) =>
    (await from.get("/news")).body.items.map(({ title }: { title: string }) => title);

  it("are told to everybody from their first day to their last, newest first", async () => {
    for (const input of [
      item("Open house", { summary: "Come by", body: "From ten.\n\nBring friends." }),
      item("Over", { endsOn: "2026-01-31" }),
      item("To come", { startsOn: "2099-01-01" }),
      item("Winter show", { isOnLanding: false }),
    ]) {
      expect((await client.post("/news", input)).status).toBe(201);
    }
    expect(await titles()).toEqual(["Winter show", "Open house"]);
    expect((await visitor.get("/news")).body.items[1]).toMatchObject({
      ...{
        summary: "Come by",
        body: "From ten.\n\nBring friends.",
        imageFileId: null,
        startsOn: "2026-01-01",
      },
      isOnLanding: true,
    });
    expect(await titles(new FamilyClient(house, neighbour.account.urlName))).toEqual([]);
    const page = await reader.get("/news");
    expect(page.body.rows.map(({ state }: { state: string }) => state)).toEqual([
      ...["shown", "planned", "over", "shown"],
    ]);
  });

  it("are changed at the version that was looked at, ordered, deleted and brought back", async () => {
    const { rows } = (await client.get("/news")).body;
    const [show, coming, over, open] = rows;
    const changed = await client.send("PATCH", `/news/${show.id}`, { ...show, title: "Winter gala" });
    expect(changed.body.change.summary).toBe("Changed the news “Winter gala”");
    const late = await client.send("PATCH", `/news/${show.id}`, { ...show, title: "Late" });
    expect([late.status, late.body.code]).toEqual([409, "changed_meanwhile"]);
    const ids = [open.id, show.id, coming.id, over.id];
    expect((await client.send("PUT", "/news/order", { ids })).body.change.summary).toBe("Reordered the news");
    expect((await client.send("PUT", "/news/order", { ids: ids.slice(1) })).status).toBe(409);
    expect(await titles()).toEqual(["Open house", "Winter gala"]);
    const first = (await client.get("/news")).body.rows[0];
    const gone = await client.send("DELETE", `/news/${open.id}`, { version: first.version });
    expect(await titles()).toEqual(["Winter gala"]);
    expect((await client.post(`/changes/${gone.body.change.id}/undo`)).status).toBe(200);
    expect(await titles()).toEqual(["Open house", "Winter gala"]);
  });

  it("take the right, and are those of one school", async () => {
    expect((await reader.post("/news", item("No"))).body).toMatchObject({ status: 403, right: "news" });
    const [row] = (await client.get("/news")).body.rows;
    expect((await foreign.send("PATCH", `/news/${row.id}`, row)).status).toBe(404);
    expect((await foreign.send("DELETE", `/news/${row.id}`, { version: row.version })).status).toBe(404);
  });

  it("name a picture and a location that are there", async () => {
    const answer = await client.post("/news", item("Picture", { imageFileId: "fil_x", locationId: "loc_x" }));
    expect(answer.status).toBe(422);
    expect(answer.body.fields.map(({ path }: { path: string }) => path)).toEqual([
      "imageFileId",
      "locationId",
    ]);
    const backwards = await client.post("/news", item("Back", { endsOn: "2025-12-31" }));
    expect(backwards.body.fields).toMatchObject([{ path: "endsOn" }]);
  });

  it("leave the portal while the school has switched them off, and stay with the staff", async () => {
    await tenant.database.commit({
      statements: [
        statement(sql`insert into settings (id, value, version, updated_at)
          values ('portal', ${JSON.stringify({ showsNews: false })}, 1, 1)`),
      ],
    });
    expect(await titles()).toEqual([]);
    expect((await client.get("/news")).body).toMatchObject({ isInPortal: false });
  });
});
