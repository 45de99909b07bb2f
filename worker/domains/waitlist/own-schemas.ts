import * as z from "zod/mini";

// What families send about their places on waitlists.

const version = z.int().check(z.positive());
const amount = z.int().check(z.nonnegative());

/** `expected`: the sums that were shown; others since then refuse. */
export const acceptOwnInput = z.object({
  version,
  expected: z.object({ chargeMinor: amount, creditMinor: amount, feesMinor: z._default(amount, 0) }),
});
export type AcceptOwnInput = z.infer<typeof acceptOwnInput>;

export const leaveQueueInput = z.object({ version });
export type LeaveQueueInput = z.infer<typeof leaveQueueInput>;
