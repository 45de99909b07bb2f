import { beforeAll, describe, expect, it } from "vitest";
import { suspendAccount } from "../../control-plane/close-account.ts";
import { newToken } from "../../worker/domains/staff-sessions/tokens.ts";
import { type Answer, OfficeClient } from "../harness/client.ts";
import { testHouse } from "../harness/house.ts";
import { testActor, testPlatform } from "../harness/platform.ts";
import {
  isOpen,
  namesRecord,
  officeRoutes,
  type PortalRoute,
  pathOf,
  rightOf,
  takesBody,
  uploadOf,
} from "../harness/route-contract.ts";
import { signedIn } from "../harness/staff.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { NOT_404, SAMPLES } from "./contract-samples.ts";

const routes = officeRoutes();
const OPEN = ["POST /session", "POST /password-resets", "POST /password-resets/redeem"];

describe("every office route", async () => {
  const platform = await testPlatform();
  const tenant = await openTestTenant({ engine: "d1", platform });
  const neighbour = await openTestTenant({ engine: "d1", platform });
  const closed = await openTestTenant({ engine: "d1", platform });
  const house = testHouse();
  const { client: admin } = await signedIn(house, tenant, { admin: "full" });
  const { client: bare } = await signedIn(house, tenant, {});
  const { client: foreign } = await signedIn(house, neighbour, { admin: "full" });
  const { client: locked } = await signedIn(house, closed, { admin: "full" });
  const { urlName, id: accountId } = tenant.account;

  beforeAll(async () => {
    await suspendAccount(platform, { accountId: closed.account.id, reason: "unpaid" }, testActor);
    house.services.house.directory.forget(closed.account.id);
  });

  const call = (client: OfficeClient, route: PortalRoute, body: unknown = SAMPLES[route.key] ?? {}) => {
    const upload = uploadOf(route);
    const type: Record<string, string> = upload ? { "content-type": upload.types[0]! } : {};
    const sent = route.method === "GET" ? undefined : body;
    return client.send(route.method, pathOf(route), sent, type);
  };
  const problem = ({ status, body }: Answer) => [status, body?.code];

  it("says who may call it, and only signing in is open to everybody", () => {
    const unmarked = routes.filter(
      (route) => !route.marks.some(({ kind }) => kind === "needs" || kind === "anyone"),
    );
    expect(unmarked.map(({ key }) => key)).toEqual([]);
    expect(routes.filter(isOpen).map(({ key }) => key)).toEqual(OPEN);
    expect(routes.length).toBeGreaterThan(80);
  });

  it("has a sample body wherever a record must be missed", () => {
    const needed = routes.filter((route) => takesBody(route) && namesRecord(route)).map(({ key }) => key);
    expect(needed.filter((key) => !(key in SAMPLES))).toEqual([]);
    const known = new Set(routes.map(({ key }) => key));
    expect([...Object.keys(SAMPLES), ...Object.keys(NOT_404)].filter((key) => !known.has(key))).toEqual([]);
  });

  const closedRoutes = routes.filter((route) => !isOpen(route));
  const each = (some: readonly PortalRoute[]) => some.map((route) => [route.key, route] as const);

  it.each(each(closedRoutes))("%s: refuses whoever is not signed in", async (_key, route) => {
    expect(problem(await call(new OfficeClient(house, urlName), route))).toEqual([401, "session_ended"]);
    const made = new Map([[`__Host-chalkline-office-${accountId}`, newToken()]]);
    expect(problem(await call(new OfficeClient(house, urlName, made), route))).toEqual([
      401,
      "session_ended",
    ]);
  });

  it.each(each(closedRoutes))("%s: refuses the session of another school", async (_key, route) => {
    const [token] = foreign.cookies.values();
    const carried = new Map([
      [`__Host-chalkline-office-${accountId}`, token!],
      [`__Host-chalkline-office-${neighbour.account.id}`, token!],
    ]);
    expect(problem(await call(new OfficeClient(house, urlName, carried), route))).toEqual([
      401,
      "session_ended",
    ]);
  });

  it.each(each(closedRoutes.filter((route) => rightOf(route) !== null)))(
    "%s: refuses whoever lacks the right, and names it",
    async (_key, route) => {
      const answer = await call(bare, route);
      expect(answer.body).toMatchObject({ status: 403, code: "right_missing", right: rightOf(route) });
    },
  );

  it.each(each(routes))(
    "%s: is shut while the account is suspended, and unknown elsewhere",
    async (_key, route) => {
      expect(problem(await call(locked, route))).toEqual([403, "account_suspended"]);
      expect(problem(await call(new OfficeClient(house, "no-such-school"), route))).toEqual([
        404,
        "account_unknown",
      ]);
    },
  );

  it.each(each(routes.filter(takesBody)))(
    "%s: refuses a body of the wrong shape, by field",
    async (_key, route) => {
      const answer = await call(admin, route, ["not", "what", "it", "takes"]);
      expect(problem(answer)).toEqual([400, "bad_input"]);
      expect(answer.body.fields.length).toBeGreaterThan(0);
      expect(answer.body.fields[0]).toEqual({ path: expect.any(String), message: expect.any(String) });
    },
  );

  it.each(each(routes.filter((route) => route.method !== "GET")))(
    "%s: refuses what another site sends",
    async (_key, route) => {
      const type = uploadOf(route)?.types[0] ?? "application/json";
      const answer = await admin.send(route.method, pathOf(route), "{}", {
        "content-type": type,
        origin: "https://evil.example",
      });
      expect(problem(answer)).toEqual([403, "foreign_request"]);
    },
  );

  it.each(each(closedRoutes.filter((route) => namesRecord(route) && !(route.key in NOT_404))))(
    "%s: does not find what is not there",
    async (_key, route) => {
      const answer = await call(admin, route);
      expect([...problem(answer), answer.body?.fields]).toEqual([404, "not_found", undefined]);
    },
  );
});
