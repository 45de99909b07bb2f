import { sql } from "drizzle-orm";
import { allColumns, select } from "../../../control-plane/query.ts";
import { addDays, type IsoDate } from "../../../tenant-schema/dates.ts";
import { paymentAttempts, paymentMethods } from "../../../tenant-schema/payments.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { read } from "../../kernel/read.ts";
import { PARKED_AT } from "./attempt.ts";
import type { Desk } from "./desk.ts";
import { isOfPrimary, mayDraft } from "./may-draft.ts";
import { methodName, payerOf } from "./method-queries.ts";
import { sayDecline } from "./say-decline.ts";
import type { FamilyMethods, KeptMethod } from "./shapes.ts";

const SOON_DAYS = 45;
const SHOWN_ATTEMPTS = 5;

/** What a family pays with, and what of it is under way or came to nothing lately. @throws NotFound */
export async function listMethods(ctx: Context, desk: Desk, familyId: string): Promise<FamilyMethods> {
  requireRight(ctx, "charges", "view");
  const [processor, found] = await Promise.all([
    desk.kind(),
    read(ctx, { payer: payerOf(familyId), methods: methodsOf(familyId), attempts: attemptsOf(familyId) }),
  ]);
  const payer = found.payer[0];
  if (!payer) throw new NotFound("family");
  const day = today(ctx);
  return {
    processor,
    primaryGuardianName: payer.guardianName,
    methods: found.methods.map((method): KeptMethod => {
      const { id, kind, brand, last4, expiresMonth, expiresYear, holder, guardianName, isPrimary } = method;
      const { autopayAt, autopayBy, invalidReason, version } = method;
      return {
        ...{ id, kind, brand, last4, expiresMonth, expiresYear, holder, guardianName, isPrimary },
        ...{ autopayAt, autopayBy, version },
        invalidReason: invalidReason === null ? null : sayDecline(invalidReason, ctx.request.language),
        expiry: expiryOf(method, day),
        mayBePrimary: isOfPrimary(method, payer.guardianId),
        mayDraft: mayDraft(method, payer.guardianId),
      };
    }),
    attempts: found.attempts.map(({ kind, brand, last4, ...attempt }) => ({
      ...attempt,
      methodName: kind === null || last4 === null ? null : methodName({ kind, brand, last4 }),
    })),
  };
}

/** A card is good until the end of the month that is printed on it. */
export function expiryOf(
  card: { readonly expiresMonth: number | null; readonly expiresYear: number | null },
  day: IsoDate,
): KeptMethod["expiry"] {
  if (card.expiresMonth === null || card.expiresYear === null) return "good";
  const last = `${card.expiresYear}-${String(card.expiresMonth).padStart(2, "0")}-31`;
  if (last < day) return "expired";
  return last < addDays(day, SOON_DAYS) ? "soon" : "good";
}

function methodsOf(familyId: string) {
  return select(
    {
      ...allColumns(paymentMethods),
      guardianName: sql<string | null>`(select first_name || ' ' || last_name from guardians
        where guardians.id = ${paymentMethods.guardianId})`,
    },
    sql`from ${paymentMethods} where ${paymentMethods.familyId} = ${familyId} and ${paymentMethods.deletedAt} is null
      order by ${paymentMethods.isPrimary} desc, ${paymentMethods.id}`,
  );
}

function attemptsOf(familyId: string) {
  const { id, purpose, state, amountMinor, message, createdAt } = paymentAttempts;
  return select(
    {
      ...{ id, purpose, state, amountMinor, message, createdAt },
      nextAt: sql<number | null>`nullif(${paymentAttempts.nextAt}, ${PARKED_AT})`,
      kind: sql<"card" | "bank" | null>`m.kind`,
      brand: sql<string | null>`m.brand`,
      last4: sql<string | null>`m.last4`,
    },
    sql`from ${paymentAttempts} left join payment_methods m on m.id = ${paymentAttempts.paymentMethodId}
      where ${paymentAttempts.familyId} = ${familyId} and ${paymentAttempts.state} <> 'succeeded'
      order by ${paymentAttempts.id} desc limit ${SHOWN_ATTEMPTS}`,
  );
}
