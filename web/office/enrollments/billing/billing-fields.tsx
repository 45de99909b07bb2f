import { Show } from "solid-js";
import type { BillingChoices } from "../../../../worker/domains/tuition/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { rateText } from "../../settings/billing/rate-words.ts";

type BillingFieldsProps = { form: { field: (path: string) => FormField }; choices: BillingChoices };

/** Which of the class's tuitions, an agreed price for those who may agree on one, and a code. */
export function BillingFields(props: BillingFieldsProps) {
  const field = (name: string) => props.form.field(`billing.${name}`);
  const agreed = () => props.choices.chosen?.overrideMinor ?? null;
  return (
    <div class="flex flex-col gap-4">
      <Show
        when={props.choices.pairs.length > 0}
        fallback={<p class="text-ink-2">This class has no tuition yet; it is charged nothing.</p>}
      >
        <Select
          field={field("classTuitionId")}
          label="Tuition"
          options={props.choices.pairs.map((pair, i) => ({
            value: i === 0 ? "" : pair.id,
            label: `${pair.rate}: ${rateText({ ...pair, tiers: pair.tiers && [...pair.tiers] })}, ${pair.schedule}`,
          }))}
        />
      </Show>
      <Show
        when={props.choices.mayAgree}
        fallback={
          <Show when={agreed()}>
            {(minor) => <p class="text-ink-2">Agreed price: {formats().money(minor())}</p>}
          </Show>
        }
      >
        <div class="grid gap-3 sm:grid-cols-2">
          <MoneyInput field={field("overrideMinor")} label="Agreed price" optional />
          <DateInput field={field("overrideExpiresOn")} label="Until" optional />
        </div>
        <TextInput field={field("overrideReason")} label="Why" optional maxLength={300} />
      </Show>
      <TextInput
        field={field("promoCode")}
        label="Promo code"
        optional
        maxLength={40}
        class="max-w-52 uppercase"
        spellcheck={false}
      />
    </div>
  );
}
