import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { createFamily } from "../../worker/domains/families/create-family.ts";
import type { FoundRow } from "../../worker/enterprise/family-search/schemas.ts";
import type { AccountSync } from "../../worker/enterprise/sync/schemas.ts";
import { scheduleSyncs } from "../../worker/jobs/schedule-syncs.ts";
import { familyInput } from "../families/factories.ts";
import { staffContext, TEST_NOW_MS } from "../harness/actors.ts";
import { BARE_DOCUMENT, builtPages } from "../harness/built-pages.ts";
import {
  addAccount,
  addGroup,
  type EnterpriseClient,
  signedInEnterprise,
  type TestEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import type { TestTenant } from "../harness/tenant.ts";

interface Person {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly phone: string;
}

const PEOPLE: readonly Person[] = [
  { first: "José", last: "Núñez", email: "Jose.Nunez@example.org", phone: "(312) 555-0101" },
  { first: "Maria", last: "de la Cruz", email: "maria@dance.example", phone: "312.555.0102" },
  { first: "Siobhán", last: "O'Brien", email: "siobhan+gym@example.org", phone: "+1 312 555 0103" },
  { first: "Łukasz", last: "Müller", email: "lukasz@example.org", phone: "3125550104" },
  { first: "Ana", last: "Baker", email: "ana.baker@example.org", phone: "+44 20 7946 0018" },
  { first: "Ana", last: "Barker", email: "ana.barker@example.org", phone: "312 555 0106" },
];

let enterprise: TestEnterprise;
let house: TestHouse;
let owner: EnterpriseClient;
let member: EnterpriseClient;
let north: TestTenant;
let south: TestTenant;

beforeAll(async () => {
  enterprise = await testEnterprise(await testPlatform());
  const group = await addGroup(enterprise, "North");
  north = await addAccount(enterprise, { groupId: group, name: "North Gym" });
  south = await addAccount(enterprise, { name: "South Gym" });
  for (const [i, { first, last, email, phone }] of PEOPLE.entries()) {
    const ctx = await staffContext(i % 2 === 0 ? north : south);
    const guardian = {
      firstName: first,
      lastName: last,
      emails: [{ address: email }],
      phones: [{ number: phone }],
    };
    await createFamily(
      ctx,
      familyInput({ name: last, guardians: [guardian], students: [{ firstName: "Kid", lastName: last }] }),
    );
  }
  house = testHouse({ bindings: builtPages("/enterprise/index.html", BARE_DOCUMENT) });
  owner = (await signedInEnterprise(house, enterprise, { level: "user" })).client;
  member = (await signedInEnterprise(house, enterprise, { level: "user", groupId: group })).client;
  await scheduleSyncs(house.services);
  await house.drain();
}, 60_000);

const search = async (client: EnterpriseClient, terms: Record<string, string>): Promise<FoundRow[]> => {
  const answer = await client.get(`/family-search?${new URLSearchParams(terms)}`);
  expect(answer.status).toBe(200);
  return answer.body.rows;
};
const names = async (client: EnterpriseClient, terms: Record<string, string>) =>
  (await search(client, terms)).map(({ guardians }) => guardians).sort();

describe("Family Search finds", () => {
  it.each<[string, Record<string, string>, string[]]>([
    ["a first name", { name: "jose" }, ["José Núñez"]],
    ["accents, where there are some", { name: "Núñez" }, ["José Núñez"]],
    ["no accents, where there are some", { name: "NUNEZ" }, ["José Núñez"]],
    ["a whole name", { name: "José Núñez" }, ["José Núñez"]],
    ["a whole name, last name first", { name: "nunez jose" }, ["José Núñez"]],
    ["a name with a comma", { name: "Núñez, José" }, ["José Núñez"]],
    ["the beginning of a name while it is typed", { name: "jose nu" }, ["José Núñez"]],
    ["the middle word of a name", { name: "cruz" }, ["Maria de la Cruz"]],
    ["first and middle words in any order", { name: "cruz maria" }, ["Maria de la Cruz"]],
    ["every word of a long name", { name: "maria de la cruz" }, ["Maria de la Cruz"]],
    ["an apostrophe", { name: "o'brien" }, ["Siobhán O'Brien"]],
    ["no apostrophe", { name: "obrien" }, ["Siobhán O'Brien"]],
    ["what follows an apostrophe", { name: "brien" }, ["Siobhán O'Brien"]],
    ["letters that cannot be taken apart", { name: "lukasz muller" }, ["Łukasz Müller"]],
    ["all of several", { name: "ana" }, ["Ana Baker", "Ana Barker"]],
    ["one of several", { name: "ana bak" }, ["Ana Baker"]],
    ["an e-mail address in any case", { email: "JOSE.nunez@EXAMPLE.org" }, ["José Núñez"]],
    ["the beginning of an address", { email: "siobhan+" }, ["Siobhán O'Brien"]],
    ["a phone with brackets", { phone: "(312) 555-0101" }, ["José Núñez"]],
    ["a phone in digits", { phone: "3125550101" }, ["José Núñez"]],
    ["a phone with country code", { phone: "+13125550101" }, ["José Núñez"]],
    ["a phone with 00", { phone: "0013125550101" }, ["José Núñez"]],
    ["the end of a phone", { phone: "0104" }, ["Łukasz Müller"]],
    [
      "the beginning of a phone",
      { phone: "312 555" },
      ["Ana Barker", "José Núñez", "Maria de la Cruz", "Siobhán O'Brien", "Łukasz Müller"],
    ],
    ["a phone of another country", { phone: "+44 2079460018" }, ["Ana Baker"]],
    ["who matches all of several terms", { name: "ana", email: "ana.b", phone: "555-0106" }, ["Ana Barker"]],
    ["nobody, where one term does not match", { name: "ana", phone: "555-0101" }, []],
    ["nobody, by the name of a child", { name: "kid" }, []],
    ["nobody, by two people's names", { name: "jose baker" }, []],
    ["nobody, while a phone is two digits long", { name: "ana", phone: "31" }, []],
    ["nobody, by nothing but signs", { name: "%_" }, []],
    ["nobody, without a term", {}, []],
  ])("%s", async (_what, terms, expected) => {
    expect(await names(owner, terms)).toEqual([...expected].sort());
  });
});

describe("whose families there are", () => {
  it("is decided by the group: no other account's are told, nor can they be asked for", async () => {
    expect(await names(member, { name: "ana" })).toEqual(["Ana Baker"]);
    expect(await names(member, { phone: "0106" })).toEqual([]);
    const overview = (await member.get("/sync")).body;
    expect(overview.accounts.map(({ name }: AccountSync) => name)).toEqual(["North Gym"]);
    expect((await member.post("/sync", { accountId: south.account.id })).status).toBe(404);
    const page = await owner.page("/family-search?name=ana");
    expect(page.text).toContain("Ana Barker");
  });

  it("changes within half a minute, and at once for who is asked of by session", async () => {
    await writeControl(sql`update accounts set plan = 'premium' where id = ${south.account.id}`);
    house.clock.nowMs += 31_000;
    expect(await names(owner, { name: "ana" })).toEqual(["Ana Baker"]);
    await writeControl(sql`update accounts set plan = 'enterprise' where id = ${south.account.id}`);
    house.clock.nowMs += 31_000;
    expect(await names(owner, { name: "ana" })).toHaveLength(2);
  });
});

describe("what is known", () => {
  it("is Active by date without a sync, and says how old it is", async () => {
    const [found] = await search(owner, { name: "jose" });
    expect(found).toMatchObject({ isActive: false, accountName: "North Gym", syncedAt: TEST_NOW_MS });
    const { rows } = await oneEnrolled(north);
    expect(rows).toBe(1);
    await refresh(north.account.id);
    expect((await search(owner, { name: "jose" }))[0]!.isActive).toBe(false);
    house.clock.nowMs += 3 * 86_400_000;
    owner = (await signedInEnterprise(house, enterprise)).client;
    expect((await search(owner, { name: "jose" }))[0]!.isActive).toBe(true);
    house.clock.nowMs += 60 * 86_400_000;
    owner = (await signedInEnterprise(house, enterprise)).client;
    expect((await search(owner, { name: "jose" }))[0]!.isActive).toBe(false);
  });

  it("is refreshed by hand, with progress, audited, and not too often", async () => {
    const asked = await owner.post("/sync", { accountId: null });
    expect(asked.body).toMatchObject({ accounts: 2 });
    const phases = async () =>
      ((await owner.get("/sync")).body.accounts as AccountSync[]).map(({ phase }) => phase);
    expect(await phases()).toEqual(["waiting", "waiting"]);
    expect((await owner.post("/sync", { accountId: null })).status).toBe(429);
    house.clock.nowMs += 1_000;
    await house.drain();
    expect(await phases()).toEqual(["fresh", "fresh"]);
  });
});

async function refresh(accountId: string): Promise<void> {
  house.clock.nowMs += 61_000;
  expect((await owner.post("/sync", { accountId })).status).toBe(200);
  await house.drain();
}

/** José's child is enrolled for a month from tomorrow on. */
async function oneEnrolled(tenant: TestTenant): Promise<{ rows: number }> {
  const { database } = tenant;
  const [classId, locationId] = [newId("class"), newId("location")];
  const [, , added] = await database.commit({
    statements: [
      statement(
        sql`insert into locations (id, name, time_zone, created_at, updated_at) values (${locationId}, 'L', 'America/Chicago', 0, 0)`,
      ),
      statement(sql`insert into classes (id, location_id, name, capacity, starts_on, created_at, updated_at)
        values (${classId}, ${locationId}, 'Class', 8, '2026-01-01', 0, 0)`),
      statement(sql`insert into enrollments (id, student_id, class_id, kind, starts_on, ends_on, created_at, updated_at)
        select ${newId("enrollment")}, s.id, ${classId}, 'active', '2026-11-23', '2026-12-23', 0, 0
        from students s join guardians g on g.family_id = s.family_id where g.first_name = 'José' returning id`),
    ],
  });
  return { rows: added!.length };
}
