import { Show } from "solid-js";
import { paymentWords } from "../words/payments.ts";

type NamedLine = { readonly description: string; readonly studentName: string | null };

/** What a line is for, in the language of the visit, and whose it is, unless its own words end with that. */
export function lineName({ description, studentName }: NamedLine) {
  const isNamed = studentName === null || description.endsWith(studentName);
  return { title: paymentWords().title(description), student: isNamed ? null : studentName };
}

/** The same on two rows. */
export function LineName(props: { line: NamedLine }) {
  const name = () => lineName(props.line);
  return (
    <span class="min-w-0 [overflow-wrap:anywhere]">
      {name().title}
      <Show when={name().student}>
        {(student) => <span class="block text-sm text-ink-2">{student()}</span>}
      </Show>
    </span>
  );
}
