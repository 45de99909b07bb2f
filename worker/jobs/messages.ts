import * as z from "zod/mini";

const accountId = z.string().check(z.startsWith("acc_"));

/**
 * An effect of a committed change is due: the consumer carries out the outbox row of that id. A message is worth one
 * attempt: delivered twice, the second finds that `attempt` was made.
 */
const outboxMessage = z.object({
  kind: z.literal("outbox"),
  accountId,
  jobId: z.string(),
  attempt: z.int(),
});

/** Something of the account is due (`dueAt` as noted in the control plane): its day has turned, effects wait. */
const dueMessage = z.object({ kind: z.literal("due"), accountId, jobId: z.string(), dueAt: z.int() });

/** An account is to be read into the store of its enterprise; `dueAt` as noted in the control plane. */
const syncMessage = z.object({
  kind: z.literal("sync"),
  accountId,
  enterpriseId: z.string(),
  jobId: z.string(),
  dueAt: z.int(),
});

/** Migrating every account is the control plane's own work; its messages name accounts only in pages. */
const handOutMessage = z.object({ kind: z.literal("migrate-tenants.hand-out"), runId: z.string() });
const pageMessage = z.object({
  kind: z.literal("migrate-tenants.page"),
  runId: z.string(),
  accountIds: z.array(z.string()),
});

/** A report that runs in many accounts: one message an account, then one for the files over all of them. */
const reportAccountMessage = z.object({
  kind: z.literal("generated-report.account"),
  reportId: z.string(),
  accountId,
});
const reportFilesMessage = z.object({ kind: z.literal("generated-report.files"), reportId: z.string() });
/** A name that is given anew, or given back, in one of many accounts. */
const namePushMessage = z.object({ kind: z.literal("name-push"), pushId: z.string(), accountId });

/** A new account of an enterprise, to be carried on with from wherever it is. */
const onboardingMessage = z.object({
  kind: z.literal("onboarding"),
  onboardingId: z.string(),
  jobId: z.string(),
});

export const jobMessage = z.discriminatedUnion("kind", [
  outboxMessage,
  dueMessage,
  syncMessage,
  handOutMessage,
  pageMessage,
  reportAccountMessage,
  reportFilesMessage,
  namePushMessage,
  onboardingMessage,
]);
export type JobMessage = z.infer<typeof jobMessage>;
export type OutboxMessage = z.infer<typeof outboxMessage>;
export type DueMessage = z.infer<typeof dueMessage>;
export type SyncMessage = z.infer<typeof syncMessage>;
