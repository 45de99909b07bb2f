import * as z from "zod/mini";
import { NotFound } from "../../kernel/errors.ts";
import { declineOf } from "../../providers/payments/declines.ts";
import { actOn } from "../../providers/payments/sandbox/advance.ts";
import { deliver, emit, releaseHeld } from "../../providers/payments/sandbox/deliver.ts";
import { PROCESSOR_FAULTS, setFaults, WEBHOOK_FAULTS } from "../../providers/payments/sandbox/faults.ts";
import { endCheck } from "../../providers/payments/sandbox/fields.ts";
import { ACTS, type MethodRecord } from "../../providers/payments/sandbox/records.ts";
import type { SandboxAccount } from "../../providers/payments/sandbox/world.ts";

const count = z.pipe(z.string(), z.pipe(z.transform(Number), z.int().check(z.minimum(1), z.maximum(1000))));
const actForm = z.object({ attemptId: z.string(), act: z.enum(ACTS) });
const checkForm = z.object({ setupId: z.string(), verdict: z.enum(["good", "bad"]) });
const deliverForm = z.object({ eventId: z.string() });
const processorForm = z.object({ fault: z.enum(["", ...PROCESSOR_FAULTS]), left: count });
const webhookForm = z.object({ fault: z.enum(["", ...WEBHOOK_FAULTS]), left: count });
const methodForm = z.object({ methodToken: z.string(), change: z.enum(["renew", "withdraw"]) });
const payoutForm = z.object({
  amountMinor: z.pipe(z.string(), z.pipe(z.transform(Number), z.int())),
  currency: z.string(),
});

/** What the buttons of the control page ask for. */
export async function doOrder(account: SandboxAccount, order: string, form: URLSearchParams): Promise<void> {
  const typed = Object.fromEntries(form);
  switch (order) {
    case "act": {
      const { attemptId, act } = actForm.parse(typed);
      await actOn(account, attemptId, act);
      return;
    }
    case "check": {
      const { setupId, verdict } = checkForm.parse(typed);
      return endCheck(account, setupId, verdict === "good");
    }
    case "deliver":
      return deliver(account, deliverForm.parse(typed).eventId);
    case "release":
      return releaseHeld(account);
    case "processor-fault": {
      const { fault, left } = processorForm.parse(typed);
      return setFaults(account, { processor: fault === "" ? null : { fault, left } });
    }
    case "webhook-fault": {
      const { fault, left } = webhookForm.parse(typed);
      return setFaults(account, { webhooks: fault === "" ? null : { fault, left } });
    }
    case "method":
      return changeMethod(account, methodForm.parse(typed));
    case "payout": {
      const payout = payoutForm.parse(typed);
      const payoutToken = `sandbox_payout_${crypto.randomUUID()}`;
      return emit(account, payoutToken, 0, [{ kind: "payout_paid", payoutToken, ...payout }]);
    }
    default:
      throw new NotFound("page");
  }
}

/** The bank sends a new card, or withdraws one. */
async function changeMethod(
  account: SandboxAccount,
  { methodToken, change }: z.infer<typeof methodForm>,
): Promise<void> {
  const changed = await account.store.update<MethodRecord>(`methods/${methodToken}`, (method) =>
    change === "renew"
      ? { ...method, expiryYear: method.expiryYear === null ? null : method.expiryYear + 3 }
      : { ...method, isRemoved: true },
  );
  if (!changed) throw new NotFound("method");
  const about = `${methodToken}_${crypto.randomUUID().slice(0, 8)}`;
  if (change === "withdraw") {
    const decline = declineOf("method_gone");
    return emit(account, about, 0, [{ kind: "method_invalid", methodToken, decline }]);
  }
  const { scenario: _, usedBy: __, isRemoved: ___, createdAtMs: ____, ...method } = changed;
  return emit(account, about, 0, [{ kind: "method_updated", method }]);
}
