import { createUniqueId, Show } from "solid-js";
import { birthWindow } from "../../../../worker/domains/class-ages/schemas.ts";
import type { FormField } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import type { FieldSource } from "../../families/forms/field-source.ts";
import { agesOf, type ClassValues } from "./class-values.ts";

type AgeFieldsProps = {
  form: FieldSource;
  values: ClassValues;
  /** The day on which age is tested at the door. */
  testedOn: string;
};

/** From which age to which, and what that means in birth dates on the day it is tested. */
export function AgeFields(props: AgeFieldsProps) {
  return (
    <div class="flex flex-col gap-3">
      <AgeRow {...props} legend="From age" prefix="min" monthsHint="0" />
      <AgeRow {...props} legend="To age" prefix="max" monthsHint="any" hideLabels />
      <BirthDates {...props} />
    </div>
  );
}

function AgeRow(
  props: AgeFieldsProps & { legend: string; prefix: "min" | "max"; monthsHint: string; hideLabels?: boolean },
) {
  const legendId = createUniqueId();
  const field = (part: "Years" | "Months" | "Days"): FormField => {
    const own = props.form.field(`${props.prefix}Age${part}`);
    return { ...own, value: () => own.value() ?? "" };
  };
  const hasMonths = () => String(field("Months").value()) !== "";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand beside its fields.
    <div role="group" aria-labelledby={legendId} class="grid grid-cols-[5rem_1fr_1fr_1fr] items-end gap-3">
      <span id={legendId} class="pb-2 font-medium">
        {props.legend}
      </span>
      <TextInput
        field={field("Years")}
        label="Years"
        hideLabel={props.hideLabels}
        optional
        inputmode="numeric"
        maxLength={3}
      />
      <TextInput
        field={field("Months")}
        label="Months"
        hideLabel={props.hideLabels}
        optional
        inputmode="numeric"
        maxLength={2}
        placeholder={props.monthsHint}
      />
      <TextInput
        field={field("Days")}
        label="Days"
        hideLabel={props.hideLabels}
        optional
        inputmode="numeric"
        maxLength={2}
        placeholder={hasMonths() ? props.monthsHint : ""}
        disabled={!hasMonths()}
      />
    </div>
  );
}

function BirthDates(props: AgeFieldsProps) {
  const shown = (date: string) => formats().date(date);
  const text = () => {
    const { earliest, latest } = birthWindow(agesOf(props.values), props.testedOn);
    if (earliest && latest && earliest > latest) return "Nobody fits: the highest age is below the lowest.";
    if (earliest && latest) return `Born from ${shown(earliest)} to ${shown(latest)}.`;
    if (latest) return `Born on ${shown(latest)} or before.`;
    return earliest ? `Born on ${shown(earliest)} or after.` : undefined;
  };
  return (
    <p class="rounded-sm bg-sunken px-3 py-2 text-ink-2" aria-live="polite">
      <Show when={text()} fallback="Any age may come.">
        {(said) => (
          <>
            {said()} <span class="text-ink-3">Tested on {shown(props.testedOn)}.</span>
          </>
        )}
      </Show>
    </p>
  );
}
