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

/** Migrating every account is the control plane's own work; its messages name accounts only in pages. */
const handOutMessage = z.object({ kind: z.literal("migrate-tenants.hand-out"), runId: z.string() });
const pageMessage = z.object({
  kind: z.literal("migrate-tenants.page"),
  runId: z.string(),
  accountIds: z.array(z.string()),
});

export const jobMessage = z.discriminatedUnion("kind", [
  outboxMessage,
  dueMessage,
  handOutMessage,
  pageMessage,
]);
export type JobMessage = z.infer<typeof jobMessage>;
export type OutboxMessage = z.infer<typeof outboxMessage>;
export type DueMessage = z.infer<typeof dueMessage>;
