import { env } from "cloudflare:workers";
import type { Engine } from "../../control-plane/tenant-database.ts";
import { createHandlers, type Handlers } from "../../worker/handlers.ts";
import { MAX_ATTEMPTS } from "../../worker/jobs/consumer.ts";
import type { JobMessage } from "../../worker/jobs/messages.ts";
import type { EmailMessage } from "../../worker/providers/email/email.ts";
import type { PaymentProviders } from "../../worker/providers/payments/payments.ts";
import { localPayments } from "../../worker/providers/payments/sandbox/sandbox.ts";
import type { SandboxWorld } from "../../worker/providers/payments/sandbox/world.ts";
import type { PushProvider } from "../../worker/providers/push/push.ts";
import { localTexts } from "../../worker/providers/sms/simulator/simulator.ts";
import type { TextProviders } from "../../worker/providers/sms/sms.ts";
import { type Services, servicesFor } from "../../worker/services.ts";
import { TEST_NOW_MS } from "./actors.ts";
import { limitByClock } from "./limits.ts";

export const ORIGIN = "https://app.test";

export interface SentMessage {
  readonly body: JobMessage;
  readonly delaySeconds: number;
  /** The how-manieth delivery it will be; left out: the first. */
  readonly attempts?: number;
}

export interface Delivery {
  readonly body: unknown;
  /** What became of it: undefined when the consumer neither took nor returned it. */
  outcome: "ack" | "retry" | undefined;
  delaySeconds: number | undefined;
}

/** The whole Worker over this test file's databases, with a clock, a mailbox and a queue that the test holds. */
export interface TestHouse {
  readonly handlers: Handlers;
  readonly services: Services;
  /** What the handlers are given, for a test that calls one itself. */
  readonly bindings: object;
  readonly clock: { nowMs: number };
  readonly mails: EmailMessage[];
  readonly sent: SentMessage[];
  /** What happens to the next mails. */
  readonly mailFaults: (Error | null)[];
  /** The processor that the accounts are paid through, over this test file's files; `advance` moves it on. */
  readonly sandbox: SandboxWorld;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Waits for what goes on after the answers. */
  settle(): Promise<void>;
  /** Hands messages to the consumer, as the queue would. */
  deliver(bodies: readonly unknown[], options?: { queue?: string; attempts?: number }): Promise<Delivery[]>;
  /** Delivers whatever was sent, and what that sends, until nothing is left; what fails comes again, as the queue brings it. */
  drain(): Promise<void>;
}

export interface HouseParts {
  /** Sits between every account's database and the Worker. */
  readonly wrap?: (engine: Engine, accountId: string | null) => Engine;
  readonly bindings?: Readonly<Record<string, unknown>>;
  readonly nowMs?: number;
  /** Other processors than those of a local run. */
  readonly payments?: PaymentProviders;
  /** Where push messages go; left out: nobody can subscribe. */
  readonly push?: PushProvider;
  /** Another way to text than the simulated phones of a local run. */
  readonly texts?: TextProviders;
  /** Where the sandbox processor keeps its records; left out: in this test file's bucket. */
  readonly sandboxFiles?: R2Bucket;
}

const NO_PUSH: PushProvider = { publicKey: null, knows: () => false, send: async () => "refused" };

export function testHouse(parts: HouseParts = {}): TestHouse {
  const clock = { nowMs: parts.nowMs ?? TEST_NOW_MS };
  const mails: EmailMessage[] = [];
  const mailFaults: (Error | null)[] = [];
  const sent: SentMessage[] = [];
  const background: Promise<unknown>[] = [];
  const { wrap } = parts;
  const sandbox: SandboxWorld = {
    files: parts.sandboxFiles ?? (env as unknown as { FILES: R2Bucket }).FILES,
    now: () => clock.nowMs,
    origin: ORIGIN,
    post: (request) => handlers.fetch(request, bindings, execution),
    later: (work) => void background.push(work),
  };
  const handlers: Handlers = createHandlers({
    providers: () => ({
      email: {
        async send(message) {
          const fault = mailFaults.shift();
          if (fault) throw fault;
          mails.push(message);
        },
      },
      payments: parts.payments ?? localPayments(sandbox),
      push: parts.push ?? NO_PUSH,
      texts: parts.texts ?? localTexts(sandbox),
    }),
    now: () => clock.nowMs,
    demo: false,
    ...(wrap ? { engines: (inner) => async (id, where) => wrap(await inner(id, where), id) } : {}),
  });
  const own = {
    PUBLIC_ORIGIN: ORIGIN,
    JOBS: queueInto(sent),
    LOGIN_LIMIT: limitByClock(20, () => clock.nowMs),
  };
  const bindings = { ...env, ...own, ...parts.bindings };
  const execution = { waitUntil: (work: Promise<unknown>) => void background.push(work) };
  const settle = async () => {
    while (background.length > 0) await Promise.allSettled(background.splice(0));
  };
  const house: TestHouse = {
    handlers,
    bindings,
    services: servicesFor(handlers.house(bindings), execution.waitUntil),
    clock,
    mails,
    sent,
    mailFaults,
    sandbox,
    fetch: (path, init) => handlers.fetch(new Request(new URL(path, ORIGIN), init), bindings, execution),
    settle,
    async deliver(bodies, { queue = "chalkline-jobs", attempts = 1 } = {}) {
      const { batch, deliveries } = batchOf(bodies, queue, attempts);
      await handlers.queue(batch, bindings, execution);
      await settle();
      return deliveries;
    },
    async drain() {
      await settle();
      while (sent.length > 0) {
        const messages = sent.splice(0);
        const longest = Math.max(...messages.map(({ delaySeconds }) => delaySeconds));
        clock.nowMs += longest * 1000;
        for (const [attempts, of] of Map.groupBy(messages, (message) => message.attempts ?? 1)) {
          const bodies = of.map(({ body }) => body);
          const deliveries = await house.deliver(bodies, { attempts });
          deliveries.forEach(({ outcome, delaySeconds = 0 }, i) => {
            if (outcome !== "retry" || attempts === MAX_ATTEMPTS) return;
            sent.push({ body: bodies[i]!, delaySeconds, attempts: attempts + 1 });
          });
        }
      }
    },
  };
  return house;
}

function queueInto(sent: SentMessage[]): Pick<Queue<JobMessage>, "send" | "sendBatch"> {
  const answer = { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  return {
    async send(body, options) {
      sent.push({ body, delaySeconds: options?.delaySeconds ?? 0 });
      return answer;
    },
    async sendBatch(messages) {
      for (const { body, delaySeconds = 0 } of messages) sent.push({ body, delaySeconds });
      return answer;
    },
  };
}

let delivered = 0;

function batchOf(bodies: readonly unknown[], queue: string, attempts: number) {
  const deliveries: Delivery[] = [];
  const messages = bodies.map((body): Message => {
    const delivery: Delivery = { body, outcome: undefined, delaySeconds: undefined };
    deliveries.push(delivery);
    delivered += 1;
    return {
      id: `message-${delivered}`,
      timestamp: new Date(0),
      body,
      attempts,
      metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
      ack: () => {
        delivery.outcome ??= "ack";
      },
      retry: (options) => {
        delivery.outcome ??= "retry";
        delivery.delaySeconds = options?.delaySeconds;
      },
    } as Message;
  });
  const batch = { queue, messages, ackAll: () => {}, retryAll: () => {} } as unknown as MessageBatch;
  return { batch, deliveries };
}
