import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { statement } from "../../control-plane/query.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import { SLOW_MS } from "../../worker/enterprise/streams/across-accounts.ts";
import { familyInput } from "../families/factories.ts";
import { systemContext } from "../harness/actors.ts";
import {
  addAccount,
  addGroup,
  EnterpriseClient,
  signedInEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { framesOf } from "../harness/frames.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import type { TestTenant } from "../harness/tenant.ts";

const CALLER = "(312) 555-0142";

// Nobody is slow but whoever is made to stall: the others have as long as the machine needs, within half the patience.
const BRISK_MS = 2_500;
beforeEach(() => {
  const begin = globalThis.setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation(((work: () => void, ms?: number) =>
    begin(work, ms === SLOW_MS ? BRISK_MS : ms)) as typeof setTimeout);
});
afterEach(() => vi.restoreAllMocks());

describe("a call centre's search by phone", async () => {
  const platform = await testPlatform();
  const enterprise = await testEnterprise(platform);
  const east = await addGroup(enterprise, "East");
  const tenants: TestTenant[] = [];
  for (let i = 0; i < 12; i += 1) {
    tenants.push(
      await addAccount(enterprise, {
        name: `Club ${String(i).padStart(2, "0")}`,
        groupId: i < 3 ? east : null,
      }),
    );
  }
  const [one, two, three, stalled, suspended, outdated] = tenants as [
    TestTenant,
    TestTenant,
    TestTenant,
    TestTenant,
    TestTenant,
    TestTenant,
  ];
  const london = tenants[6]!;
  await writeControl(
    sql`update accounts set status = 'suspended' where id = ${suspended.account.id}`,
    sql`update accounts set schema_version = 2 where id = ${outdated.account.id}`,
    sql`update accounts set phone_region = 'GB' where id = ${london.account.id}`,
  );
  let stallsAfter: Promise<void> | null = null;
  const house = testHouse();
  const { client } = await signedInEnterprise(house, enterprise);
  const { client: eastUser } = await signedInEnterprise(house, enterprise, { level: "user", groupId: east });

  const search = async (who: EnterpriseClient, phone: string, more = "") =>
    framesOf(await who.get(`/phone-search?phone=${encodeURIComponent(phone)}${more}`));
  const named = (frames: { kind: string; account?: { name: string } }[], kind: string) =>
    frames.flatMap((frame) => (frame.kind === kind ? [frame.account?.name] : [])).sort();

  await addCaller(one, CALLER, "Nunez");
  it("says in one line that nobody has the number, and of every account that cannot be asked why", async () => {
    const frames = await search(client, "+1 303 555 0199");
    expect(frames[0]).toEqual({ kind: "accounts", total: 12 });
    expect(named(frames, "match")).toEqual([]);
    expect(frames.at(-1)).toEqual({ kind: "done", matches: 0, unanswered: 1, withheld: 0 });
    const unreachable = frames.filter(({ kind }) => kind === "unreachable");
    expect(unreachable.map(({ account, reason }) => [account.name, reason]).sort()).toEqual([
      ["Club 04", "suspended"],
      ["Club 05", "updating"],
    ]);
  });

  it.each(["(312) 555-0142", "312.555.0142", "+13125550142", "001 312 5550142", "5550142"])(
    "finds one account by %s",
    async (typed) => {
      const frames = await search(client, typed);
      expect(named(frames, "match")).toEqual(["Club 00"]);
      expect(frames.find(({ kind }) => kind === "match").families).toEqual([
        { id: expect.stringContaining("fam_"), name: "Nunez", guardianName: "Ana Nunez", students: ["Zoe"] },
      ]);
    },
  );

  it("reads a national number by the region of each account", async () => {
    const inLondon = { ...london, account: { ...london.account, phoneRegion: "GB" } };
    await addCaller(inLondon, "020 7946 0018", "Okafor");
    expect(named(await search(client, "020 7946 0018"), "match")).toEqual(["Club 06"]);
    expect(named(await search(client, "+44 20 7946 0018"), "match")).toEqual(["Club 06"]);
  });

  it("lists several first, then tells which have an active enrollment", async () => {
    await addCaller(two, CALLER, "Nunez", "active");
    await addCaller(three, CALLER, "Nunez", "ended");
    const frames = await search(client, CALLER);
    const kinds = frames.map(({ kind }) => kind);
    expect(kinds.lastIndexOf("match")).toBeLessThan(kinds.indexOf("listed"));
    expect(kinds.indexOf("listed")).toBeLessThan(kinds.indexOf("active"));
    const marks = frames.flatMap((frame) =>
      frame.kind === "active" ? [[frame.accountId, frame.enrollments]] : [],
    );
    expect(Object.fromEntries(marks)).toEqual({
      [one.account.id]: 0,
      [two.account.id]: 1,
      [three.account.id]: 0,
    });
  });

  it("asks only the accounts that somebody may enter, and no other by name", async () => {
    expect((await search(eastUser, CALLER))[0]).toEqual({ kind: "accounts", total: 3 });
    const answer = await eastUser.get(`/phone-search?phone=5550142&account=${stalled.account.id}`);
    expect(answer.status).toBe(404);
    for (const wrong of ["12", "", "1".repeat(41)])
      expect((await client.get(`/phone-search?phone=${wrong}`)).status).toBe(400);
  });

  it("shows no family where the enterprise lets its users see none, but to its admins", async () => {
    await writeControl(sql`insert into enterprise_overrides (id, enterprise_id, group_id, right_key, max_level, set_by, created_at, updated_at)
      select ${newId("enterpriseOverride", 0)}, ${enterprise.id}, ${east}, 'families', 'none', id, 0, 0 from enterprise_users limit 1`);
    house.clock.nowMs += 30_000;
    const bound = await search(eastUser, CALLER);
    expect([named(bound, "match"), bound.at(-1)]).toMatchObject([
      [],
      { kind: "done", matches: 0, withheld: 3 },
    ]);
    expect(named(await search(client, CALLER), "match")).toHaveLength(3);
    await writeControl(sql`delete from enterprise_overrides`);
    house.clock.nowMs += 30_000;
  });

  it("lets a stalled account hold up nobody; it says so and can be asked again", async () => {
    await addCaller(stalled, CALLER, "Nunez");
    let release = () => {};
    stallsAfter = new Promise((resolve) => {
      release = resolve;
    });
    const stalling = testHouse({
      wrap: (engine, accountId) => stall(engine, accountId === stalled.account.id),
    });
    const { client: agent } = await signedInEnterprise(stalling, enterprise);
    const startedAt = performance.now();
    const frames = await search(agent, CALLER);
    expect(performance.now() - startedAt).toBeLessThan(8_000);
    const at = (kind: string) => frames.findIndex((frame) => frame.kind === kind);
    expect(named(frames, "slow")).toEqual(["Club 03"]);
    // All others were there, marks included, before it was given up.
    const gaveUp = frames.findIndex((frame) => frame.kind === "unreachable" && frame.reason === "stalled");
    expect(frames[gaveUp].account.name).toBe("Club 03");
    expect(at("listed")).toBeLessThan(gaveUp);
    expect(frames.map(({ kind }) => kind).lastIndexOf("active")).toBeLessThan(gaveUp);
    expect(frames.at(-1)).toEqual({ kind: "done", matches: 3, unanswered: 1, withheld: 0 });

    release();
    const again = await search(agent, CALLER, `&account=${stalled.account.id}`);
    expect(again.map(({ kind }) => kind)).toEqual(["accounts", "match", "listed", "active", "done"]);
  });

  it("is asked from a telephone's tab: whoever is signed out signs in and comes back to the same number", async () => {
    const page = await new EnterpriseClient(house).page("/phone-search-link/+1%20312%20555%200142/");
    expect([page.status, page.headers.get("location")]).toEqual([
      302,
      "/enterprise/sign-in?next=%2Fenterprise%2Fphone-search-link%2F%2B1%2520312%2520555%25200142%2F",
    ]);
  });

  function stall(engine: Engine, isStalled: boolean): Engine {
    if (!isStalled) return engine;
    return {
      kind: engine.kind,
      async batch(statements, mode) {
        await stallsAfter;
        return engine.batch(statements, mode);
      },
    };
  }
});

/** A family with the number, whose child may be enrolled now, or was. */
async function addCaller(
  tenant: TestTenant,
  phone: string,
  lastName: string,
  enrolled?: "active" | "ended",
): Promise<void> {
  const guardians = [{ firstName: "Ana", lastName, emails: [], phones: [{ number: phone }] }];
  const students = [{ firstName: "Zoe", lastName }];
  const { id } = await createFamily(
    systemContext(tenant),
    familyInput({ name: lastName, guardians, students }),
  );
  if (!enrolled) return;
  const endsOn = enrolled === "ended" ? "2026-10-01" : null;
  const rows = [
    sql`insert into locations (id, name, time_zone, created_at, updated_at) values ('loc_x', 'Main', 'America/Chicago', 0, 0)`,
    sql`insert into classes (id, location_id, name, capacity, starts_on, created_at, updated_at)
      values ('cls_x', 'loc_x', 'Tumbling', 9, '2020-01-01', 0, 0)`,
    sql`insert into enrollments (id, student_id, class_id, kind, starts_on, ends_on, created_at, updated_at)
      select ${newId("enrollment")}, id, 'cls_x', 'active', '2026-09-01', ${endsOn}, 0, 0 from students where family_id = ${id}`,
  ];
  await tenant.database.commit({ statements: rows.map((row) => statement(row)) });
}
