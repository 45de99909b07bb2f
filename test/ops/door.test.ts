import { describe, expect, it } from "vitest";
import { newId } from "../../tenant-schema/ids.ts";
import { testHouse } from "../harness/house.ts";

const TOKEN = "operator-token-of-at-least-32-characters";
const authorization = `Bearer ${TOKEN}`;

function accountBody(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    accountId: newId("account"),
    urlName: "tumble",
    displayName: "Tumble Town",
    plan: "elite",
    timeZone: "America/Chicago",
    locale: "en-US",
    currency: "USD",
    phoneRegion: "US",
    database: "pool",
    owner: { firstName: "Olivia", lastName: "Owens", email: "olivia@example.org" },
    ...overrides,
  };
}

const post = (body?: unknown, headers: Record<string, string> = { authorization }): RequestInit => ({
  method: "POST",
  headers: { ...headers, "content-type": "application/json" },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

describe("the operators' door", async () => {
  const house = testHouse({ bindings: { OPERATOR_TOKEN: TOKEN } });
  await house.fetch("/ops/setup", post());

  it("does not exist without the token, with a wrong one, or when none is set", async () => {
    const closed = testHouse();
    const attempts = [
      await house.fetch("/ops/setup", post(undefined, {})),
      await house.fetch("/ops/setup", post(undefined, { authorization: "Bearer wrong" })),
      await closed.fetch("/ops/setup", post()),
      await house.fetch("/ops/accounts", { headers: { authorization } }),
      await house.fetch("/ops/anything", post()),
    ];
    expect(attempts.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404]);
  });

  it("makes an account whose owner chooses a password from a mail and signs in", async () => {
    const body = accountBody();
    const answer = await house.fetch("/ops/accounts", post(body));
    expect(answer.status, await answer.clone().text()).toBe(201);
    expect(await answer.json()).toMatchObject({ urlName: "tumble", address: "https://app.test/a/tumble" });
    await house.drain();
    expect(house.mails.map((mail) => mail.to)).toEqual(["olivia@example.org"]);
    const token = /#([\w-]{20,})/.exec(house.mails[0]!.text)?.[1];

    const office = (path: string, sent: unknown, cookie = "") =>
      house.fetch(`/api/office/tumble${path}`, {
        method: "POST",
        headers: {
          origin: "https://app.test",
          "sec-fetch-site": "same-origin",
          "x-requested-by": "chalkline",
          "content-type": "application/json",
          cookie,
        },
        body: JSON.stringify(sent),
      });
    const redeemed = await office("/password-resets/redeem", { token, password: "a new beam routine" });
    expect(redeemed.ok, await redeemed.clone().text()).toBe(true);
    const signedIn = await office("/session", {
      login: "olivia@example.org",
      password: "a new beam routine",
    });
    expect(await signedIn.json()).toMatchObject({
      me: { account: { urlName: "tumble", plan: "elite" }, rights: { admin: "full", families: "full" } },
    });

    const again = await house.fetch("/ops/accounts", post(body));
    expect(again.status).toBe(201);
    await house.drain();
    expect(house.mails).toHaveLength(1);
  });

  it("refuses a name that is taken and particulars that cannot stand, saying what to change", async () => {
    await house.fetch("/ops/accounts", post(accountBody({ urlName: "taken" })));
    const taken = await house.fetch("/ops/accounts", post(accountBody({ urlName: "taken" })));
    expect([taken.status, ((await taken.json()) as { code: string }).code]).toEqual([409, "url_name_taken"]);
    const bad = await house.fetch("/ops/accounts", post(accountBody({ currency: "dollars" })));
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ fields: [{ path: "currency" }] });
  });

  it("suspends, renames and closes an account; cron ends it when the grace is over, and its name stays taken", async () => {
    const { accountId } = accountBody() as { accountId: string };
    await house.fetch("/ops/accounts", post(accountBody({ accountId, urlName: "leaving" })));
    const act = (name: string, body: unknown) =>
      house.fetch(`/ops/accounts/${accountId}/${name}`, post(body));
    const door = async (urlName = "leaving") => {
      house.clock.nowMs += 31_000;
      return (await house.fetch(`/api/office/${urlName}/session`)).status;
    };
    expect(await door()).toBe(401);
    expect((await act("suspend", { reason: "Unpaid" })).status).toBe(200);
    expect(await door()).toBe(403);
    expect((await act("suspend", { reason: "Unpaid" })).status).toBe(409);
    await act("unsuspend", { reason: "Paid" });
    expect((await act("rename", { urlName: "left" })).status).toBe(200);
    expect(await door("left")).toBe(401);
    expect((await act("close", { reason: "Retired", graceDays: 30 })).status).toBe(200);
    expect(await door("left")).toBe(410);
    await house.handlers.scheduled(house.bindings, { waitUntil: () => undefined });
    expect((await act("reopen", { reason: "Changed her mind" })).status).toBe(200);
    await act("close", { reason: "Retired", graceDays: 30 });
    house.clock.nowMs += 31 * 86_400_000;
    await house.handlers.scheduled(house.bindings, { waitUntil: () => undefined });
    expect((await act("reopen", { reason: "Too late" })).status).toBe(409);
    const again = await house.fetch("/ops/accounts", post(accountBody({ urlName: "leaving" })));
    expect(again.status).toBe(409);
    expect((await act("paint", { reason: "No such act" })).status).toBe(404);
  });
});
