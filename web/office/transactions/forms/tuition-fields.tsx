import { Show } from "solid-js";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { monthText } from "../run-words.ts";
import { orAll } from "./choices.ts";
import { LocationField } from "./location-field.tsx";
import { monthsAround } from "./months.ts";
import type { RunFields } from "./run-form.ts";

export function TuitionFields(props: RunFields) {
  const { field } = props.form;
  const month = () => {
    const own = field("month");
    return {
      ...own,
      /** The words that families read follow the month until somebody has typed others. */
      set: (value: unknown) => {
        const isOwnWords = props.form.values.title !== titleOf(String(own.value()));
        own.set(value);
        if (!isOwnWords) field("title").set(titleOf(String(value)));
        const today = props.options.today;
        field("dueOn").set(String(value) > today ? value : today);
      },
    };
  };
  return (
    <>
      <Select
        field={month()}
        label="Month"
        options={monthsAround(props.options.today).map((day) => ({ value: day, label: monthText(day) }))}
      />
      <TextInput field={field("title")} label="What families read" />
      <div class="grid gap-4 sm:grid-cols-2">
        <DateInput field={field("chargeOn")} label="Charged on" />
        <DateInput field={field("dueOn")} label="Due on" />
      </div>
      <DateInput
        field={field("earlyBirdOn")}
        label="Early bird until"
        optional
        description="Whoever has paid by this day gets the early bird discount of the billing rules."
      />
      <Select
        field={field("categoryId")}
        label="Charge category"
        optional
        options={orAll("None", props.options.categories)}
      />
      <Show when={props.options.schedules.length > 1}>
        <Select
          field={field("scheduleId")}
          label="Billing schedule"
          options={orAll("All schedules", props.options.schedules)}
        />
      </Show>
      <LocationField {...props} />
    </>
  );
}

const titleOf = (month: string) => `Tuition for ${monthText(month)}`;
