import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { closeAccount, finishClosing } from "../../control-plane/close-account.ts";
import {
  describeProcessor,
  keepWebhookSecret,
  ProcessorConflict,
  type ProcessorDeps,
  type ProcessorInput,
  readProcessor,
  removeProcessor,
  rotateWebhookPath,
  storeProcessor,
} from "../../control-plane/payment-processors.ts";
import { findWebhookPath } from "../../control-plane/payment-webhook-paths.ts";
import { select, statement } from "../../control-plane/query.ts";
import { SecretUnreadable } from "../../control-plane/secrets.ts";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { connectProcessor } from "../../worker/providers/payments/connect-processor.ts";
import { productionPayments } from "../../worker/providers/payments/production.ts";
import type { HookRecord } from "../../worker/providers/payments/sandbox/deliver.ts";
import { localPayments } from "../../worker/providers/payments/sandbox/sandbox.ts";
import { type SandboxWorld, sandboxAccount } from "../../worker/providers/payments/sandbox/world.ts";
import { barrier } from "../harness/barrier.ts";
import { type Platform, platformOver, testActor, testPlatform } from "../harness/platform.ts";
import { openTestTenant } from "../harness/tenant.ts";

const SECRET = "sk_live_secret-of-the-school";
let nowMs = 1_000;
let platform: Platform;
let deps: ProcessorDeps;

beforeAll(async () => {
  platform = await testPlatform({ migrations: [], now: () => nowMs });
  deps = { control: platform.control, masterKey: env.MASTER_KEY, now: () => nowMs };
});

const school = async () => (await openTestTenant({ engine: "d1", platform })).account.id;
const keys = (accountId: string, more: Partial<ProcessorInput> = {}): ProcessorInput => ({
  accountId,
  kind: "stripe",
  publishableKey: "pk_live_1",
  secretKey: SECRET,
  ...more,
});
const store = (input: ProcessorInput, by = deps) => storeProcessor(by, input, testActor);
const everythingKept = async () => {
  const { rows } = await platform.control.read({
    rows: select(
      { text: sql<string>`text` },
      sql`from (select publishable_key || secret_key as text from payment_processors
        union all select token_hash || coalesce(webhook_secret, '') from payment_webhook_paths
        union all select action || coalesce(before, '') || coalesce(after, '') from control_audit)`,
    ),
  });
  return rows.map(({ text }) => text).join("\n");
};

/** Holds every write back until both are ready. */
const racing = (): ProcessorDeps => {
  const meet = barrier(2);
  const wrap = (engine: Engine): Engine => ({
    kind: engine.kind,
    batch: async (statements, mode) => {
      if (mode === "write") await meet();
      return engine.batch(statements, mode);
    },
  });
  return { ...deps, control: platformOver({ wrap }).control };
};

describe("a school's own keys", () => {
  test("open again for their school only, and lie nowhere in the clear", async () => {
    const [one, two] = [await school(), await school()];
    const { pathToken } = await store(keys(one));
    await keepWebhookSecret(deps, { accountId: one, webhookSecret: "whsec_of-one" }, testActor);
    await store(keys(two, { secretKey: "sk_other" }));
    expect(await readProcessor(deps, one)).toEqual(keys(one));
    expect(await describeProcessor(deps, one)).toEqual({
      kind: "stripe",
      publishableKey: "pk_live_1",
      hasWebhookSecret: true,
      createdAt: nowMs,
      updatedAt: nowMs,
    });
    expect(await describeProcessor(deps, two)).toMatchObject({ hasWebhookSecret: false });
    const kept = await everythingKept();
    for (const secret of [SECRET, "sk_other", "whsec_of-one", pathToken!]) expect(kept).not.toContain(secret);
    await platform.control.commit({
      statements: [
        statement(sql`update payment_processors set secret_key = (
          select secret_key from payment_processors where account_id = ${one}) where account_id = ${two}`),
      ],
    });
    await expect(readProcessor(deps, two)).rejects.toBeInstanceOf(SecretUnreadable);
  });

  test("are replaced without a new address, unless the processor is another", async () => {
    const id = await school();
    const first = await store(keys(id));
    await keepWebhookSecret(deps, { accountId: id, webhookSecret: "whsec_1" }, testActor);
    expect(await store(keys(id, { secretKey: "sk_new" }))).toEqual({ pathToken: null });
    expect(await readProcessor(deps, id)).toMatchObject({ secretKey: "sk_new" });
    const other = await store(keys(id, { kind: "sandbox", secretKey: "sk_sandbox" }));
    const old = { accountId: id, kind: "stripe", webhookSecret: "whsec_1" };
    expect(await findWebhookPath(deps, first.pathToken!)).toEqual(old);
    expect(await findWebhookPath(deps, other.pathToken!)).toMatchObject({ kind: "sandbox" });
    nowMs += 180 * 86_400_000;
    expect(await findWebhookPath(deps, first.pathToken!)).toBeNull();
    expect(await findWebhookPath(deps, other.pathToken!)).not.toBeNull();
  });

  test("each change leaves who made it", async () => {
    const id = await school();
    await store(keys(id));
    await keepWebhookSecret(deps, { accountId: id, webhookSecret: "whsec_1" }, testActor);
    await rotateWebhookPath(deps, { accountId: id, oldEndsAt: nowMs }, testActor);
    await removeProcessor(deps, id, testActor);
    const { rows } = await platform.control.read({
      rows: select(
        { action: sql<string>`action`, by: sql<string>`actor_id` },
        sql`from control_audit where account_id = ${id} and action like 'processor.%' order by seq`,
      ),
    });
    expect(rows.map(({ action }) => action)).toEqual([
      "processor.store",
      "processor.webhook-secret",
      "processor.webhook-path",
      "processor.remove",
    ]);
    expect(new Set(rows.map(({ by }) => by))).toEqual(new Set([testActor.id]));
  });

  test("of two who change them at once, the later is told", async () => {
    const id = await school();
    for (const _ of ["no keys yet", "keys to replace"]) {
      const by = racing();
      const results = await Promise.allSettled([
        store(keys(id, { secretKey: "sk_a" }), by),
        store(keys(id, { secretKey: "sk_b" }), by),
      ]);
      const lost = results.filter((result) => result.status === "rejected");
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toBeInstanceOf(ProcessorConflict);
    }
  });

  test("go with the account, and not into an account that is closing", async () => {
    const id = await school();
    const { pathToken } = await store(keys(id));
    const close = { accountId: id, reason: "left", closesAt: nowMs };
    await closeAccount(platform, close, testActor);
    await expect(store(keys(id))).rejects.toBeInstanceOf(ProcessorConflict);
    await finishClosing(platform, { accountId: id, reason: "over" }, testActor);
    expect(await readProcessor(deps, id)).toBeNull();
    expect(await findWebhookPath(deps, pathToken!)).toBeNull();
  });
});

