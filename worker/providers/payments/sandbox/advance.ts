import { act } from "./acts.ts";
import { deliver, emit } from "./deliver.ts";
import type { Act, ChargeRecord } from "./records.ts";
import { listDue, putDue, removeDue } from "./store.ts";
import { type SandboxAccount, type SandboxWorld, sandboxAccount } from "./world.ts";

const CHUNK = 200;

export const chargeKey = (attemptId: string) => `charges/${attemptId}`;

/** Lets everything happen whose time has come: settlements, returns, disputes, late webhooks. Answers how much. */
export async function advance(world: SandboxWorld): Promise<number> {
  let total = 0;
  for (let count = -1; count !== 0; total += count) count = await advanceSome(world);
  return total;
}

async function advanceSome(world: SandboxWorld): Promise<number> {
  const dues = await listDue(world.files, world.now(), CHUNK);
  for (const due of dues) {
    const account = sandboxAccount(world, due.accountId);
    if (due.kind === "event") await deliver(account, due.id);
    else await runPlans(account, due.id);
    await removeDue(world.files, due);
  }
  return dues.length;
}

/** Does what a person asked for on the control page. Answers whether it could be done. */
export async function actOn(account: SandboxAccount, attemptId: string, what: Act): Promise<boolean> {
  return changeCharge(account, attemptId, (charge, nowMs) => {
    const acted = act(charge, what, nowMs);
    return acted && { ...acted, charge: { ...acted.charge, plans: withoutFirst(acted.charge.plans, what) } };
  });
}

async function runPlans(account: SandboxAccount, attemptId: string): Promise<void> {
  let isMore = true;
  while (isMore) {
    isMore = await changeCharge(account, attemptId, (charge, nowMs) => {
      const next = [...charge.plans].sort((a, b) => a.atMs - b.atMs)[0];
      if (!next || next.atMs > nowMs) return null;
      const plans = charge.plans.filter((plan) => plan !== next);
      return act({ ...charge, plans }, next.act, nowMs) ?? { charge: { ...charge, plans }, events: [] };
    });
  }
}

type Change = (charge: ChargeRecord, nowMs: number) => ReturnType<typeof act>;

/** Changes a payment, sends the events that this makes, and notes when something happens to it next. */
export async function changeCharge(
  account: SandboxAccount,
  attemptId: string,
  change: Change,
): Promise<boolean> {
  const nowMs = account.world.now();
  let acted: ReturnType<typeof act> = null;
  let firstNumber = 0;
  await account.store.update<ChargeRecord>(chargeKey(attemptId), (charge) => {
    firstNumber = charge.events;
    acted = change(charge, nowMs);
    return acted && { ...acted.charge, events: charge.events + acted.events.length };
  });
  const done = acted as ReturnType<typeof act>;
  if (!done) return false;
  await notePlans(account, done.charge);
  await emit(account, attemptId, firstNumber, done.events);
  return true;
}

export async function notePlans({ world, accountId }: SandboxAccount, charge: ChargeRecord): Promise<void> {
  const id = charge.attemptId;
  await Promise.all(
    charge.plans.map(({ atMs }) => putDue(world.files, { atMs, accountId, kind: "charge", id })),
  );
}

function withoutFirst(plans: ChargeRecord["plans"], what: Act): ChargeRecord["plans"] {
  const at = plans.findIndex((plan) => plan.act === what);
  return at < 0 ? plans : plans.filter((_, index) => index !== at);
}
