import * as KDialog from "@kobalte/core/dialog";
import { useNavigate } from "@solidjs/router";
import { createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { SearchIcon } from "../../shared/ui/icons.tsx";
import { Keys } from "../../shared/ui/kbd.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";
import { ShortcutPause } from "../../shared/ui/shortcut-pause.tsx";
import { Spinner } from "../../shared/ui/spinner.tsx";
import { closeOverlay } from "./overlays.ts";
import { createPaletteResults, type PaletteEntry } from "./palette-results.ts";

const optionId = (entry: PaletteEntry) => `palette-${entry.id}`;

export default function Palette() {
  const navigate = useNavigate();
  const [typed, setTyped] = createSignal("");
  const [position, setPosition] = createSignal(0);
  const results = createPaletteResults(typed);
  const current = () => results.entries()[Math.min(position(), results.entries().length - 1)];
  const groups = createMemo(() => Object.entries(Object.groupBy(results.entries(), (entry) => entry.group)));

  createEffect(on(typed, () => setPosition(0), { defer: true }));
  createEffect(() => {
    const entry = current();
    if (entry) document.getElementById(optionId(entry))?.scrollIntoView({ block: "nearest" });
  });

  function open(entry: PaletteEntry | undefined) {
    if (!entry) return;
    closeOverlay();
    navigate(entry.href);
  }

  function handleKey(event: KeyboardEvent) {
    const count = results.entries().length;
    if (event.isComposing || count === 0) return;
    const at = Math.min(position(), count - 1);
    if (event.key === "ArrowDown") setPosition((at + 1) % count);
    else if (event.key === "ArrowUp") setPosition((at + count - 1) % count);
    else if (event.key === "Enter") open(current());
    else return;
    event.preventDefault();
  }

  return (
    <KDialog.Root open onOpenChange={(isOpen) => !isOpen && closeOverlay()}>
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
                aria-label="Find pages, families, students and classes"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant={current() && optionId(current()!)}
                class="min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-ink-3"
                placeholder="Pages, families, students, classes…"
                autocomplete="off"
                spellcheck={false}
                value={typed()}
                onInput={(event) => setTyped(event.currentTarget.value)}
                onKeyDown={handleKey}
              />
              <Show when={results.searching()}>
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
                          search={typed()}
                          current={current()?.id === entry.id}
                          onPoint={() => setPosition(results.entries().indexOf(entry))}
                          onOpen={() => open(entry)}
                        />
                      )}
                    </For>
                  </div>
                )}
              </For>
            </div>
            <p class="empty:hidden px-4 pb-5 text-center text-ink-2" role="status">
              {results.entries().length === 0 && !results.searching() ? `Nothing found for “${typed()}”` : ""}
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
              <span>Names, guardians, phone numbers, classes</span>
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
  onOpen: () => void;
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
      onClick={() => props.onOpen()}
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
