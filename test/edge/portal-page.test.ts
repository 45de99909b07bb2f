import { describe, expect, it } from "vitest";
import { suspendAccount } from "../../control-plane/close-account.ts";
import { renameAccount } from "../../control-plane/rename-account.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { familyInput } from "../families/factories.ts";
import { staffContext } from "../harness/actors.ts";
import { builtPages } from "../harness/built-pages.ts";
import { type Answer, OfficeClient } from "../harness/client.ts";
import { ENGINES } from "../harness/databases.ts";
import { testHouse } from "../harness/house.ts";
import { testActor } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const FIRST = [
  ["^/families$", "list"],
  ["^/families/(?!new$)[^/]+$", "family"],
  ["^/attendance(/|$)", "attendance"],
  ["^/attendance/[^/]+/[^/]+$", "roll"],
]
  .map(([pattern, page]) => `<!--first ${pattern}--><link href="first:${page}"><!--/first-->`)
  .join("\n    ");
const DOCUMENT = `<!doctype html><html lang="en" data-theme="auto"><head><!--first-data-->${FIRST}</head><body></body></html>`;
const house = () => testHouse({ bindings: builtPages("/office/index.html", DOCUMENT) });

function dataOf({ text }: Answer) {
  const json = /<script type="application\/json" id="first-data">(.*?)<\/script>/s.exec(text)?.[1];
  return JSON.parse(json ?? "null");
}

describe.each(ENGINES)("a page of the portal on %s", async (engine) => {
  const tenant = await openTestTenant({ engine });
  const { urlName } = tenant.account;
  const staff = await staffContext(tenant);
  const { id: familyId } = await createFamily(staff, familyInput({ name: "</script><b>O'Neill" }));
  const tripsOf = ({ headers }: Answer) =>
    Number(/trips=(\d+)/.exec(headers.get("server-timing") ?? "")?.[1]);

  it("carries the session and the page's first answer, in one trip once the actor is known", async () => {
    const { client } = await signedIn(house(), tenant);
    expect(tripsOf(await client.page("/families?status=all"))).toBe(2);
    const page = await client.page("/families?peek=x&status=all&q=");
    expect(page.status).toBe(200);
    expect(tripsOf(page)).toBe(1);
    const data = dataOf(page);
    expect(Object.keys(data)).toEqual(["/session", "/families?status=all"]);
    expect(data["/session"]).toEqual((await client.get("/session")).body);
    expect(data["/families?status=all"]).toEqual((await client.get("/families?status=all")).body);
    expect(page.headers.get("cache-control")).toBe("no-store");
  });

  it("cannot be broken out of by a name", async () => {
    const { client } = await signedIn(house(), tenant);
    const page = await client.page(`/families/${familyId}`);
    expect(page.text.match(/<\/script>/g)).toHaveLength(1);
    expect(dataOf(page)[`/families/${familyId}`].family.name).toBe("</script><b>O'Neill");
  });

  it("leaves out what the person may not see, or what is not there, and lets the page ask for it", async () => {
    const { client } = await signedIn(house(), tenant, {});
    const page = await client.page("/families");
    expect([page.status, Object.keys(dataOf(page))]).toEqual([200, ["/session"]]);
    const missing = await client.page("/families/fam_00000000000000000000000000");
    expect([missing.status, Object.keys(dataOf(missing))]).toEqual([200, ["/session"]]);
  });

  it("leads whoever is not signed in to the log-in page, and back afterwards", async () => {
    const stranger = new OfficeClient(house(), urlName);
    const page = await stranger.page("/families?status=active");
    expect(page.status).toBe(302);
    const next = encodeURIComponent(`/a/${urlName}/families?status=active`);
    expect(page.headers.get("location")).toBe(`/a/${urlName}/login?next=${next}`);
    expect(dataOf(await stranger.page("/login"))).toEqual({});
    expect((await stranger.page("/reset-password")).status).toBe(200);
  });

  it("does the same when the session ended while its owner was still cached", async () => {
    const shared = house();
    const { client } = await signedIn(shared, tenant);
    expect((await client.page("/")).status).toBe(200);
    const other = new OfficeClient(house(), urlName, new Map(client.cookies));
    await other.delete("/session");
    for (const path of ["/", "/families", "/updates"]) expect((await client.page(path)).status).toBe(302);
  });

  it("has the colours that were chosen, and no others", async () => {
    const { client } = await signedIn(house(), tenant);
    expect((await client.page("/")).text).toContain('data-theme="auto"');
    client.cookies.set("chalkline-theme", "dark");
    expect((await client.page("/")).text).toContain('data-theme="dark"');
    client.cookies.set("chalkline-theme", "hotpink");
    expect((await client.page("/")).text).toContain('data-theme="auto"');
  });

  it("names the scripts of its own page, and of nothing else", async () => {
    const { client } = await signedIn(house(), tenant);
    const named = async (path: string) =>
      [...(await client.page(path)).text.matchAll(/first:(\S+)"/g)].map(([, page]) => page);
    expect(await named("/families")).toEqual(["list"]);
    expect(await named("/families/")).toEqual(["list"]);
    expect(await named(`/families/${familyId}`)).toEqual(["family"]);
    expect(await named("/families/new")).toEqual([]);
    expect(await named("/attendance")).toEqual(["attendance"]);
    expect(await named("/attendance/slt_x/2026-11-21")).toEqual(["attendance", "roll"]);
    expect(await named("/familiesandmore")).toEqual([]);
    expect((await client.page("/families")).text).not.toContain("<!--");
  });

  it("says what is wrong with the account, with the right status", async () => {
    const unknown = await new OfficeClient(house(), "no-such-school").page("/families");
    expect([unknown.status, dataOf(unknown).problem.code]).toEqual([404, "account_unknown"]);
    const closed = await openTestTenant({ engine, platform: tenant.platform });
    const { id: accountId } = closed.account;
    await suspendAccount(tenant.platform, { accountId, reason: "unpaid" }, testActor);
    const suspended = await new OfficeClient(house(), closed.account.urlName).page("/");
    expect([suspended.status, dataOf(suspended).problem.code]).toEqual([403, "account_suspended"]);
  });

  it("moves to the school's new name", async () => {
    const moved = await openTestTenant({ engine, platform: tenant.platform });
    const { id: accountId, urlName: before } = moved.account;
    await renameAccount(tenant.platform, { accountId, urlName: `${before}-new` }, testActor);
    const page = await new OfficeClient(house(), before).page("/families?q=a");
    expect([page.status, page.headers.get("location")]).toEqual([302, `/a/${before}-new/families?q=a`]);
  });

  it("says how to build the pages when they are not", async () => {
    const bare = testHouse({
      bindings: { ASSETS: { fetch: async () => new Response(null, { status: 404 }) } },
    });
    const page = await new OfficeClient(bare, urlName).page("/login");
    expect([page.status, page.text.includes("npm run build")]).toEqual([503, true]);
  });
});
