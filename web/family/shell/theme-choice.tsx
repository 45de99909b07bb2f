import { For } from "solid-js";
import { setTheme, type Theme, theme } from "../../shared/theme.ts";
import { shellWords } from "../words/shell.ts";

const THEMES: readonly Theme[] = ["auto", "light", "dark"];

export function ThemeChoice() {
  return (
    <fieldset class="px-3 pt-1">
      <legend class="pb-1.5 text-sm font-semibold text-ink-3">{shellWords().theme}</legend>
      <div class="grid grid-cols-3 gap-1 rounded-md bg-sunken p-1">
        <For each={THEMES}>
          {(value) => (
            <label class="grid min-h-11 place-items-center rounded-sm px-2 text-sm font-medium text-ink-2 has-checked:bg-raised has-checked:text-ink has-checked:shadow-1 has-focus-visible:outline-2 has-focus-visible:outline-accent">
              <input
                type="radio"
                name="theme"
                class="sr-only"
                value={value}
                checked={theme() === value}
                onChange={() => setTheme(value)}
              />
              {shellWords().themes[value]}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
