import type { Form } from "../../shared/form.ts";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { countryOptions } from "./places.ts";

/** Where something or somebody is; every part may be left out. */
export function AddressFields(props: { form: Form; disabled?: boolean }) {
  const field = (name: string) => props.form.field(name);
  return (
    <fieldset class="flex flex-col gap-4" disabled={props.disabled}>
      <legend class="sr-only">Address</legend>
      <TextInput field={field("addressLine1")} label="Address" optional maxLength={120} />
      <TextInput field={field("addressLine2")} label="Address, second line" optional maxLength={120} />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextInput field={field("city")} label="City" optional maxLength={80} />
        <TextInput field={field("region")} label="State or region" optional maxLength={80} />
        <TextInput field={field("postalCode")} label="Postal code" optional maxLength={20} />
        <Select field={field("country")} label="Country" optional options={countryOptions()} />
      </div>
    </fieldset>
  );
}
