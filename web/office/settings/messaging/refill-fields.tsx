import { Show } from "solid-js";
import type { MessagingSettingsPage } from "../../../../worker/domains/messaging-settings/schemas.ts";
import type { Form } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { numeric } from "./numeric.ts";
import { creditsPrice } from "./price.ts";

type RefillFieldsProps = { form: Pick<Form, "field">; page: MessagingSettingsPage };

const choices = (values: readonly number[], words: (value: number) => string) =>
  values.map((value) => ({ value: String(value), label: words(value) }));

/** Whether credits are bought by themselves, when, and how many at most. */
export function RefillFields(props: RefillFieldsProps) {
  const credits = () => props.page.credits;
  const priced = (count: number) => `${formats().number(count)} credits, ${creditsPrice(credits(), count)}`;
  return (
    <>
      <h2 class="pt-4 text-md font-bold tracking-tight">Refill</h2>
      <Checkbox
        field={props.form.field("refill.isOn")}
        label="Buy credits by itself when few are left"
        description="So that no text waits for credits. Each refill is listed under “Message credits” with its price, which whoever runs the service bills."
      />
      <Show when={props.form.field("refill.isOn").value() === true}>
        <div class="grid gap-4 sm:grid-cols-3">
          <Select
            field={numeric(props.form.field("refill.below"))}
            label="When fewer are left than"
            options={choices([50, 100, 250, 500, 1_000, 2_500], (count) => formats().number(count))}
          />
          <Select
            field={numeric(props.form.field("refill.credits"))}
            label="Buy"
            options={choices([500, 1_000, 2_500, 5_000, 10_000], priced)}
          />
          <Select
            field={numeric(props.form.field("refill.atMostAMonth"))}
            label="At most in a month"
            options={choices([500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000], priced)}
          />
        </div>
        <Show when={credits().refilledThisMonth > 0}>
          <p class="text-sm text-ink-3">
            {formats().number(credits().refilledThisMonth)} were bought by themselves this month.
          </p>
        </Show>
      </Show>
    </>
  );
}
