import { type SQL, sql } from "drizzle-orm";
import { GuardFailed } from "../../../control-plane/database-errors.ts";
import { json, type Query, select } from "../../../control-plane/query.ts";
import type { RowsOf } from "../../../control-plane/tenant-database.ts";
import type { Row } from "../../../tenant-schema/entities.ts";
import type { Change } from "../../kernel/change.ts";
import { type Context, requireRight, today } from "../../kernel/context.ts";
import { Conflict, Precondition } from "../../kernel/errors.ts";
import type { BillingChoice, PromoKind } from "./schemas.ts";

export type BillingFields = Pick<
  Row<"enrollments">,
  "classTuitionId" | "tuitionOverrideMinor" | "overrideExpiresOn" | "overrideReason" | "promoCodeId"
>;

interface Pair {
  readonly id: string;
  readonly scheduleId: string;
}

/** What a choice is judged by: the pairs of the class, its program, and the code that was typed. */
export function billingQueries(choice: BillingChoice | undefined, classId: SQL) {
  const code = choice?.promoCode ?? "";
  const pairs: Query<Pair> = select(
    { id: sql<string>`id`, scheduleId: sql<string>`billing_schedule_id` },
    sql`from class_tuitions where class_id = ${classId} and deleted_at is null order by position, id`,
  );
  const promo = select(
    {
      id: sql<string>`p.id`,
      code: sql<string>`p.code`,
      kind: sql<PromoKind>`p.kind`,
      scheduleId: sql<string | null>`p.billing_schedule_id`,
      programIds: json<string[]>(sql`p.program_ids`),
      startsOn: sql<string | null>`p.starts_on`,
      expiresOn: sql<string | null>`p.expires_on`,
      programId: sql<string | null>`(select c.program_id from classes c where c.id = ${classId})`,
    },
    sql`from promo_codes p where upper(p.code) = ${code.toUpperCase()} and p.deleted_at is null`,
  );
  return { pairs, promo };
}
type Found = RowsOf<ReturnType<typeof billingQueries>>;

/**
 * How an enrollment is billed, from what somebody chose and typed. A code that is there already stays, also when it has
 * expired since. @throws Precondition by field, Forbidden where somebody without the right agrees on a price
 */
export function billingFields(
  ctx: Context,
  choice: BillingChoice,
  found: Found,
  enrollment: { readonly kind: Row<"enrollments">["kind"] } & Partial<BillingFields>,
): BillingFields {
  const { overrideMinor, overrideExpiresOn, overrideReason } = choice;
  const isAgreed =
    overrideMinor !== (enrollment.tuitionOverrideMinor ?? null) ||
    overrideExpiresOn !== (enrollment.overrideExpiresOn ?? null);
  if (isAgreed) requireRight(ctx, "billing_setup", "full");
  if (choice.classTuitionId !== null && !found.pairs.some((pair) => pair.id === choice.classTuitionId)) {
    throw refused("classTuitionId", "The class is not billed like this any more. Choose another one.");
  }
  const agreed = { tuitionOverrideMinor: overrideMinor, overrideExpiresOn, overrideReason };
  const { classTuitionId } = choice;
  if (choice.promoCode === null) return { ...agreed, classTuitionId, promoCodeId: null };
  const promo = found.promo[0];
  if (!promo) throw refused("promoCode", "There is no such code");
  if (promo.id !== enrollment.promoCodeId) refuseUnfit(ctx, promo, enrollment.kind);
  return {
    ...agreed,
    classTuitionId: switchedTo(promo, found.pairs) ?? classTuitionId,
    promoCodeId: promo.id,
  };
}

function refuseUnfit(ctx: Context, promo: Found["promo"][number], kind: Row<"enrollments">["kind"]): void {
  const on = today(ctx);
  const { programIds, programId, startsOn, expiresOn, code } = promo;
  if (startsOn !== null && startsOn > on) throw refused("promoCode", `${code} is good from ${startsOn} on`);
  if (expiresOn !== null && expiresOn < on) throw refused("promoCode", `${code} expired on ${expiresOn}`);
  if (programIds.length > 0 && !programIds.includes(programId ?? ""))
    throw refused("promoCode", `${code} is not for this program`);
  if (promo.kind === "force_trial" && kind !== "trial")
    throw refused("promoCode", `${code} is for a trial. Choose that kind of enrollment`);
}

/** A code may bring another billing schedule with it, as long as the class can be billed by it. */
function switchedTo(promo: Found["promo"][number], pairs: readonly Pair[]): string | null {
  if (promo.kind !== "switch_schedule") return null;
  const pair = pairs.find(({ scheduleId }) => scheduleId === promo.scheduleId);
  if (!pair) throw refused("promoCode", `${promo.code} is for another billing schedule than the class has`);
  return pair.id;
}

/** The batch fails where a pair or a code is gone, or the code was used as often as it may be. */
export function guardBilling(change: Change, fields: BillingFields, hadPromoId: string | null = null): void {
  const { classTuitionId, promoCodeId } = fields;
  if (classTuitionId !== null)
    change.guard(
      "row_living",
      sql`exists (select 1 from class_tuitions where id = ${classTuitionId} and deleted_at is null)`,
    );
  if (promoCodeId !== null && promoCodeId !== hadPromoId) change.ensure("promo_left", promoLeft(promoCodeId));
}

/** Whether a code is used no more often than it may be, in all and by each family; for after the writes. */
function promoLeft(promoId: string): SQL {
  const uses = sql`from enrollments e cross join students s on s.id = e.student_id
    where e.promo_code_id = ${promoId} and e.deleted_at is null`;
  return sql`exists (select 1 from promo_codes p where p.id = ${promoId} and p.deleted_at is null
    and (p.most_uses is null or (select count(*) ${uses}) <= p.most_uses)
    and (p.most_uses_family is null
      or not exists (select 1 ${uses} group by s.family_id having count(*) > p.most_uses_family)))`;
}

/** A code that was used up, in words. */
export function explainBilling(error: unknown): unknown {
  if (!(error instanceof GuardFailed) || error.guard !== "promo_left") return error;
  const message = "This code was used as often as it may be.";
  return new Conflict("promo_used_up", message, { path: "billing.promoCode" });
}

function refused(field: string, message: string): Precondition {
  return new Precondition("billing_refused", message, [{ path: `billing.${field}`, message }]);
}
