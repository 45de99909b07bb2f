import type { Context, SystemActor } from "../kernel/context.ts";
import type { Services } from "../services.ts";

/** One effect as its carrier sees it. */
export interface EffectRun {
  readonly services: Services;
  readonly ctx: Context<SystemActor>;
  /** The id of the outbox row, and of its job run. */
  readonly id: string;
  readonly payload: unknown;
  /** How often the queue has delivered this message, this time included. */
  readonly deliveries: number;
}

/** Carried out (and what came of it), or to be taken up again, because there is more to do. */
export type EffectOutcome =
  | { readonly kind: "done"; readonly outcome: string | null }
  | { readonly kind: "more" };

/** Carries out one effect. It may be called again after a crash, so it must be harmless twice or say why it isn't. */
export type EffectCarrier = (run: EffectRun) => Promise<EffectOutcome>;
