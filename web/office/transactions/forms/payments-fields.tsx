import { Show } from "solid-js";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { MoneyInput } from "../../../shared/ui/money-input.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { orAll } from "./choices.ts";
import type { RunFields } from "./run-form.ts";

export function PaymentsFields(props: RunFields) {
  const { field } = props.form;
  return (
    <>
      <TextInput field={field("title")} label="Title" maxLength={120} />
      <DateInput
        field={field("dueBy")}
        label="What is due by"
        description="Only the primary method of families with autopay is charged, less what lies on their account."
      />
      <MoneyInput field={field("leastOwedMinor")} label="Families that owe at least" />
      <Select
        field={field("categoryId")}
        label="Category"
        options={orAll("All categories", props.options.categories)}
      />
      <Show when={props.options.keywords.length > 0}>
        <Select
          field={field("keywordId")}
          label="Only families with the keyword"
          optional
          options={orAll("Any, or none", props.options.keywords)}
        />
      </Show>
    </>
  );
}
