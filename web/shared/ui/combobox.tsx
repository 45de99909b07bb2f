import * as KCombobox from "@kobalte/core/combobox";
import { createEffect, createSignal, on, Show } from "solid-js";
import type { FormField } from "../form.ts";
import { matchText } from "../format/text-match.ts";
import { createQuery } from "../query.ts";
import { describedBy, FieldNotes } from "./field.tsx";
import { Highlight } from "./highlight.tsx";
import { keepFocus } from "./keep-focus.ts";

export type ComboboxOption = { id: string; name: string; hint?: string };

/** Found for fewer letters, an option can be chosen only if these are in its name: Enter must not take somebody else. */
const isNamed = (option: ComboboxOption, typed: string) =>
  typed
    .trim()
    .split(/\s+/)
    .every((word) => word === "" || matchText(option.name, word).some(({ matched }) => matched));

type ComboboxProps = {
  field: FormField;
  label: string;
  description?: string;
  placeholder?: string;
  /** What the field holds when the form opens. */
  initial?: ComboboxOption;
  /** The API path that finds what was typed. */
  searchPath: (typed: string) => string;
  optionsOf: (answer: unknown) => ComboboxOption[];
};

/** Finds one person or record while its name, a child's name or a phone number is typed. Results stay while typing. */
export function Combobox(props: ComboboxProps) {
  const [typed, setTyped] = createSignal("");
  let input: HTMLInputElement | undefined;
  // What lies outside of an open dialog is not there for a screen reader.
  const layer = () => input?.closest<HTMLElement>("[role=dialog]") ?? undefined;
  const [chosen, setChosen] = createSignal<ComboboxOption | null>(props.initial ?? null);
  const query = createQuery<unknown>(() => (typed() ? props.searchPath(typed()) : undefined), {
    keepPrevious: true,
  });
  const options = () => (query.data() === undefined ? [] : props.optionsOf(query.data()));

  createEffect(
    on(
      () => props.field.value(),
      (value) => !value && setChosen(null),
      { defer: true },
    ),
  );

  return (
    <KCombobox.Root<ComboboxOption>
      class="flex min-w-0 flex-col gap-1"
      options={options()}
      optionValue="id"
      optionTextValue="name"
      optionLabel="name"
      optionDisabled={(option) => query.refreshing() && !isNamed(option, typed())}
      defaultFilter={() => true}
      allowsEmptyCollection
      placeholder={props.placeholder}
      validationState={props.field.error() ? "invalid" : "valid"}
      value={chosen()}
      onInputChange={setTyped}
      onChange={(option) => {
        setChosen(option);
        props.field.set(option?.id ?? "");
      }}
      itemComponent={(item) => (
        <KCombobox.Item
          item={item.item}
          class="flex min-h-9 cursor-default items-center gap-2 rounded-sm px-2 data-highlighted:bg-hover pointer-coarse:min-h-11"
        >
          <KCombobox.ItemLabel class="flex-1 truncate">
            <Highlight text={item.item.rawValue.name} search={typed()} />
          </KCombobox.ItemLabel>
          <span class="truncate text-sm text-ink-3">{item.item.rawValue.hint}</span>
        </KCombobox.Item>
      )}
    >
      <KCombobox.Label class="font-medium">{props.label}</KCombobox.Label>
      <KCombobox.Control>
        <KCombobox.Input
          ref={input}
          id={props.field.id}
          class="control"
          aria-describedby={describedBy(props.field, props.description)}
        />
      </KCombobox.Control>
      <FieldNotes field={props.field} description={props.description} />
      <KCombobox.Portal mount={layer()}>
        <KCombobox.Content
          class="surface animate-rise z-50 max-w-(--kb-popper-content-available-width) p-1"
          onMouseDown={keepFocus}
        >
          <Show when={typed() && options().length === 0 && !query.pending()}>
            <p class="px-2 py-2 text-ink-3">Nothing found for “{typed()}”</p>
          </Show>
          <KCombobox.Listbox class="max-h-72 overflow-y-auto" />
        </KCombobox.Content>
      </KCombobox.Portal>
    </KCombobox.Root>
  );
}
