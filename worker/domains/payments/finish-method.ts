import { sql } from "drizzle-orm";
import { UniqueViolation } from "../../../control-plane/database-errors.ts";
import { type Query, select } from "../../../control-plane/query.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import { Change, livingRow } from "../../kernel/change.ts";
import { commit } from "../../kernel/commit.ts";
import { type Context, requireRight } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import type { Method } from "../../providers/payments/payments.ts";
import type { Desk } from "./desk.ts";
import { methodName, payerOf, setupById } from "./method-queries.ts";
import { sayDecline } from "./say-decline.ts";
import type { FinishMethodOutcome } from "./shapes.ts";

const WAITING = {
  checking: {
    en: "The fields are not filled in yet, or the bank is still checking.",
    es: "Los campos aún no están rellenados, o el banco sigue comprobando.",
  },
  down: {
    en: "The payment processor does not answer. Try again in a minute.",
    es: "El procesador de pagos no responde. Inténtalo de nuevo en un minuto.",
  },
} as const;

/**
 * Keeps the method of fields that were filled in. The browser only says that they were; what was entered is the
 * processor's to tell. Asked twice, or by a webhook too, it is kept once. @throws NotFound
 */
export async function finishMethod(ctx: Context, desk: Desk, setupId: string): Promise<FinishMethodOutcome> {
  requireRight(ctx, "payments", "full");
  const { setup: setups } = await read(ctx, { setup: setupById(setupId) });
  const setup = setups[0];
  if (!setup) throw new NotFound("payment setup");
  if (setup.paymentMethodId !== null) return saved(setup.paymentMethodId);
  const processor = await desk.open();
  const told = await processor.readSetup(setup.setupRef);
  switch (told.outcome) {
    case "saved":
      return keep(ctx, setup, told.method);
    case "declined":
      return { outcome: "declined", message: sayDecline(told.decline.words, ctx.request.language) };
    case "refused":
      return { outcome: "declined", message: sayDecline(told.words, ctx.request.language) };
    case "waiting":
      return {
        outcome: "waiting",
        message: WAITING.checking[ctx.request.language ?? "en"],
      };
    case "processor_down":
      return { outcome: "waiting", message: WAITING.down[ctx.request.language ?? "en"] };
    case "not_found":
      throw new NotFound("payment setup");
  }
}

type Setup = ReturnType<typeof setupById> extends Query<infer Row> ? Row : never;

async function keep(ctx: Context, setup: Setup, method: Method): Promise<FinishMethodOutcome> {
  const found = await read(ctx, {
    payer: payerOf(setup.familyId),
    primary: select(
      { id: sql<string>`id` },
      sql`from payment_methods where family_id = ${setup.familyId} and is_primary = 1 and deleted_at is null`,
    ),
  });
  const payer = found.payer[0];
  if (!payer) throw new NotFound("family");
  const id = newId("paymentMethod", ctx.nowMs);
  const kind = method.kind === "card" ? "card" : "bank";
  const { brand, last4 } = method;
  const change = new Change(ctx, {
    action: "payment_methods.add",
    summary: `Kept ${methodName({ kind, brand, last4 })} for the family ${payer.name}`,
    right: "payments",
  });
  change.guard("row_living", livingRow("families", setup.familyId));
  change.insert("paymentMethods", {
    ...{
      id,
      familyId: setup.familyId,
      guardianId: setup.guardianId,
      processor: setup.processor,
      kind,
      brand,
      last4,
    },
    customerRef: setup.customerRef,
    methodRef: method.methodToken,
    mandateRef: method.mandateToken,
    expiresMonth: method.expiryMonth,
    expiresYear: method.expiryYear,
    holder: method.holderName,
    isPrimary:
      found.primary.length === 0 && setup.guardianId !== null && setup.guardianId === payer.guardianId,
  });
  change.also(sql`update payment_setups set payment_method_id = ${id} where id = ${setup.id}`);
  try {
    return {
      outcome: "saved",
      methodId: id,
      change: await commit(ctx, change, { outcome: "saved", methodId: id }),
    };
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error;
    return keptBefore(ctx, setup, method);
  }
}

/** Somebody was faster: a webhook, or a second window. Another primary one leaves this to be tried again. */
async function keptBefore(ctx: Context, setup: Setup, method: Method): Promise<FinishMethodOutcome> {
  const { found } = await ctx.database.read({
    found: select(
      { id: sql<string>`id` },
      sql`from payment_methods where processor = ${setup.processor} and method_ref = ${method.methodToken}
        and deleted_at is null`,
    ),
  });
  return found[0] ? saved(found[0].id) : keep(ctx, setup, method);
}

const saved = (methodId: string): FinishMethodOutcome => ({ outcome: "saved", methodId, change: null });
