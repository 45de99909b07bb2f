import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Notice } from "../../../shared/ui/notice.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { orAll } from "./choices.ts";
import { LocationField } from "./location-field.tsx";
import type { RunFields } from "./run-form.ts";

export function AnniversaryFields(props: RunFields) {
  const { field } = props.form;
  return (
    <>
      <Show when={props.options.fees.length === 0}>
        <Notice tone="plain" title="There is no anniversary fee yet">
          A school decides them under{" "}
          <A href="/settings/anniversary-fees" class="link">
            Settings, Anniversary fees
          </A>
          .
        </Notice>
      </Show>
      <TextInput field={field("title")} label="What families read" />
      <Select field={field("feeId")} label="Fee" options={orAll("All fees", props.options.fees)} />
      <DateInput
        field={field("dueThrough")}
        label="Fees that fall due by"
        description="So long after the last charge as the fee says; the first with the first class."
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <DateInput field={field("chargeOn")} label="Charged on" />
        <DateInput field={field("dueOn")} label="To be paid by" />
      </div>
      <LocationField {...props} />
    </>
  );
}
