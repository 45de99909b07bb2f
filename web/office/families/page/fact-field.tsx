import { createSignal, type JSX, onMount, Show } from "solid-js";
import type { FormField } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { FactClash } from "./fact-clash.tsx";
import { EditorControl, type FactEditor } from "./fact-editor.tsx";
import type { Clash, FactValue } from "./save-fact.ts";

export type FactDraft = {
  /** What was shown when the field opened: an edit by somebody else is compared with it. */
  began: FactValue;
  typed: FactValue;
  error?: string;
  clash?: Clash;
};

type FactFieldProps = {
  label: string;
  editor: FactEditor;
  draft: FactDraft;
  shown?: (value: string) => JSX.Element;
  fits?: boolean;
  onSave: (draft: FactDraft, takeFocus: boolean) => void;
  onLeave: () => void;
};

export function FactField(props: FactFieldProps) {
  const { field, typed, setError } = draftField(props.label, props.draft);
  let wrapper: HTMLDivElement | undefined;
  let isOver = false;
  // Arrows walk through a list and only Enter chooses; a press chooses at once.
  let isPressed = false;

  /** Once: leaving the field by Enter or Escape also takes the focus from it. */
  function end(act: () => void) {
    if (isOver) return;
    isOver = true;
    act();
  }
  function save(takeFocus: boolean, began = props.draft.began) {
    const value = typed()?.trim() || null;
    if (value !== null && props.editor.as === "date" && formats().parseDate(value) !== value) {
      setError(`Enter a date such as ${formats().date("2019-03-14")}`);
      return;
    }
    end(() => props.onSave({ began, typed: value }, takeFocus));
  }

  function onKeyDown(event: KeyboardEvent) {
    isPressed = false;
    const isNewLine = props.editor.as === "lines" && event.shiftKey;
    const isOnButton = event.target instanceof HTMLButtonElement;
    if (event.key === "Escape") end(props.onLeave);
    else if (event.key !== "Enter" || isNewLine || event.isComposing || isOnButton) return;
    else settle(event.target, () => save(true));
    event.preventDefault();
    event.stopPropagation();
  }

  function onFocusOut(event: FocusEvent) {
    const next = event.relatedTarget;
    const stays = next instanceof Node && wrapper?.contains(next);
    // When the window itself loses the focus, nobody has left the field.
    if (!stays && !props.draft.clash && document.hasFocus()) settle(event.target, () => save(false));
  }

  onMount(() => startTyping(wrapper));

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a line of text.
    <div
      ref={wrapper}
      role="group"
      aria-label={props.label}
      class={`relative ${props.fits ? "[&_.control]:field-sizing-content [&_.control]:min-w-11" : ""}`}
      onKeyDown={onKeyDown}
      onFocusOut={onFocusOut}
      onPointerDown={() => {
        isPressed = true;
      }}
      onChange={() => isPressed && props.editor.as === "choice" && save(true)}
    >
      <EditorControl editor={props.editor} label={props.label} field={field} />
      <Show when={props.draft.clash}>
        {(clash) => (
          <FactClash
            clash={clash()}
            shown={props.shown}
            onMine={() => save(true, clash().theirs)}
            onTheirs={() => end(props.onLeave)}
          />
        )}
      </Show>
    </div>
  );
}

function draftField(label: string, draft: FactDraft) {
  const [typed, setTyped] = createSignal(draft.typed);
  const [error, setError] = createSignal(draft.error);
  const field: FormField = {
    id: `edit-${crypto.randomUUID()}`,
    name: label,
    value: () => typed() ?? "",
    set: (next) => {
      setError(undefined);
      setTyped(String(next));
    },
    error,
  };
  return { field, typed, setError };
}

function startTyping(element: HTMLElement | undefined) {
  const control = element?.querySelector<HTMLElement>(".control");
  control?.focus();
  if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) control.select();
}

const phoneReadMs = 60;

/** A phone number is understood when its field is left, and that takes a moment. */
function settle(target: EventTarget | null, then: () => void) {
  if (!(target instanceof HTMLInputElement) || target.type !== "tel") return then();
  target.dispatchEvent(new Event("change", { bubbles: true }));
  setTimeout(then, phoneReadMs);
}
