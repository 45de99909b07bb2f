import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { newToken } from "../../worker/domains/staff-sessions/tokens.ts";
import type { Answer } from "../harness/client.ts";
import {
  addAccount,
  addGroup,
  EnterpriseClient,
  signedInEnterprise,
  testEnterprise,
  writeControl,
} from "../harness/enterprise.ts";
import { testHouse } from "../harness/house.ts";
import { testPlatform } from "../harness/platform.ts";
import {
  enterpriseLevelOf,
  enterpriseRoutes,
  isOpen,
  namesRecord,
  type PortalRoute,
  pathOf,
  takesBody,
} from "../harness/route-contract.ts";
import { signedIn } from "../harness/staff.ts";
import { NOT_404, OPEN, SAMPLES } from "./enterprise-samples.ts";

const routes = enterpriseRoutes();
const SESSION = "__Host-chalkline-enterprise";
const ENDED = [401, "session_ended"];

describe("every enterprise route", async () => {
  const platform = await testPlatform();
  const enterprise = await testEnterprise(platform);
  const tenant = await addAccount(enterprise);
  const house = testHouse();
  const off = await addGroup(enterprise, "Switched off", { isActive: false });
  const { client: admin } = await signedInEnterprise(house, enterprise);
  const { client: user } = await signedInEnterprise(house, enterprise, { level: "user" });
  const { client: suspended, user: gone } = await signedInEnterprise(house, enterprise);
  const { client: shut } = await signedInEnterprise(house, enterprise, { groupId: off });
  const left = await testEnterprise(platform, "Left the plan");
  const former = await addAccount(left);
  const { client: planless } = await signedInEnterprise(house, left);
  const { client: staff } = await signedIn(house, tenant, { admin: "full" });

  beforeAll(async () => {
    await writeControl(
      sql`update enterprise_users set state = 'suspended' where id = ${gone.id}`,
      sql`update accounts set plan = 'premium' where id = ${former.account.id}`,
    );
  });

  const call = (client: EnterpriseClient, route: PortalRoute, body: unknown = SAMPLES[route.key]) => {
    if (route.method === "GET") return client.get(`${pathOf(route)}${body ?? ""}`);
    return client.send(route.method, pathOf(route), body ?? {});
  };
  const problem = ({ status, body }: Answer) => [status, body?.code];
  const closed = routes.filter((route) => !isOpen(route));
  const each = (some: readonly PortalRoute[]) => some.map((route) => [route.key, route] as const);

  it("says who may call it, and few are open to everybody", () => {
    expect(closed.filter((route) => enterpriseLevelOf(route) === null).map(({ key }) => key)).toEqual([]);
    expect(
      routes
        .filter(isOpen)
        .map(({ key }) => key)
        .sort(),
    ).toEqual([...OPEN].sort());
    const needed = routes.filter((route) => takesBody(route) && namesRecord(route)).map(({ key }) => key);
    expect(needed.filter((key) => !(key in SAMPLES))).toEqual([]);
    const known = new Set(routes.map(({ key }) => key));
    expect([...Object.keys(SAMPLES), ...Object.keys(NOT_404)].filter((key) => !known.has(key))).toEqual([]);
  });

  it.each(each(closed))("%s: refuses whoever is not signed in here", async (_key, route) => {
    expect(problem(await call(new EnterpriseClient(house), route))).toEqual(ENDED);
    const [office] = staff.cookies.values();
    for (const token of [newToken(), office!]) {
      const carried = new EnterpriseClient(house, new Map([[SESSION, token]]));
      expect(problem(await call(carried, route))).toEqual(ENDED);
    }
    for (const client of [suspended, shut, planless])
      expect(problem(await call(client, route))).toEqual(ENDED);
  });

  it.each(each(closed.filter((route) => enterpriseLevelOf(route) === "admin")))(
    "%s: is for Admins",
    async (_key, route) => {
      expect(problem(await call(user, route))).toEqual([403, "admins_only"]);
    },
  );

  it.each(each(routes.filter(takesBody)))(
    "%s: refuses a body of the wrong shape, by field",
    async (_key, route) => {
      const answer = await call(admin, route, ["not", "what", "it", "takes"]);
      expect(problem(answer)).toEqual([400, "bad_input"]);
      expect(answer.body.fields[0]).toEqual({ path: expect.any(String), message: expect.any(String) });
    },
  );

  it.each(each(routes.filter((route) => route.method !== "GET")))(
    "%s: refuses what another site sends",
    async (_key, route) => {
      for (const [name, value] of [
        ["origin", "https://evil.example"],
        ["sec-fetch-site", "cross-site"],
      ] as const) {
        const headers = { "content-type": "application/json", [name]: value };
        expect(problem(await admin.send(route.method, pathOf(route), "{}", headers))).toEqual([
          403,
          "foreign_request",
        ]);
      }
    },
  );

  it.each(each(closed.filter((route) => namesRecord(route) && !(route.key in NOT_404))))(
    "%s: does not find what is not there",
    async (_key, route) => {
      const answer = await call(admin, route);
      expect([...problem(answer), answer.body?.fields]).toEqual([404, "not_found", undefined]);
    },
  );

  it("shows each their own accounts, and pages lead to signing in and back", async () => {
    const { body } = await admin.get("/accounts");
    expect(body.accounts).toMatchObject([{ id: tenant.account.id, health: "fine", groupId: null }]);
    const away = await new EnterpriseClient(house).page("/accounts?group=x");
    expect([away.status, away.headers.get("location")]).toEqual([
      302,
      "/enterprise/sign-in?next=%2Fenterprise%2Faccounts%3Fgroup%3Dx",
    ]);
  });
});
