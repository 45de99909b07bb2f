import { wakeAccountBy } from "../../../control-plane/due-accounts.ts";
import { describeProcessor, readProcessor } from "../../../control-plane/payment-processors.ts";
import type { ProcessorKind } from "../../../control-plane/schema.ts";
import { actorId, actorName, type Context, type SystemActor } from "../../kernel/context.ts";
import { Precondition } from "../../kernel/errors.ts";
import type { PaymentProcessor } from "../../providers/payments/payments.ts";
import type { Services } from "../../services.ts";

/** Where the payments of one account meet the outside world. */
export interface Desk {
  /** The school's processor with its own keys. @throws Precondition `no_processor` */
  readonly open: () => Promise<PaymentProcessor>;
  readonly kind: () => Promise<ProcessorKind | null>;
  /** Has the account looked after by then, also when this isolate dies. */
  readonly wake: (atMs: number) => Promise<void>;
  /** Where a payer comes back to who left for a bank's page. */
  readonly returnUrl: (familyId: string) => string;
}

export function deskOf(services: Services, ctx: Context): Desk {
  const { house, env, control } = services;
  const deps = { control, masterKey: env.MASTER_KEY, now: house.now };
  const { id, urlName } = ctx.account;
  return {
    async open() {
      const access = await readProcessor(deps, id);
      const processor = access && house.providers.payments.processorFor(access);
      if (!processor) throw noProcessor();
      return processor;
    },
    kind: async () => (await describeProcessor(deps, id))?.kind ?? null,
    wake: (atMs) => wakeAccountBy(control, id, atMs),
    returnUrl: (familyId) => `${env.PUBLIC_ORIGIN}/a/${urlName}/families/${familyId}?tab=ledger`,
  };
}

export function noProcessor(): Precondition {
  return new Precondition(
    "no_processor",
    "This school is not connected to a payment processor yet. Connect one in Settings → Billing → Card and bank payments.",
  );
}

/**
 * Who writes down what the processor did: the house, on behalf of whoever asked. Money that moved is booked even when that
 * person was signed out meanwhile, and the request's key was used up by the row that came before the question.
 */
export function booking(ctx: Context): Context<SystemActor> {
  const owner = actorId(ctx.actor);
  const onBehalfOf = owner === null ? null : { id: owner, name: actorName(ctx.actor) };
  return { ...ctx, actor: { kind: "system", name: "Chalkline", onBehalfOf }, idempotency: null };
}
