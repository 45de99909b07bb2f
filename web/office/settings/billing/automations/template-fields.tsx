import { For, Match, Show, Switch } from "solid-js";
import type { AutomationKind } from "../../../../../worker/domains/billing-automations/schemas.ts";
import type { RunOptions } from "../../../../../worker/domains/billing-runs/shapes.ts";
import { Checkbox } from "../../../../shared/ui/checkbox.tsx";
import { MoneyInput } from "../../../../shared/ui/money-input.tsx";
import { Select } from "../../../../shared/ui/select.tsx";
import { TextArea } from "../../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../../shared/ui/text-input.tsx";
import type { AutomationForm } from "./automation-form.ts";
import { RelativeDayField } from "./relative-day-field.tsx";
import { type TemplatePart, templateParts } from "./template-parts.ts";

type TemplateFieldsProps = { form: AutomationForm; kind: AutomationKind; options: RunOptions };

/** What is run, with days that move on with the month. */
export function TemplateFields(props: TemplateFieldsProps) {
  return (
    <For each={templateParts[props.kind]}>
      {(part) => <Part part={part} form={props.form} options={props.options} />}
    </For>
  );
}

type PartProps = { part: TemplatePart; form: AutomationForm; options: RunOptions };

function Part(props: PartProps) {
  // Decided once: another kind of run is another form.
  const { part } = props;
  const field = props.form.field(`input.${part.name}`);
  const words = { label: part.label, description: part.description };
  return (
    <Switch>
      <Match when={part.type === "day" && part}>
        {(day) => <RelativeDayField field={field} {...words} none={day().none} />}
      </Match>
      <Match when={part.type === "choice" && part}>
        {(choice) => (
          <Show when={!choice().isRare?.(props.options)}>
            <Select field={field} {...words} options={choice().options(props.options)} />
          </Show>
        )}
      </Match>
      <Match when={part.type === "money"}>
        <MoneyInput field={field} {...words} />
      </Match>
      <Match when={part.type === "yes"}>
        <Checkbox field={field} label={part.label} />
      </Match>
      <Match when={part.type === "area"}>
        <TextArea field={field} {...words} optional maxLength={1000} />
      </Match>
      <Match when={part.type === "number"}>
        <TextInput field={field} {...words} inputmode="numeric" maxLength={3} />
      </Match>
      <Match when={part.type === "text"}>
        <TextInput field={field} {...words} maxLength={120} />
      </Match>
    </Switch>
  );
}
