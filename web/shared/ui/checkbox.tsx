import type { FormField } from "../form.ts";
import { describedBy, FieldNotes } from "./field.tsx";

type CheckboxProps = {
  field: FormField;
  label: string;
  description?: string;
  disabled?: boolean;
  /** A switch takes effect at once; a checkbox takes effect with its form. */
  kind?: "checkbox" | "switch";
};

export function Checkbox(props: CheckboxProps) {
  return (
    <div class="flex flex-col gap-1">
      <label class="flex items-start gap-2.5 py-0.5 has-disabled:text-ink-3 pointer-coarse:py-3">
        <input
          type="checkbox"
          id={props.field.id}
          name={props.field.name}
          role={props.kind === "switch" ? "switch" : undefined}
          class={props.kind === "switch" ? "switch" : "check mt-0.5"}
          checked={props.field.value() === true}
          disabled={props.disabled}
          aria-describedby={describedBy(props.field, props.description)}
          aria-invalid={props.field.error() ? "true" : undefined}
          onChange={(event) => props.field.set(event.currentTarget.checked)}
        />
        <span class="font-book">{props.label}</span>
      </label>
      <div class={props.kind === "switch" ? "pl-10.5" : "pl-6.5"}>
        <FieldNotes field={props.field} description={props.description} />
      </div>
    </div>
  );
}
