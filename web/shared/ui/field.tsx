import { type JSX, Show } from "solid-js";
import type { FormField } from "../form.ts";
import { sharedWords } from "../words.ts";
import { CircleAlertIcon } from "./icons.tsx";

export type FieldLabels = {
  label: string;
  description?: string;
  /** Fields are required unless they say that they are not. */
  optional?: boolean;
  /** For fields whose surroundings already name them; the label stays for screen readers. */
  hideLabel?: boolean;
};

type ControlAttributes = {
  id: string;
  name: string;
  "aria-describedby": string | undefined;
  "aria-invalid": "true" | undefined;
  "aria-required": "true" | undefined;
};

type FieldProps = FieldLabels & {
  field: FormField;
  children: (attributes: ControlAttributes) => JSX.Element;
};

export function describedBy(field: FormField, description?: string): string | undefined {
  const ids = [description && `${field.id}-description`, field.error() && `${field.id}-error`].filter(
    Boolean,
  );
  return ids.join(" ") || undefined;
}

/** Label, control, description and error, wired to each other. The control is drawn by the caller. */
export function Field(props: FieldProps) {
  const attributes: ControlAttributes = {
    get id() {
      return props.field.id;
    },
    get name() {
      return props.field.name;
    },
    get "aria-describedby"() {
      return describedBy(props.field, props.description);
    },
    get "aria-invalid"() {
      return props.field.error() ? ("true" as const) : undefined;
    },
    get "aria-required"() {
      return props.optional ? undefined : ("true" as const);
    },
  };
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={props.field.id} class={props.hideLabel ? "sr-only" : "font-medium text-ink"}>
        {props.label}
        <Show when={props.optional}>
          <span class="font-regular text-ink-3"> {sharedWords().optional}</span>
        </Show>
      </label>
      {props.children(attributes)}
      <FieldNotes field={props.field} description={props.description} />
    </div>
  );
}

export function FieldNotes(props: { field: FormField; description?: string }) {
  return (
    <>
      <Show when={props.description}>
        <p id={`${props.field.id}-description`} class="text-sm text-ink-3">
          {props.description}
        </p>
      </Show>
      <Show when={props.field.error()}>
        <p id={`${props.field.id}-error`} class="flex items-start gap-1.5 text-sm font-medium text-bad">
          <CircleAlertIcon class="mt-0.5" />
          <span>{props.field.error()}</span>
        </p>
      </Show>
    </>
  );
}
