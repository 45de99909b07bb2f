import * as KDialog from "@kobalte/core/dialog";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { Highlight } from "./highlight.tsx";
import { SearchIcon } from "./icons.tsx";
import { Keys } from "./kbd.tsx";
import { StatusPill } from "./pill.tsx";
import { ShortcutPause } from "./shortcut-pause.tsx";
import { Spinner } from "./spinner.tsx";

/** Something that can be found and opened. */
export type PaletteEntry = {
  id: string;
  group: string;
  name: string;
  hint?: string | undefined;
  status?: string | undefined;
  keys?: string;
};

type PaletteProps<Entry> = {
  /** What can be found, for who cannot see the field. */
  label: string;
  placeholder: string;
  /** What one can type, at the foot. */
  advice: string;
  typed: string;
  onType: (typed: string) => void;
  entries: Entry[];
  searching: boolean;
  onOpen: (entry: Entry, newTab: boolean) => void;
  onClose: () => void;
};

const optionId = (entry: PaletteEntry) => `palette-${entry.id}`;

/** One field over any page, and under it whatever its words find. */
export function Palette<Entry extends PaletteEntry>(props: PaletteProps<Entry>) {
  const [position, setPosition] = createSignal(0);
  const current = () => props.entries[Math.min(position(), props.entries.length - 1)];
  const groups = createMemo(() => Object.entries(Object.groupBy(props.entries, (entry) => entry.group)));

  createEffect(
    on(
      () => props.typed,
      () => setPosition(0),
      { defer: true },
    ),
  );
  createEffect(() => {
    const entry = current();
    if (entry) document.getElementById(optionId(entry))?.scrollIntoView({ block: "nearest" });
  });

  function open(entry: Entry | undefined, newTab: boolean) {
    if (!entry) return;
    props.onClose();
    props.onOpen(entry, newTab);
  }

  function handleKey(event: KeyboardEvent) {
    const count = props.entries.length;
    if (event.isComposing || count === 0) return;
    const at = Math.min(position(), count - 1);
    if (event.key === "ArrowDown") setPosition((at + 1) % count);
    else if (event.key === "ArrowUp") setPosition((at + count - 1) % count);
    else if (event.key === "Enter") open(current(), event.metaKey || event.ctrlKey);
    else return;
    event.preventDefault();
  }

  return (
    <KDialog.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <KDialog.Portal>
        <ShortcutPause />
        <KDialog.Overlay class="animate-fade fixed inset-0 z-40 bg-scrim" />
        <div class="fixed inset-x-0 top-0 z-40 flex justify-center sm:px-4 sm:pt-[12dvh]">
          <KDialog.Content class="animate-rise surface flex max-h-[70dvh] w-full max-w-xl flex-col overflow-hidden max-sm:max-h-dvh max-sm:rounded-none">
            <KDialog.Title class="sr-only">Find anything</KDialog.Title>
            <div class="flex h-13 flex-none items-center gap-3 border-b border-line px-4">
              <SearchIcon class="text-ink-3" />
              <input
                // At once, and not when the dialog settles: the first letters follow ⌘K within milliseconds.
                ref={(field) => queueMicrotask(() => field.focus())}
                type="text"
                role="combobox"
                aria-label={props.label}
                aria-expanded="true"
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant={current() && optionId(current()!)}
                class="min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-ink-3"
                placeholder={props.placeholder}
                autocomplete="off"
                spellcheck={false}
                value={props.typed}
                onInput={(event) => props.onType(event.currentTarget.value)}
                onKeyDown={handleKey}
              />
              <Show when={props.searching}>
                <Spinner class="text-ink-3" />
              </Show>
              <span class="pointer-coarse:hidden">
                <Keys keys="Escape" />
              </span>
              <KDialog.CloseButton aria-label="Cancel" class="link hidden h-11 pointer-coarse:block">
                Cancel
              </KDialog.CloseButton>
            </div>
            <div
              id="palette-list"
              role="listbox"
              aria-label="Results"
              class="min-h-0 flex-1 overflow-y-auto p-2"
            >
              <For each={groups()}>
                {([group, entries]) => (
                  // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, not fieldsets.
                  <div role="group" aria-label={group}>
                    <div class="px-2 pt-2 pb-1 text-xs font-semibold text-ink-3" aria-hidden="true">
                      {group}
                    </div>
                    <For each={entries}>
                      {(entry) => (
                        <Option
                          entry={entry}
                          search={props.typed}
                          current={current()?.id === entry.id}
                          onPoint={() => setPosition(props.entries.indexOf(entry))}
                          onOpen={(newTab) => open(entry, newTab)}
                        />
                      )}
                    </For>
                  </div>
                )}
              </For>
            </div>
            <p class="empty:hidden px-4 pb-5 text-center text-ink-2" role="status">
              {props.entries.length === 0 && !props.searching ? `Nothing found for “${props.typed}”` : ""}
            </p>
            <div class="hidden flex-none items-center gap-4 border-t border-line bg-sunken px-4 py-2 text-xs text-ink-2 sm:flex">
              <span class="flex items-center gap-1.5">
                <Keys keys="ArrowUp" />
                <Keys keys="ArrowDown" /> choose
              </span>
              <span class="flex items-center gap-1.5">
                <Keys keys="Enter" /> open
              </span>
              <span class="flex-1" />
              <span>{props.advice}</span>
            </div>
          </KDialog.Content>
        </div>
      </KDialog.Portal>
    </KDialog.Root>
  );
}

type OptionProps = {
  entry: PaletteEntry;
  search: string;
  current: boolean;
  onPoint: () => void;
  onOpen: (newTab: boolean) => void;
};

function Option(props: OptionProps) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names its active option.
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field.
    <div
      role="option"
      id={optionId(props.entry)}
      aria-selected={props.current}
      class="flex min-h-9 items-center gap-3 rounded-sm px-2 aria-selected:bg-accent-soft pointer-coarse:min-h-11"
      onPointerMove={() => !props.current && props.onPoint()}
      onClick={(event) => props.onOpen(event.metaKey || event.ctrlKey)}
    >
      <span class="truncate font-medium">
        <Highlight text={props.entry.name} search={props.search} />
      </span>
      <span class="min-w-0 flex-1 truncate text-ink-3">
        <Highlight text={props.entry.hint ?? ""} search={props.search} />
      </span>
      <Show when={props.entry.status}>{(status) => <StatusPill status={status()} />}</Show>
      <Show when={props.entry.keys}>
        {(keys) => (
          <span class="max-sm:hidden">
            <Keys keys={keys()} />
          </span>
        )}
      </Show>
    </div>
  );
}
