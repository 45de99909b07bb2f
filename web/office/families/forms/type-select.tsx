import { Show } from "solid-js";
import type { Option } from "../../../../worker/domains/families/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { Select } from "../../../shared/ui/select.tsx";
import { choices } from "./family-options.ts";
import { orNull } from "./field-source.ts";

/** The type of an e-mail or a phone. A school that keeps no such list is not asked. */
export function TypeSelect(props: { label: string; field: FormField; list: readonly Option[] | undefined }) {
  return (
    <Show when={props.list?.length !== 0 || props.field.value()}>
      <div class="w-32">
        <Select
          label={props.label}
          hideLabel
          optional
          field={orNull(props.field)}
          options={choices(props.list, props.field.value(), "Type")}
        />
      </div>
    </Show>
  );
}