describe("connecting a processor", () => {
  const posted: Request[] = [];
  const world: SandboxWorld = {
    files: (env as unknown as { FILES: R2Bucket }).FILES,
    now: () => nowMs,
    origin: "https://app.test",
    later: () => {},
    post: async (request) => {
      posted.push(request);
      return new Response();
    },
  };
  const connect = async (accountId: string, more: Partial<ProcessorInput> = {}) => {
    const input = { ...keys(accountId, { kind: "sandbox", secretKey: "sandbox_secret_1", ...more }) };
    const payments = localPayments(world);
    return connectProcessor({ ...deps, payments }, { ...input, origin: "https://app.test" }, testActor);
  };

  test("makes it call an address that leads back to the school", async () => {
    const id = await school();
    expect(await connect(id)).toEqual({ outcome: "connected" });
    const hook = await sandboxAccount(world, id).store.get<HookRecord>("hook");
    const token = hook!.url.replace("https://app.test/webhooks/payments/", "");
    const path = { accountId: id, kind: "sandbox", webhookSecret: hook!.secret };
    expect(await findWebhookPath(deps, token)).toEqual(path);
    expect(await everythingKept()).not.toContain(hook!.secret);
    expect(posted).toEqual([]);
  });

  test("changes nothing when the processor refuses the key", async () => {
    const id = await school();
    await connect(id);
    const before = await readProcessor(deps, id);
    expect(await connect(id, { secretKey: "wrong" })).toMatchObject({
      outcome: "refused",
      code: "wrong_key",
    });
    expect(await readProcessor(deps, id)).toEqual(before);
  });

  test("is not possible where there is no such processor", async () => {
    const id = await school();
    const payments = productionPayments();
    const input = { ...keys(id, { kind: "sandbox" }), origin: "https://app.test" };
    expect(await connectProcessor({ ...deps, payments }, input, testActor)).toEqual({
      outcome: "not_available",
    });
    expect(await describeProcessor(deps, id)).toBeNull();
  });
});

describe("the webhook address", () => {
  test("leads to its account, and an unknown one nowhere", async () => {
    const id = await school();
    const { pathToken } = await store(keys(id));
    const path = { accountId: id, kind: "stripe", webhookSecret: null };
    expect(await findWebhookPath(deps, pathToken!)).toEqual(path);
    expect(await findWebhookPath(deps, `${pathToken}0`)).toBeNull();
    expect(await findWebhookPath(deps, "")).toBeNull();
  });

  test("rotates, with both open for a while, each with its own secret", async () => {
    const id = await school();
    const { pathToken: old } = await store(keys(id));
    await keepWebhookSecret(deps, { accountId: id, webhookSecret: "whsec_old" }, testActor);
    const oldEndsAt = nowMs + 1000;
    const { pathToken } = await rotateWebhookPath(deps, { accountId: id, oldEndsAt }, testActor);
    await keepWebhookSecret(deps, { accountId: id, webhookSecret: "whsec_new" }, testActor);
    expect(await findWebhookPath(deps, old!)).toMatchObject({ webhookSecret: "whsec_old" });
    expect(await findWebhookPath(deps, pathToken)).toMatchObject({ webhookSecret: "whsec_new" });
    nowMs = oldEndsAt;
    expect(await findWebhookPath(deps, old!)).toBeNull();
  });

  test("ends at once with the processor, and needs one", async () => {
    const id = await school();
    const none = { accountId: id, oldEndsAt: nowMs };
    await expect(rotateWebhookPath(deps, none, testActor)).rejects.toBeInstanceOf(ProcessorConflict);
    const secret = { accountId: id, webhookSecret: "whsec_1" };
    await expect(keepWebhookSecret(deps, secret, testActor)).rejects.toBeInstanceOf(ProcessorConflict);
    const { pathToken } = await store(keys(id));
    await removeProcessor(deps, id, testActor);
    expect(await findWebhookPath(deps, pathToken!)).toBeNull();
    await expect(removeProcessor(deps, id, testActor)).rejects.toBeInstanceOf(ProcessorConflict);
  });
});
