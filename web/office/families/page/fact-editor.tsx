import { Match, Switch } from "solid-js";
import type { FormField } from "../../../shared/form.ts";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { PhoneInput } from "../../../shared/ui/phone-input.tsx";
import { Select, type SelectOption } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";

export type FactEditor =
  | { as: "text" | "lines"; maxLength: number; inputmode?: "decimal" }
  | { as: "date" | "phone" }
  | { as: "choice"; options: SelectOption[] };

export function EditorControl(props: { editor: FactEditor; label: string; field: FormField }) {
  const labels = { label: props.label, hideLabel: true, optional: true, field: props.field };
  const editor = props.editor;
  return (
    <Switch>
      <Match when={editor.as === "text" && editor}>
        {(text) => <TextInput {...labels} maxLength={text().maxLength} inputmode={text().inputmode} />}
      </Match>
      <Match when={editor.as === "lines" && editor}>
        {(lines) => <TextArea {...labels} rows={1} class="block min-h-8!" maxLength={lines().maxLength} />}
      </Match>
      <Match when={editor.as === "choice" && editor}>
        {(choice) => <Select {...labels} options={choice().options} />}
      </Match>
      <Match when={editor.as === "date"}>
        <DateInput {...labels} />
      </Match>
      <Match when={editor.as === "phone"}>
        <PhoneInput {...labels} />
      </Match>
    </Switch>
  );
}
