import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { suspendAccount } from "../../control-plane/close-account.ts";
import { statement } from "../../control-plane/query.ts";
import { newId } from "../../tenant-schema/ids.ts";
import { newToken } from "../../worker/domains/staff-sessions/tokens.ts";
import type { FamilyRole } from "../../worker/kernel/context.ts";
import { type Answer, FamilyClient } from "../harness/client.ts";
import { signedInFamily } from "../harness/guardians.ts";
import { testHouse } from "../harness/house.ts";
import { testActor, testPlatform } from "../harness/platform.ts";
import {
  familyRoutes,
  isOpen,
  namesRecord,
  type PortalRoute,
  pathOf,
  roleOf,
  takesBody,
  uploadOf,
} from "../harness/route-contract.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { NOT_404, OPEN_WRITES, SAMPLES } from "./family-samples.ts";

const routes = familyRoutes();
const LESSER: Readonly<Record<FamilyRole, FamilyRole | null>> = {
  owner: "payer",
  payer: "viewer",
  viewer: "pickup_only",
  pickup_only: null,
};

describe("every family route", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const neighbour = await openTestTenant({ engine: "d1", platform });
  const closed = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client: owner } = await signedInFamily(house, tenant);
  const { client: foreign } = await signedInFamily(house, neighbour);
  const { client: locked } = await signedInFamily(house, closed);
  const { client: suspended, guardian } = await signedInFamily(house, tenant);
  const { client: staff } = await signedIn(house, tenant, { admin: "full" });
  const lesser = {
    payer: (await signedInFamily(house, tenant, "payer")).client,
    viewer: (await signedInFamily(house, tenant, "viewer")).client,
    pickup_only: (await signedInFamily(house, tenant, "pickup_only")).client,
  };
  const { urlName, id: accountId } = tenant.account;
  const ownCookie = `__Host-chalkline-family-${accountId}`;

  beforeAll(async () => {
    await suspendAccount(platform, { accountId: closed.account.id, reason: "unpaid" }, testActor);
    house.services.house.directory.forget(closed.account.id);
    await tenant.database.commit({
      statements: [
        statement(sql`insert into family_suspensions
          (id, family_id, reason, suspended_at, suspended_by, created_at, updated_at)
          values (${newId("suspension")}, ${guardian.familyId}, 'unpaid', 1, 'x', 1, 1)`),
      ],
    });
  });

  const call = (client: FamilyClient, route: PortalRoute, body: unknown = SAMPLES[route.key]) => {
    const upload = uploadOf(route);
    const type: Record<string, string> = upload ? { "content-type": upload.types[0]! } : {};
    if (route.method === "GET") return client.get(`${pathOf(route)}${body ?? ""}`);
    return client.send(route.method, pathOf(route), body ?? {}, type);
  };
  const problem = ({ status, body }: Answer) => [status, body?.code];

  it("says who may call it, and few writes are open to everybody", () => {
    const unmarked = routes.filter((route) => !isOpen(route) && roleOf(route) === null);
    expect(unmarked.map(({ key }) => key)).toEqual([]);
    const openWrites = routes.filter((route) => isOpen(route) && route.method !== "GET");
    expect(openWrites.map(({ key }) => key).sort()).toEqual([...OPEN_WRITES].sort());
  });

  it("has a sample body wherever a record must be missed", () => {
    const needed = routes.filter((route) => takesBody(route) && namesRecord(route)).map(({ key }) => key);
    expect(needed.filter((key) => !(key in SAMPLES))).toEqual([]);
    const known = new Set(routes.map(({ key }) => key));
    expect([...Object.keys(SAMPLES), ...Object.keys(NOT_404)].filter((key) => !known.has(key))).toEqual([]);
  });

  const closedRoutes = routes.filter((route) => !isOpen(route));
  const each = (some: readonly PortalRoute[]) => some.map((route) => [route.key, route] as const);
  const ENDED = [401, "session_ended"];

  it.each(each(closedRoutes))("%s: refuses whoever is not signed in here", async (_key, route) => {
    expect(problem(await call(new FamilyClient(house, urlName), route))).toEqual(ENDED);
    const [officeToken] = staff.cookies.values();
    const [neighbourToken] = foreign.cookies.values();
    for (const token of [newToken(), officeToken!, neighbourToken!]) {
      const carried = new Map([
        [ownCookie, token],
        [`__Host-chalkline-family-${neighbour.account.id}`, token],
      ]);
      expect(problem(await call(new FamilyClient(house, urlName, carried), route))).toEqual(ENDED);
    }
  });

  it.each(each(closedRoutes))("%s: refuses the session of a suspended family", async (_key, route) => {
    expect(problem(await call(suspended, route))).toEqual(ENDED);
  });

  it.each(each(closedRoutes.filter((route) => LESSER[roleOf(route)!] !== null)))(
    "%s: refuses a lesser role, and names the one it takes",
    async (_key, route) => {
      const role = roleOf(route)!;
      const answer = await call(lesser[LESSER[role] as keyof typeof lesser], route);
      expect(answer.body).toMatchObject({ status: 403, code: "role_missing", role });
    },
  );

  it.each(each(routes))(
    "%s: is shut while the account is suspended, and unknown elsewhere",
    async (_key, route) => {
      expect(problem(await call(locked, route))).toEqual([403, "account_suspended"]);
      const nowhere = new FamilyClient(house, "no-such-school");
      expect(problem(await call(nowhere, route))).toEqual([404, "account_unknown"]);
    },
  );

  it.each(each(routes.filter(takesBody)))(
    "%s: refuses a body of the wrong shape, by field",
    async (_key, route) => {
      const answer = await call(owner, route, ["not", "what", "it", "takes"]);
      expect(problem(answer)).toEqual([400, "bad_input"]);
      expect(answer.body.fields[0]).toEqual({ path: expect.any(String), message: expect.any(String) });
    },
  );

  it.each(each(routes.filter((route) => route.method !== "GET")))(
    "%s: refuses what another site sends",
    async (_key, route) => {
      const type = uploadOf(route)?.types[0] ?? "application/json";
      const headers = { "content-type": type };
      const path = pathOf(route);
      const foreignOrigin = { ...headers, origin: "https://evil.example" };
      expect(problem(await owner.send(route.method, path, "{}", foreignOrigin))).toEqual([
        403,
        "foreign_request",
      ]);
      const embedded = { ...headers, "sec-fetch-site": "cross-site" };
      expect(problem(await owner.send(route.method, path, "{}", embedded))).toEqual([403, "foreign_request"]);
    },
  );

  it.each(each(routes.filter((route) => namesRecord(route) && !(route.key in NOT_404))))(
    "%s: does not find what is not there",
    async (_key, route) => {
      const answer = await call(owner, route);
      expect([...problem(answer), answer.body?.fields]).toEqual([404, "not_found", undefined]);
    },
  );
});
