import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { select } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { hashToken, newToken } from "../../worker/domains/staff-sessions/tokens.ts";
import {
  EnterpriseClient,
  type TestEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { type TestHouse, testHouse } from "../harness/house.ts";
import { type Platform, testPlatform } from "../harness/platform.ts";

const { origin, variables } = inject("identity");
const HOUR_MS = 3_600_000;
type Provider = "google" | "microsoft";

let platform: Platform;
let enterprise: TestEnterprise;
let house: TestHouse;

beforeAll(async () => {
  platform = await testPlatform();
  enterprise = await testEnterprise(platform);
  await writeControl(
    sql`update enterprises set identity_tenants = '["tenant-one"]' where id = ${enterprise.id}`,
  );
  house = testHouse({ bindings: variables, nowMs: Date.now() });
});

/** Somebody who was sent an invitation; answers what its link carries. */
async function invite(email: string, of: TestEnterprise = enterprise) {
  const [id, token] = [newId("enterpriseUser"), newToken()];
  await writeControl(sql`insert into enterprise_users (id, enterprise_id, level, name, email, email_folded, state,
      invite_token_hash, invite_expires_at, created_at, updated_at)
    values (${id}, ${of.id}, 'admin', 'Ann', ${email}, ${email}, 'invited', ${await hashToken(token)},
      ${Date.now() + HOUR_MS}, 0, 0)`);
  return { id, token };
}

/** What a browser does at the provider: it follows, chooses who it is, and comes back with a code. */
async function atProvider(address: string, subject: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = new URL(address);
  let form: string | undefined;
  for (let step = 0; step < 10; step++) {
    const response = await fetch(next, {
      redirect: "manual",
      method: form === undefined ? "GET" : "POST",
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form === undefined ? {} : { body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = "", value = ""] = line.split(";")[0]!.split(/=(.*)/s);
      cookies.set(name, value);
    }
    form = undefined;
    const location = response.headers.get("location");
    await response.text();
    if (location === null) form = new URLSearchParams({ subject }).toString();
    else {
      next = new URL(location, next);
      if (next.origin !== origin) return `${next.pathname}${next.search}`;
    }
  }
  throw new Error(`The provider leads nowhere: ${next}`);
}

type Wish = {
  provider?: Provider;
  invite?: string;
  next?: string;
  client?: EnterpriseClient;
  at?: TestHouse;
};

async function begin({
  provider = "google",
  invite: token,
  next,
  at = house,
  client = new EnterpriseClient(at),
}: Wish) {
  const query = new URLSearchParams({ ...(token ? { invite: token } : {}), ...(next ? { next } : {}) });
  const started = await client.raw(`/enterprise/sign-in/${provider}?${query}`, {});
  expect(started.status).toBe(303);
  return { client, location: started.headers.get("location")! };
}

/** The whole way; where the browser ends, and as whom. */
async function signIn(subject: string, wish: Wish = {}) {
  const { client, location } = await begin(wish);
  const back = await atProvider(location, subject);
  const ended = await client.raw(back, {});
  return { client, back, ended: [ended.status, ended.headers.get("location")] };
}

const refused = (code: string, as?: string) => [
  303,
  `/enterprise/sign-in?${new URLSearchParams({ refused: code, ...(as ? { as } : {}) })}`,
];

describe("signing in with an invitation", () => {
  it("binds the person once, comes back to the page, and needs no invitation any more", async () => {
    const { id, token } = await invite("ann@example.org");
    const first = await signIn("ann", { invite: token, next: "/enterprise/accounts?group=x" });
    expect(first.ended).toEqual([303, "/enterprise/accounts?group=x"]);
    expect((await first.client.get("/session")).body.user).toMatchObject({ id, level: "admin" });
    expect((await signIn("ann", { invite: token })).ended).toEqual(refused("invite_over"));
    const { client, ended } = await signIn("ann", { next: "//evil.example" });
    expect(ended).toEqual([303, "/enterprise/"]);
    expect((await client.get("/session")).status).toBe(200);
    const { rows } = await platform.control.read({
      rows: select(
        { action: sql<string>`action`, summary: sql<string>`summary` },
        sql`from enterprise_audit where user_id = ${id} order by seq`,
      ),
    });
    expect(rows.map(({ action }) => action)).toEqual(["users.join", "sessions.start", "sessions.start"]);
  });

  it("is for the address that was invited, and at Microsoft for an organization on the list", async () => {
    const { token } = await invite("carl@example.org");
    expect((await signIn("bob", { invite: token })).ended).toEqual(
      refused("other_address", "bob@example.org"),
    );
    const eve = await invite("eve@example.org");
    const wish = { invite: eve.token, provider: "microsoft" } as const;
    expect((await signIn("eve", wish)).ended).toEqual(refused("wrong_organization", "eve@example.org"));
    await writeControl(sql`update enterprises set identity_tenants = '["tenant-one","tenant-other"]'
      where id = ${enterprise.id}`);
    expect((await signIn("eve", wish)).ended).toEqual([303, "/enterprise/"]);
    await writeControl(
      sql`update enterprises set identity_tenants = '["tenant-one"]' where id = ${enterprise.id}`,
    );
    expect((await signIn("eve", { provider: "microsoft" })).ended).toEqual(
      refused("wrong_organization", "eve@example.org"),
    );
  });

  it("is refused to whoever was not invited", async () => {
    expect((await signIn("bob")).ended).toEqual(refused("not_invited", "bob@example.org"));
  });
});

describe("what does not hold is refused", () => {
  it("another nonce, another issuer, an expired token", async () => {
    const { client, location } = await begin({});
    const other = new URL(location);
    other.searchParams.set("nonce", "another");
    const back = await atProvider(other.href, "ann");
    expect((await client.raw(back, {})).headers.get("location")).toContain("refused=failed");
    const settings = { ...JSON.parse(variables.IDENTITY_GOOGLE), issuer: "https://issuer.example" };
    const foreign = testHouse({
      bindings: { ...variables, IDENTITY_GOOGLE: JSON.stringify(settings) },
      nowMs: Date.now(),
    });
    expect((await signIn("ann", { at: foreign })).ended).toEqual(refused("failed"));
    const late = testHouse({ bindings: variables, nowMs: Date.now() + 2 * HOUR_MS });
    expect((await signIn("ann", { at: late })).ended).toEqual(refused("failed"));
  });

  it("a code or a state that was used, another browser, a late return, a cancelled one", async () => {
    const { client, back } = await signIn("ann");
    expect((await client.raw(back, {})).headers.get("location")).toContain("refused=stale");
    const again = await begin({});
    const replayed = new URL(back, "https://app.test");
    replayed.searchParams.set("state", new URL(again.location).searchParams.get("state")!);
    const answer = await again.client.raw(`${replayed.pathname}${replayed.search}`, {});
    expect(answer.headers.get("location")).toContain("refused=failed");
    const mine = await begin({});
    const code = await atProvider(mine.location, "ann");
    const theirs = await begin({});
    expect((await theirs.client.raw(code, {})).headers.get("location")).toContain("refused=stale");
    house.clock.nowMs += 11 * 60_000;
    expect((await mine.client.raw(code, {})).headers.get("location")).toContain("refused=stale");
    house.clock.nowMs = Date.now();
    expect((await signIn("")).ended).toEqual(refused("cancelled"));
  });

  it("a group that is switched off, a suspended user, an enterprise without the plan", async () => {
    const set = (change: string) =>
      writeControl(sql.raw(`update enterprise_users set ${change} where subject = 'ann'`));
    const group = newId("enterpriseGroup");
    await writeControl(sql`insert into enterprise_groups (id, enterprise_id, name, created_at, updated_at)
      values (${group}, ${enterprise.id}, 'Off', 0, 0)`);
    await set(`group_id = '${group}'`);
    expect((await signIn("ann")).ended).toEqual(refused("group_off"));
    await set("group_id = null, state = 'suspended'");
    expect((await signIn("ann")).ended).toEqual(refused("suspended", "Ann@Example.org"));
    await set("state = 'active'");
    expect((await signIn("ann")).ended).toEqual([303, "/enterprise/"]);
  });
});

describe("a session", () => {
  it("ends at once with a suspension, and with the identity token unless it is refreshed in use", async () => {
    house.clock.nowMs = Date.now();
    const { client } = await signIn("ann");
    const status = async () => (await client.get("/session")).status;
    await writeControl(sql`update enterprise_users set state = 'suspended' where subject = 'ann'`);
    expect(await status()).toBe(401);
    await writeControl(sql`update enterprise_users set state = 'active' where subject = 'ann'`);
    expect(await status()).toBe(200);
    const expiry = async () =>
      (
        await platform.control.read({
          rows: select(
            { at: sql<number>`max(expires_at)` },
            sql`from enterprise_sessions where ended_at is null`,
          ),
        })
      ).rows[0]!.at;
    const before = await expiry();
    // The provider's clock is the real one: within the last ten minutes of the token it gives a new one of an hour.
    await writeControl(sql`update enterprise_sessions set expires_at = ${house.clock.nowMs + 5 * 60_000}`);
    expect(await status()).toBe(200);
    await house.settle();
    expect(await expiry()).toBeGreaterThanOrEqual(before);
    await writeControl(sql`update enterprise_sessions set refresh_token = null`);
    house.clock.nowMs = (await expiry()) + 1;
    expect(await status()).toBe(401);
    house.clock.nowMs = Date.now();
  });
});
