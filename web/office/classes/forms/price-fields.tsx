import { Index, Show } from "solid-js";
import type { TuitionPair } from "../../../../worker/domains/classes/schemas.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { FieldNotes } from "../../../shared/ui/field.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { ArrowUpIcon, PlusIcon, Trash2Icon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import type { ClassFieldsProps } from "./class-fields.tsx";

const MOST_PAIRS = 10;

/** How the class may be billed: the first pair is the default, an enrollment may choose another. */
export function PriceFields(props: ClassFieldsProps) {
  const all = () => props.form.field("tuitions");
  const pairs = () => all().value() as TuitionPair[];
  const named = (
    list: readonly { readonly id: string; readonly name: string }[] | undefined,
    first: string,
  ) => [{ value: "", label: first }, ...(list ?? []).map(({ id, name }) => ({ value: id, label: name }))];
  const add = () => {
    const billingScheduleId = pairs()[0]?.billingScheduleId ?? props.options?.billingSchedules[0]?.id ?? "";
    all().set([...pairs(), { billingScheduleId, tuitionRateId: "" }]);
  };
  const toFront = (index: number) =>
    all().set([pairs()[index], ...pairs().filter((_, i) => i !== index)].filter(Boolean));
  const isExempt = () => props.form.field("isTaxExempt").value() === true;
  return (
    <div class="flex flex-col gap-4">
      <fieldset class="flex flex-col gap-3">
        <legend class="sr-only">Tuition</legend>
        <Index each={pairs()}>
          {(_pair, i) => (
            <div class="flex items-end gap-2">
              <div class="grid min-w-0 flex-1 gap-2 sm:grid-cols-2">
                <Select
                  field={props.form.field(`tuitions.${i}.tuitionRateId`)}
                  label={i === 0 ? "Tuition" : `Or, choice ${i + 1}`}
                  options={named(props.options?.tuitionRates, "Choose a rate")}
                />
                <Select
                  field={props.form.field(`tuitions.${i}.billingScheduleId`)}
                  label={i === 0 ? "Billed" : `Billed, choice ${i + 1}`}
                  options={named(props.options?.billingSchedules, "Choose a schedule")}
                />
              </div>
              <Show when={i > 0} fallback={<Pill tone="accent">Default</Pill>}>
                <IconButton
                  label={`Make choice ${i + 1} the default`}
                  icon={ArrowUpIcon}
                  onClick={() => toFront(i)}
                />
              </Show>
              <IconButton
                label={`Take away choice ${i + 1}`}
                icon={Trash2Icon}
                onClick={() => all().set(pairs().filter((_, at) => at !== i))}
              />
            </div>
          )}
        </Index>
        <FieldNotes field={all()} />
        <Show when={pairs().length < MOST_PAIRS}>
          <div>
            <Button size="small" icon={PlusIcon} onClick={add}>
              {pairs().length === 0 ? "Tuition" : "Another choice"}
            </Button>
          </div>
        </Show>
      </fieldset>
      <Checkbox
        field={props.form.field("allowsProration")}
        label="A part of a month costs a part of the price"
        description="Else every month is charged whole."
      />
      <Checkbox field={props.form.field("isTaxExempt")} label="Exempt from tax" />
      <Show when={!isExempt()}>
        <TextInput
          field={props.form.field("ownTaxBp")}
          label="Own tax, in percent"
          description="Instead of what program and location say."
          optional
          inputmode="decimal"
          class="max-w-28 tabular-nums"
        />
      </Show>
    </div>
  );
}
