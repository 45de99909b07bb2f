import type { Context, SystemActor } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { ask, type Learned, look } from "./ask-processor.ts";
import { type Attempt, attemptById, isLostRace, methodOfAttempt } from "./attempt.ts";
import { bookAttempt } from "./book-attempt.ts";
import { booking, type Desk } from "./desk.ts";

/** Whoever was faster is looked at anew; that many times in a row it is no coincidence. */
const MAX_RACES = 5;

/**
 * `learn`: the processor has news of it, also of one that was given up. `give_up`: an answer of the payer is not waited for
 * any longer.
 */
type How = "ask" | "look" | "learn" | "give_up";

/**
 * Takes an attempt as far as it goes: asks the processor (or only looks, when whoever asked is gone) and books the answer.
 * It may be called again after a crash at any point, and by several at once: the attempt's id is the processor's key, and the
 * booking is one batch behind the attempt's version. @throws NotFound, Precondition `no_processor`
 */
export async function advanceAttempt(
  asker: Context,
  desk: Desk,
  id: string,
  how: How,
): Promise<{ readonly attempt: Attempt; readonly learned: Learned | null }> {
  const ctx = booking(asker);
  let learned: Learned | null = null;
  for (let races = 0; ; races++) {
    const found = await ctx.database.read({ attempt: attemptById(id), method: methodOfAttempt(id) });
    const attempt = found.attempt[0];
    if (!attempt) throw new NotFound("payment attempt");
    const method = found.method[0] ?? null;
    const isWanted = isOpen(attempt) || (how === "learn" && attempt.paymentId === null && learned === null);
    if (method === null || !(isWanted || isMissing(attempt, learned))) return { attempt, learned };
    learned ??= await learn(ctx, { attempt, method, desk, how });
    if (learned === null || !(isOpen(attempt) || isMissing(attempt, learned))) return { attempt, learned };
    try {
      await bookAttempt(ctx, { attempt, method }, learned);
    } catch (error) {
      if (!isLostRace(error) || races === MAX_RACES) throw error;
      continue;
    }
    const { now } = await ctx.database.read({ now: attemptById(id) });
    return { attempt: now[0]!, learned };
  }
}

export function isOpen({ state }: Attempt): boolean {
  return state === "created" || state === "asked" || state === "unknown";
}

/** Money was taken although somebody had given the attempt up: it is booked all the same. */
export function isMissing(attempt: Attempt, learned: Learned | null): boolean {
  const wasTaken = learned?.outcome === "succeeded" || learned?.outcome === "processing";
  return wasTaken && attempt.paymentId === null;
}

type Learning = Omit<Parameters<typeof look>[1], "processor"> & { readonly how: How };

/** Null: whoever asked may still be waiting for the answer, so nothing can be said yet. */
async function learn(ctx: Context<SystemActor>, { how, ...of }: Learning): Promise<Learned | null> {
  const asked = { ...of, processor: await of.desk.open() };
  if (how === "ask" && of.attempt.state === "created") return ask(ctx, asked);
  const learned = await look(ctx, asked);
  const isLate = how === "give_up" || (of.attempt.nextAt ?? 0) <= ctx.nowMs;
  if (!isLate && (learned.outcome === "gone" || learned.outcome === "processor_down")) return null;
  if (learned.outcome !== "requires_action" || !isLate || of.attempt.state !== "asked") return learned;
  // The payer never answered: the processor gives it up, so that nothing is taken days later.
  const { id: attemptId } = of.attempt;
  await asked.processor.voidCharge({ refundId: attemptId, attemptId, chargeToken: learned.chargeToken });
  return look(ctx, asked);
}
