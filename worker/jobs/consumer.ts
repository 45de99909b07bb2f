import { handOutAccounts, type MigrationMessage, migratePage } from "../../control-plane/migrate-tenants.ts";
import { AccountClosed, AccountSuspended, AccountUnknown } from "../../control-plane/open-tenant.ts";
import { buildFiles } from "../enterprise/generated-reports/build-files.ts";
import { runForAccount } from "../enterprise/generated-reports/run-for-account.ts";
import { runOnboarding } from "../enterprise/onboarding/run-onboarding.ts";
import { pushHere } from "../enterprise/validation/push-here.ts";
import { openDeps, type Services } from "../services.ts";
import { bury } from "./dead-letters.ts";
import { type JobMessage, jobMessage } from "./messages.ts";
import { runDue } from "./run-due.ts";
import { runEffect } from "./run-effect.ts";
import { runSync } from "./run-sync.ts";

const FIRST_DELAY_SECONDS = 5;
const MAX_DELAY_SECONDS = 15 * 60;
/** One more than the queue's own `max_retries`: after it a person has to look. */
export const MAX_ATTEMPTS = 6;

/** Works off a batch of the queue; each message is acknowledged or tried again by itself. */
export async function consume(services: Services, batch: MessageBatch): Promise<void> {
  await Promise.all(batch.messages.map((message) => consumeOne(services, message)));
}

async function consumeOne(services: Services, message: Message): Promise<void> {
  try {
    await carryOut(services, jobMessage.parse(message.body), message.attempts);
    message.ack();
  } catch (error) {
    const gone = isGone(error);
    log(message, error, gone);
    if (gone) message.ack();
    else if (message.attempts >= MAX_ATTEMPTS) await giveUp(services, message, error);
    else message.retry({ delaySeconds: delayAfter(message.attempts) });
  }
}

/** Kept here rather than by the queue, which would not say what went wrong. */
async function giveUp(services: Services, message: Message, error: unknown): Promise<void> {
  try {
    await bury(services, { message, queue: "jobs", error: String(error) });
    message.ack();
  } catch {
    // Past its last try, the queue itself moves the message to the dead letters.
    message.retry();
  }
}

async function carryOut(services: Services, job: JobMessage, deliveries: number): Promise<void> {
  switch (job.kind) {
    case "outbox":
      return runEffect(services, job, deliveries);
    case "due":
      return runDue(services, job);
    case "sync":
      return runSync(services, job);
    case "migrate-tenants.hand-out":
      return handOutAccounts(fanOut(services), job.runId);
    case "migrate-tenants.page":
      return migratePage(fanOut(services), job.runId, job.accountIds);
    case "generated-report.account":
      return runForAccount(services, job, deliveries);
    case "generated-report.files":
      return buildFiles(services, job.reportId);
    case "name-push":
      return pushHere(services, job, deliveries);
    case "onboarding":
      return runOnboarding(services, job.onboardingId, deliveries);
  }
}

function fanOut(services: Services) {
  const send = async (messages: readonly MigrationMessage[]) => {
    const bodies = messages.map((message) => ({
      body:
        message.kind === "migrate-tenants.page"
          ? { ...message, accountIds: [...message.accountIds] }
          : message,
    }));
    await services.env.JOBS.sendBatch(bodies);
  };
  return { ...openDeps(services), send };
}

/** Nothing is lost: what a suspended account still has to do is in its outbox, and due again when it is opened. */
function isGone(error: unknown): boolean {
  return (
    error instanceof AccountUnknown || error instanceof AccountClosed || error instanceof AccountSuspended
  );
}

/** 5 s, 10 s, 20 s … a quarter of an hour. */
function delayAfter(attempts: number): number {
  return Math.min(MAX_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** (attempts - 1));
}

function log(message: Message, error: unknown, gone: boolean): void {
  const text = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  const what = gone ? "job dropped: its account is gone" : "job failed";
  console.error(
    JSON.stringify({
      message: what,
      id: message.id,
      attempts: message.attempts,
      job: message.body,
      error: text,
    }),
  );
}
