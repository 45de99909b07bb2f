import { Show } from "solid-js";
import type { LedgerOptions } from "../../../../worker/domains/ledger/shapes.ts";
import type { KeptMethod } from "../../../../worker/domains/payments/shapes.ts";
import type { ApiError } from "../../../shared/api-error.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { methodTitle } from "../../payments/words.ts";
import { methodLabel } from "../words.ts";
import { ApplyPart } from "./apply-part.tsx";
import { isKept, type PaymentForm } from "./payment-form.ts";

const methods = ["cash", "check", "terminal", "other"].map((value) => ({ value, label: methodLabel(value) }));
const referenceLabels: Record<string, string> = { check: "Check number", terminal: "Number on the slip" };

type PaymentFieldsProps = {
  form: PaymentForm;
  options: LedgerOptions | undefined;
  problem: ApiError | undefined;
  kept: readonly KeptMethod[];
  onRetry: () => void;
};

export function PaymentFields(props: PaymentFieldsProps) {
  const { form } = props;
  const choices = () => [
    ...props.kept.map((method) => ({ value: method.id, label: `${methodTitle(method)}, on file` })),
    ...methods,
  ];
  const isCharged = () => isKept(form.values.method);
  return (
    <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <Show when={props.problem}>
        {(error) => (
          <p role="alert" class="flex items-center gap-3 rounded-sm bg-bad-soft px-3 py-2 text-bad">
            <span class="flex-1">What is open could not be loaded. {error().message}</span>
            <button type="button" class="font-semibold underline" onClick={() => props.onRetry()}>
              Try again
            </button>
          </p>
        )}
      </Show>
      <div class="grid gap-3 sm:grid-cols-2">
        <MoneyInput field={form.field("amountMinor")} label="Amount" />
        <Select field={form.field("method")} label="Kind" options={choices()} />
      </div>
      <QuickAmounts form={form} />
      <div class="grid gap-3 sm:grid-cols-2">
        <Show when={!isCharged()}>
          <DateInput field={form.field("receivedOn")} label="Received" />
          <TextInput
            field={form.field("reference")}
            label={referenceLabels[form.values.method] ?? "Reference"}
            optional
            maxLength={80}
          />
        </Show>
        <Show when={(props.options?.locations.length ?? 0) > 1}>
          <Select
            field={form.field("locationId")}
            label="Location"
            options={(props.options?.locations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Show>
        <Show when={!isCharged()}>
          <div class="sm:odd:col-span-2">
            <TextInput field={form.field("note")} label="Note" optional maxLength={1000} />
          </div>
        </Show>
      </div>
      <ApplyPart apply={form.apply} field={form.field("applyTo")} />
    </form>
  );
}

/** What is due and what is open, one press each. */
function QuickAmounts(props: { form: PaymentForm }) {
  const { form } = props;
  const fill = (amountMinor: number) => form.set("amountMinor", amountMinor);
  const both = () => form.dueMinor() > 0 && form.dueMinor() < form.openMinor();
  return (
    <Show when={form.openMinor() > 0}>
      <div class="-mt-2 flex flex-wrap gap-2">
        <Show when={both()}>
          <Button size="small" onClick={() => fill(form.dueMinor())}>
            Due now {formats().money(form.dueMinor())}
          </Button>
        </Show>
        <Button size="small" onClick={() => fill(form.openMinor())}>
          All that is open {formats().money(form.openMinor())}
        </Button>
      </div>
    </Show>
  );
}
