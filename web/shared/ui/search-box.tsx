import { Show } from "solid-js";
import { useShortcuts } from "../keyboard.ts";
import { SearchIcon, XIcon } from "./icons.tsx";
import { Kbd } from "./kbd.tsx";

type SearchBoxProps = { label: string; value: string; onInput: (value: string) => void };

export function SearchBox(props: SearchBoxProps) {
  let input: HTMLInputElement | undefined;
  useShortcuts({ keys: "/", label: props.label, group: "This page", run: () => input?.select() });

  function leave(event: KeyboardEvent) {
    // Down leads from what is typed into what it found.
    if (event.key === "ArrowDown") {
      event.preventDefault();
      document.querySelector<HTMLElement>("main [role=grid]")?.focus();
    }
    if (event.key !== "Escape") return;
    if (props.value) props.onInput("");
    else input?.blur();
  }

  return (
    <search class="relative w-full sm:w-80">
      <SearchIcon class="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3" />
      <input
        ref={input}
        type="text"
        inputmode="search"
        enterkeyhint="search"
        class="control px-8.5"
        aria-label={props.label}
        placeholder={props.label}
        autocomplete="off"
        spellcheck={false}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onKeyDown={leave}
      />
      <span class="absolute top-1/2 right-2 flex -translate-y-1/2">
        <Show
          when={props.value}
          fallback={
            <span class="pointer-coarse:hidden" aria-hidden="true">
              <Kbd>/</Kbd>
            </span>
          }
        >
          <button
            type="button"
            class="grid size-6 place-items-center rounded-xs text-ink-3 hover:text-ink"
            aria-label="Clear the search"
            onClick={() => {
              props.onInput("");
              input?.focus();
            }}
          >
            <XIcon class="size-3.5" />
          </button>
        </Show>
      </span>
    </search>
  );
}
