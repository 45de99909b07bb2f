import { For } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";
import type { Editing } from "./editing.ts";

/** The text, with what it may name a press away. */
export function BodyField(props: { editing: Editing }) {
  const { form, page } = props.editing;
  const isMail = () => form.values.channel === "email";
  let box: HTMLDivElement | undefined;

  /** Puts a variable where the cursor is, and the cursor behind it. */
  function insert(name: string) {
    const area = box?.querySelector("textarea");
    const text = form.values.body;
    const from = area?.selectionStart ?? text.length;
    const to = area?.selectionEnd ?? from;
    const token = `[[${name}]]`;
    form.set("body", text.slice(0, from) + token + text.slice(to));
    queueMicrotask(() => {
      area?.focus();
      area?.setSelectionRange(from + token.length, from + token.length);
    });
  }

  return (
    <div ref={box} class="flex flex-col gap-2">
      <TextArea
        field={form.field("body")}
        label="Text"
        description={
          isMail()
            ? "An empty line begins a paragraph; “- ” begins an entry of a list; [our camps](https://…) is a link."
            : "Short and plain: it is read on a locked phone."
        }
        class={isMail() ? "min-h-64" : "min-h-32"}
        maxLength={isMail() ? 20_000 : 1_530}
      />
      <fieldset class="flex flex-wrap items-center gap-1.5">
        <legend class="sr-only">Put in a variable</legend>
        <span class="text-sm text-ink-3" aria-hidden="true">
          Put in
        </span>
        <For each={page.variables}>
          {(variable) => (
            <Button size="small" title={`[[${variable.name}]]`} onClick={() => insert(variable.name)}>
              {variable.description}
            </Button>
          )}
        </For>
      </fieldset>
    </div>
  );
}
