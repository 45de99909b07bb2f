import { createEffect, on } from "solid-js";
import type { PaymentAnswer } from "../../../../worker/domains/ledger/outcomes.ts";
import {
  type OfficeMethod,
  type RecordPaymentInput,
  recordPaymentInput,
} from "../../../../worker/domains/ledger/schemas.ts";
import type { LedgerOptions, OpenItems } from "../../../../worker/domains/ledger/shapes.ts";
import { type PayNowInput, payNowInput } from "../../../../worker/domains/payments/schemas.ts";
import type { PayOutcome } from "../../../../worker/domains/payments/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { cards } from "../../payments/calls.ts";
import { announceMoney } from "../announce-money.ts";
import { payments } from "../calls.ts";
import { lockedIssues } from "../charge/charge-form.ts";
import { amountIssue, isAmount, withIssues } from "../form-values.ts";
import type { MoneyFamily } from "../opening.ts";
import { usualLocation } from "../options.ts";
import { createApply } from "./apply-state.ts";

type PaymentValues = {
  /** How it came in, or the id of a kept card or bank account. */
  method: OfficeMethod | string;
  amountMinor: number | string;
  receivedOn: string;
  reference: string;
  title: string;
  note: string;
  locationId: string;
};

export type Received = { id: string; unappliedMinor: number };
type Answer = PaymentAnswer | PayOutcome;

/** Ids of kept methods begin so; ways to pay at the desk do not. */
export const isKept = (method: string) => method.startsWith("pmt_");
export type PaymentForm = ReturnType<typeof createPaymentForm>;

type PaymentFormOptions = {
  family: MoneyFamily;
  chargeId: string | undefined;
  items: () => OpenItems | undefined;
  options: () => LedgerOptions | undefined;
  onSaved: (answer: Received) => void;
  /** A kept method was charged, and this became of it. */
  onCharged: (outcome: PayOutcome) => void;
};

/** Money that came in at the desk; what is due stands in its amount until somebody types another. */
export function createPaymentForm(props: PaymentFormOptions) {
  const { family, chargeId } = props;
  const form = createForm<PaymentValues, RecordPaymentInput | PayNowInput, Answer>({
    initial: {
      method: "cash",
      amountMinor: "",
      receivedOn: formats().today(),
      reference: "",
      title: "",
      note: "",
      locationId: usualLocation(family.homeLocationId),
    },
    schema: {
      "~standard": {
        validate(value) {
          const values = value as PaymentValues;
          const input = {
            ...values,
            familyId: family.id,
            reference: values.reference.trim() || null,
            applyTo: apply.toInput(),
          };
          const problem = apply.problem();
          if (isKept(values.method)) {
            const { familyId, locationId, amountMinor, applyTo } = input;
            const asked = { familyId, locationId, amountMinor, applyTo, methodId: values.method };
            return withIssues(payNowInput, asked, [
              ...amountIssue(values.amountMinor, "amountMinor"),
              ...(problem ? [{ message: problem, path: ["applyTo"] }] : []),
            ]);
          }
          return withIssues(recordPaymentInput, input, [
            ...amountIssue(values.amountMinor, "amountMinor"),
            ...lockedIssues(props.options(), values.receivedOn, "receivedOn"),
            ...(problem ? [{ message: problem, path: ["applyTo"] }] : []),
          ]);
        },
      },
    },
    send: (input, idempotencyKey): Promise<Answer> =>
      "methodId" in input ? cards.pay(input, { idempotencyKey }) : payments.record(input, { idempotencyKey }),
    onSaved(answer) {
      if ("outcome" in answer) {
        props.onCharged(answer);
        return;
      }
      announceMoney(answer.change, answer.reversal, "Void the payment to take it back.");
      props.onSaved(answer);
    },
  });
  const amountMinor = () => (isAmount(form.values.amountMinor) ? form.values.amountMinor : undefined);
  const lines = () => props.items()?.lines ?? [];
  const apply = createApply({ lines, amountMinor, initial: chargeId ? "lines" : "oldest" });

  const openOf = (charge: string) => lines().filter((line) => line.chargeId === charge && line.openMinor > 0);
  const openMinor = () => lines().reduce((sum, line) => sum + line.openMinor, 0);
  const dueMinor = () => props.items()?.dueMinor ?? 0;

  createEffect(
    on(props.items, (items) => {
      if (!items || form.values.amountMinor !== "") return;
      const meant = chargeId ? openOf(chargeId) : [];
      if (meant.length > 0) {
        form.set(
          "amountMinor",
          meant.reduce((sum, line) => sum + line.openMinor, 0),
        );
        for (const line of meant) apply.toggle(line);
      } else if (openMinor() > 0) form.set("amountMinor", dueMinor() || openMinor());
      if (chargeId && meant.length === 0) apply.setKind("oldest");
    }),
  );

  return { ...form, apply, dueMinor, openMinor };
}
