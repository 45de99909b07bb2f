import { type ComponentProps, For, Show, splitProps } from "solid-js";
import type { FormField } from "../../shared/form.ts";

// Fields of the account's forms: required ones say so, everything else is left out when it is empty.

interface OwnField {
  readonly field: FormField;
  readonly label: string;
  readonly required?: boolean;
}

const described = (field: FormField) => (field.error() ? `${field.id}-error` : undefined);

function Problem(props: { field: FormField }) {
  return (
    <Show when={props.field.error()}>
      <p id={`${props.field.id}-error`} class="text-sm font-medium text-bad">
        {props.field.error()}
      </p>
    </Show>
  );
}

function Label(props: OwnField) {
  return (
    <label for={props.field.id} class="font-medium">
      {props.label}
      <Show when={props.required}>
        <span aria-hidden="true"> *</span>
      </Show>
    </label>
  );
}

export function TextField(props: OwnField & Omit<ComponentProps<"input">, "value" | "onInput" | "required">) {
  const [own, rest] = splitProps(props, ["field", "label", "required", "class"]);
  return (
    <div class={`flex min-w-0 flex-col gap-1 ${own.class ?? ""}`}>
      <Label {...own} />
      <input
        type="text"
        autocomplete="off"
        {...rest}
        id={own.field.id}
        name={own.field.name}
        class="control"
        value={String(own.field.value() ?? "")}
        aria-required={own.required || undefined}
        aria-invalid={own.field.error() ? "true" : undefined}
        aria-describedby={described(own.field)}
        onInput={(event) => own.field.set(event.currentTarget.value)}
      />
      <Problem field={own.field} />
    </div>
  );
}

export function LongField(props: OwnField & { maxLength?: number }) {
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <Label {...props} />
      <textarea
        id={props.field.id}
        name={props.field.name}
        rows={2}
        maxLength={props.maxLength}
        class="control field-sizing-content min-h-18 resize-y py-2"
        value={String(props.field.value() ?? "")}
        aria-invalid={props.field.error() ? "true" : undefined}
        aria-describedby={described(props.field)}
        onInput={(event) => props.field.set(event.currentTarget.value)}
      />
      <Problem field={props.field} />
    </div>
  );
}

export function ChoiceField(
  props: OwnField & { options: readonly { readonly value: string; readonly label: string }[] },
) {
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <Label {...props} />
      <select
        id={props.field.id}
        name={props.field.name}
        class="control"
        aria-required={props.required || undefined}
        aria-invalid={props.field.error() ? "true" : undefined}
        aria-describedby={described(props.field)}
        onChange={(event) => props.field.set(event.currentTarget.value)}
      >
        <For each={props.options}>
          {(option) => (
            <option value={option.value} selected={option.value === (props.field.value() ?? "")}>
              {option.label}
            </option>
          )}
        </For>
      </select>
      <Problem field={props.field} />
    </div>
  );
}

export function CheckField(props: OwnField) {
  return (
    <label class="flex min-h-11 items-center gap-2.5">
      <input
        type="checkbox"
        id={props.field.id}
        name={props.field.name}
        class="check"
        checked={props.field.value() === true}
        onChange={(event) => props.field.set(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  );
}

/** Empty text is nothing. */
export const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
