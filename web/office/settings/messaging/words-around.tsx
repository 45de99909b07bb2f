import { Show } from "solid-js";
import { measureText } from "../../../../worker/domains/texts/schemas.ts";
import type { Form } from "../../../shared/form.ts";
import { plural } from "../../../shared/format/names.ts";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";

type WordsAroundProps = { form: Pick<Form, "field"> };

/** What stands around a text to many, and what whoever agrees to texts is sent first. */
export function WordsAround(props: WordsAroundProps) {
  const words = (name: "header" | "footer" | "signUpText") => String(props.form.field(name).value() ?? "");
  const around = () => [words("header"), words("footer")].filter((text) => text.trim() !== "");
  return (
    <>
      <h2 class="pt-4 text-md font-bold tracking-tight">Texts to many</h2>
      <p class="text-sm text-ink-3">
        They stand around every text to a list, and count as part of it. What you write in a conversation goes
        out as it is.
      </p>
      <TextInput field={props.form.field("header")} label="Before every text" optional maxLength={50} />
      <TextInput field={props.form.field("footer")} label="After every text" optional maxLength={50} />
      <Show when={around().length > 0}>
        <p class="text-sm text-ink-3">
          {measureText(around().join("\n")).units + around().length - 1} letters of each text go to them.
        </p>
      </Show>
      <h2 class="pt-4 text-md font-bold tracking-tight">When somebody agrees to texts</h2>
      <TextArea
        field={props.form.field("signUpText")}
        label="The first text"
        optional
        maxLength={160}
        description="Sent once to each number that agrees, during your sending hours. Say who you are, and that STOP ends it. Leave it empty to send nothing."
      />
      <Show when={words("signUpText").trim() !== ""}>
        <p class="text-sm text-ink-3">
          {plural(measureText(words("signUpText")).segments, "credit")} for each number. Numbers that are
          imported are not texted.
        </p>
      </Show>
    </>
  );
}
