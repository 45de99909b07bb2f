import { Show } from "solid-js";
import type { FormField } from "../../../../shared/form.ts";
import { Select } from "../../../../shared/ui/select.tsx";
import { TextInput } from "../../../../shared/ui/text-input.tsx";
import { type DayMode, partsOf, textOf } from "./relative-days.ts";

type RelativeDayFieldProps = {
  field: FormField;
  label: string;
  description?: string;
  /** What no day at all means; without it one must be chosen. */
  none?: string;
};

const MODES: { value: DayMode; label: string }[] = [
  { value: "+", label: "Days after it runs" },
  { value: "m-1", label: "Day of the month before" },
  { value: "m0", label: "Day of the same month" },
  { value: "m1", label: "Day of the next month" },
  { value: "m2", label: "Day of the month after next" },
];

/** A day that moves on with the month: so many days after the automation runs, or a day of a month. */
export function RelativeDayField(props: RelativeDayFieldProps) {
  const parts = () => partsOf(String(props.field.value() ?? ""));
  const mode: FormField = {
    id: `${props.field.id}-mode`,
    name: `${props.field.name}-mode`,
    value: () => parts().mode,
    set: (value) => {
      const next = value as DayMode;
      const first = next === "+" ? "0" : "1";
      const isSameKind = parts().mode !== "" && (next === "+") === (parts().mode === "+");
      props.field.set(textOf(next, isSameKind ? parts().number : first));
    },
    error: () => undefined,
  };
  const number: FormField = {
    ...props.field,
    value: () => parts().number,
    set: (value) => props.field.set(textOf(parts().mode, String(value))),
  };
  return (
    <div class="grid items-end gap-3" classList={{ "grid-cols-[1fr_6rem]": parts().mode !== "" }}>
      <Select
        field={mode}
        label={props.label}
        description={props.description}
        options={[...(props.none === undefined ? [] : [{ value: "", label: props.none }]), ...MODES]}
      />
      <Show when={parts().mode !== ""}>
        <TextInput
          field={number}
          label={`${props.label}: ${parts().mode === "+" ? "how many days" : "which day"}`}
          hideLabel
          inputmode="numeric"
          class="text-right tabular-nums"
          maxLength={2}
        />
      </Show>
    </div>
  );
}
