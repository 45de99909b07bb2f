import { describe, expect, it } from "vitest";
import { lintPortal, type PortalFacts } from "../../worker/domains/portal-settings/lint-portal.ts";
import { type PortalSettings, portalSettings } from "../../worker/domains/portal-settings/schemas.ts";
import { FamilyClient } from "../harness/client.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";

const FINE: PortalFacts = {
  hasProcessor: true,
  hiddenPolicies: [],
  onlineClasses: 4,
  closedClasses: 0,
  oneGenderClasses: 0,
  unpricedClasses: 0,
  shownStaff: 1,
  newsItems: 1,
  locationsWithoutContact: 0,
  offerHours: 24,
};
const lint = (settings: Partial<PortalSettings>, facts: Partial<PortalFacts> = {}) =>
  lintPortal({ ...portalSettings.parse({}), ...settings }, { ...FINE, ...facts });

describe("the settings of the portal", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const neighbour = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client } = await signedIn(house, tenant, { settings: "full", staff: "full", audit: "view" });
  const { client: reader } = await signedIn(house, tenant, { settings: "view" });
  const visitor = new FamilyClient(house, tenant.account.urlName);
  const path = "/settings/portal";
  const save = (change: object, version: number, who = client) =>
    who.send("PUT", path, { ...portalSettings.parse({}), ...change, version });

  it("are saved at the version that was looked at, seen by families at once, and undone", async () => {
    expect((await reader.get(path)).body).toMatchObject({ version: 0, settings: { tagline: "" } });
    const first = await save({ tagline: "Jump in!" }, 0);
    expect(first.body.change.summary).toBe("Changed the settings of the family portal");
    expect((await visitor.get("/portal")).body.settings.tagline).toBe("Jump in!");
    expect((await save({ tagline: "Late" }, 0)).body.code).toBe("changed_meanwhile");
    const second = await save({ tagline: "Dive in!" }, 1);
    expect((await save({ tagline: "Dive in!" }, 2)).body).toEqual({ change: null });
    expect((await client.post(`/changes/${second.body.change.id}/undo`)).status).toBe(200);
    expect((await visitor.get("/portal")).body.settings.tagline).toBe("Jump in!");
    expect(JSON.stringify((await client.get("/audit")).body)).toContain("settings of the family portal");
  });

  it("take the right, known pictures, and addresses that can be opened", async () => {
    expect((await save({}, 1, reader)).body).toMatchObject({ status: 403, right: "settings" });
    const missing = await save({ logoFileId: "fil_missing" }, 3);
    expect(missing.body).toMatchObject({ status: 422, fields: [{ path: "logoFileId" }] });
    const script = await save({ appleAppUrl: "javascript:alert(1)", brandColor: "red" }, 3);
    expect(script.body.fields.map(({ path: field }: { path: string }) => field)).toEqual([
      ...["brandColor", "appleAppUrl"],
    ]);
    const elsewhere = new FamilyClient(house, neighbour.account.urlName);
    expect((await elsewhere.get("/portal")).body.settings.tagline).toBe("");
  });

  it("say what in them families would stumble over, what blocks them first", async () => {
    expect(lint({})).toEqual([]);
    const ids = (settings: Partial<PortalSettings>, facts?: Partial<PortalFacts>) =>
      lint(settings, facts).map(({ id }) => id);
    const nothing = { takesCards: false, takesBankAccounts: false };
    expect(ids({ requiresStoredMethod: true, ...nothing })).toEqual(["storedMethodImpossible"]);
    expect(ids({}, { hasProcessor: false })).toEqual(["noProcessor"]);
    expect(ids({ dueAtSignUp: "nothing" }, { hasProcessor: false })).toEqual([]);
    expect(ids({}, { hiddenPolicies: ["Waiver"] })).toEqual(["hiddenPolicies"]);
    expect(ids({}, { closedClasses: 2 })).toEqual(["closedClasses"]);
    expect(ids({ showsClasses: false })).toEqual(["finderWithoutClasses"]);
    expect(ids({}, { oneGenderClasses: 1 })).toEqual(["oneGender"]);
    expect(ids({}, { unpricedClasses: 1 })).toEqual(["unpriced"]);
    expect(ids({}, { locationsWithoutContact: 1 })).toEqual(["unreachable"]);
    expect(ids({}, { offerHours: 2 })).toEqual(["shortOffers"]);
    expect(ids({ showsWelcomeInfo: true, showsStaff: true }, { shownStaff: 0 })).toEqual([
      ...["nobodyToMeet", "emptyWelcome"],
    ]);
    expect(ids({ isOpen: false }, { newsItems: 0, hasProcessor: false })).toEqual([
      ...["noProcessor", "closed", "noNews"],
    ]);
    const { checks } = (await reader.get(path)).body;
    expect(checks.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining(["noProcessor", "noClasses", "noNews"]),
    );
    for (const { href, action } of checks) expect([href, action]).not.toContain("");
  });

  it("show the staff whom the school chose, in its order, and nobody while that is off", async () => {
    const make = async (firstName: string, portalPosition: number, isInPortal = true) => {
      const username = firstName.toLowerCase();
      const { body } = await client.post("/staff", { firstName, lastName: "Coach", username });
      const { person } = (await client.get(`/staff/${body.id}`)).body;
      const facts = { bio: "<b>Hi</b>", title: "Coach", portalPosition, isInPortal, version: person.version };
      const changed = await client.send("PATCH", `/staff/${body.id}`, facts);
      expect(changed.status).toBe(200);
      return { id: body.id as string, version: person.version + 1 };
    };
    await make("Zoe", 1);
    await make("Amy", 2);
    await make("Hidden", 0, false);
    expect((await visitor.get("/staff")).body).toEqual({ staff: [] });
    const { version } = (await client.get(path)).body;
    await save({ showsStaff: true }, version);
    const { staff } = (await visitor.get("/staff")).body;
    expect(staff.map(({ name }: { name: string }) => name)).toEqual(["Zoe Coach", "Amy Coach"]);
    expect(Object.keys(staff[0]).sort()).toEqual(["bio", "id", "name", "photoFileId", "title"]);
    const { id, version: current } = await make("Pia", 3);
    const bad = await client.send("PATCH", `/staff/${id}`, { photoFileId: "fil_none", version: current });
    expect(bad.body).toMatchObject({ status: 422, fields: [{ path: "photoFileId" }] });
  });

  it("let a location tell families how to find it", async () => {
    const input = { name: "North", timeZone: "America/Chicago" };
    const place = { id: (await client.post("/settings/locations", input)).body.id, ...input, version: 1 };
    const told = { ...place, portalText: "Park behind the hall." };
    expect((await client.send("PATCH", `/settings/locations/${place.id}`, told)).status).toBe(200);
    expect((await visitor.get("/portal")).body.locations[0].text).toBe("Park behind the hall.");
    const bad = { ...told, version: place.version + 1, imageFileId: "fil_none" };
    expect((await client.send("PATCH", `/settings/locations/${place.id}`, bad)).status).toBe(422);
  });
});
