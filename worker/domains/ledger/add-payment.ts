import type { NewRow } from "../../../tenant-schema/entities.ts";
import { newId } from "../../../tenant-schema/ids.ts";
import type { Change } from "../../kernel/change.ts";
import type { Context } from "../../kernel/context.ts";
import { type PostedPayment, paymentPostings } from "./plan-postings.ts";
import { post } from "./postings.ts";

type Stamps = "version" | "createdAt" | "updatedAt" | "deletedAt" | "deletedChangeId";
export type NewPayment = Omit<NewRow<"payments">, Stamps | "id" | "closedOn" | "closeReason" | "status"> & {
  readonly id?: string;
  readonly status: "pending" | "settled";
};

/** Adds a payment or credit and its posting to a change; all of it is unapplied until allocations follow. */
export function addPayment(ctx: Context, change: Change, payment: NewPayment): PostedPayment {
  const { id = newId("payment", ctx.nowMs), ...fields } = payment;
  change.insert("payments", { id, ...fields });
  const { familyId, locationId, kind, status, amountMinor, programId = null, categoryId = null } = fields;
  const posted = { id, familyId, locationId, kind, status, amountMinor, programId, categoryId };
  post(change, ctx, paymentPostings(posted, fields.receivedOn));
  return posted;
}
