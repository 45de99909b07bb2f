import { describe, expect, it } from "vitest";
import { beginMethod } from "../../worker/domains/payments/begin-method.ts";
import {
  connect,
  disconnect,
  getProcessorSettings,
} from "../../worker/domains/payments/processor-settings.ts";
import { SANDBOX_KEY_PREFIX } from "../../worker/providers/payments/sandbox/sandbox.ts";
import { staffContext } from "../harness/actors.ts";
import { openTestTenant } from "../harness/tenant.ts";
import { addPayer, openTill } from "./till.ts";

describe("connecting a processor", async () => {
  const till = await openTill(await openTestTenant({ engine: "d1" }));
  const { ctx, desk, house, tenant } = till;
  const secretKey = `${SANDBOX_KEY_PREFIX}new-one`;
  const keys = { kind: "sandbox", publishableKey: "publishable-1", secretKey } as const;

  it("tries the keys and never shows the secret one again", async () => {
    const answer = await connect(ctx, house.services, keys);
    expect(answer).toMatchObject({ outcome: "connected" });
    const settings = await getProcessorSettings(ctx, house.services);
    expect(settings.connected).toMatchObject({
      kind: "sandbox",
      publishableKey: "publishable-1",
      hasWebhookSecret: true,
    });
    expect(JSON.stringify([answer, settings])).not.toContain(secretKey);
  });

  it("changes nothing when the processor refuses them", async () => {
    const refused = await connect(ctx, house.services, {
      ...keys,
      publishableKey: "other",
      secretKey: "wrong-key",
    });
    expect(refused).toMatchObject({ outcome: "refused" });
    const { connected } = await getProcessorSettings(ctx, house.services);
    expect(connected?.publishableKey).toBe("publishable-1");
  });

  it("takes the right to set up billing", async () => {
    const other = await staffContext(tenant, { payments: "full" });
    await expect(connect(other, house.services, keys)).rejects.toMatchObject({ status: 403 });
    await expect(disconnect(other, house.services)).rejects.toMatchObject({ status: 403 });
    await expect(getProcessorSettings(other, house.services)).rejects.toMatchObject({ status: 403 });
  });

  it("forgets the keys", async () => {
    const familyId = await addPayer(till);
    const now = await staffContext(tenant);
    expect((await disconnect(now, house.services)).connected).toBeNull();
    await expect(beginMethod(now, desk, { familyId })).rejects.toMatchObject({ code: "no_processor" });
    await expect(disconnect(now, house.services)).rejects.toMatchObject({ status: 409 });
  });
});
