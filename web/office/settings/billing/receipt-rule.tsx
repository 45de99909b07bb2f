import { untrack } from "solid-js";
import {
  type LedgerSettings,
  type ReceiptRuleInput,
  receiptRuleInput,
} from "../../../../worker/domains/ledger-rules/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { followRecord } from "../../../shared/follow-record.ts";
import { createForm } from "../../../shared/form.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { LeaveGuard } from "../../../shared/ui/leave-guard.tsx";
import { announce } from "../../audit/announce.ts";
import { QueryStates } from "../query-states.tsx";
import { SaveBar } from "../save-bar.tsx";

const path = "/ledger-rules";
const mayChange = () => can("billing_setup", "full");

/** Whether families are mailed the receipts of what their cards and bank accounts were charged with. */
export function ReceiptRule() {
  const rules = createQuery<LedgerSettings>(() => path);
  return (
    <QueryStates query={rules} label="the rule for receipts">
      {(found) => <ReceiptForm rules={found()} />}
    </QueryStates>
  );
}

const toForm = ({ version, mailsReceipts }: LedgerSettings): ReceiptRuleInput => ({ version, mailsReceipts });

function ReceiptForm(props: { rules: LedgerSettings }) {
  const form = createForm<ReceiptRuleInput, ReceiptRuleInput, { change: Committed | null }>({
    initial: untrack(() => toForm(props.rules)),
    schema: receiptRuleInput,
    send: (input, idempotencyKey) => api.put(`${path}/receipts`, input, { idempotencyKey }),
    onSaved: ({ change }) => announce(change, path),
  });
  followRecord(
    form,
    () => props.rules.version,
    () => toForm(props.rules),
  );
  return (
    <form class="border-t border-line pt-4" noValidate onSubmit={form.submit}>
      <LeaveGuard dirty={form.dirty()} what="the rule for receipts" />
      <ErrorSummary form={form} />
      <fieldset class="flex flex-col gap-3" disabled={!mayChange()}>
        <legend class="mb-2 font-semibold">Receipts</legend>
        <Checkbox
          field={form.field("mailsReceipts")}
          label="Mail the receipt when a card or bank account was charged"
          description="After a payment at the desk and after each draft, to the primary guardian. Receipts of cash and checks are mailed by hand, from the payment."
        />
      </fieldset>
      <SaveBar form={form} may={mayChange()} />
    </form>
  );
}
