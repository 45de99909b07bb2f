import { For, type JSX, Show } from "solid-js";
import type { CatalogueOptions } from "../../../worker/domains/catalogue/shapes.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { classesWords } from "../words/classes.ts";
import { ageLabel, type Choice, choicesOf, type Filters, type Many } from "./filters.ts";

type FilterSheetProps = {
  filters: Filters;
  options: CatalogueOptions | undefined;
  found: number | undefined;
  /** Filters that the page answers by itself. */
  without?: readonly (Many | "age")[];
  onClose: () => void;
};

const AGES = Array.from({ length: 18 }, (_, years) => years);
const GROUPS: readonly Many[] = ["day", "time", "gender", "program", "level", "location", "instructor"];

/** Every filter at once; each takes effect as it is pressed, and the button says what is left. */
export default function FilterSheet(props: FilterSheetProps) {
  const words = classesWords;
  const isOffered = (filter: Many | "age") => !props.without?.includes(filter);
  return (
    <Dialog
      open
      title={words().filters}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="quiet" onClick={() => props.filters.clear()}>
            {words().clearAll}
          </Button>
          <Button variant="primary" onClick={props.onClose}>
            {words().show(props.found ?? 0)}
          </Button>
        </>
      }
    >
      <div class="flex flex-col gap-5">
        <label class="flex min-h-11 items-center gap-3 font-medium">
          <input
            type="checkbox"
            class="check size-5"
            checked={props.filters.one("open") === "1"}
            onChange={(event) => props.filters.set({ open: event.currentTarget.checked ? "1" : "" })}
          />
          {words().openOnly}
        </label>
        <Show when={isOffered("age")}>
          <label class="flex flex-col gap-1.5">
            <span class="font-semibold">{words().age}</span>
            <select
              class="control"
              onChange={(event) => props.filters.set({ age: event.currentTarget.value })}
            >
              <option value="" selected={props.filters.one("age") === ""}>
                {words().any}
              </option>
              <For each={AGES}>
                {(years) => (
                  <option value={years} selected={props.filters.one("age") === String(years)}>
                    {ageLabel(years)}
                  </option>
                )}
              </For>
            </select>
          </label>
        </Show>
        <For each={GROUPS.filter(isOffered)}>
          {(filter) => (
            <Group
              title={words()[filter === "slot" ? "time" : filter]}
              help={filter === "gender" ? words().genderHelp : undefined}
              choices={choicesOf(filter, props.options)}
              isChosen={(value) => props.filters.values(filter).includes(value)}
              onToggle={(value) => props.filters.toggle(filter, value)}
            />
          )}
        </For>
      </div>
    </Dialog>
  );
}

type GroupProps = {
  title: string;
  help: string | undefined;
  choices: readonly Choice[];
  isChosen: (value: string) => boolean;
  onToggle: (value: string) => void;
};

function Group(props: GroupProps) {
  return (
    <Show when={props.choices.length > 0}>
      <fieldset class="flex flex-col gap-2">
        <legend class="mb-2 font-semibold">{props.title}</legend>
        <Show when={props.help}>
          <p class="-mt-2 text-sm text-ink-3">{props.help}</p>
        </Show>
        <div class="flex flex-wrap gap-2">
          <For each={props.choices}>
            {(choice) => (
              <Toggle isOn={props.isChosen(choice.value)} onPress={() => props.onToggle(choice.value)}>
                {choice.label}
                <Show when={choice.hint}>
                  <span class="text-sm opacity-80">{choice.hint}</span>
                </Show>
              </Toggle>
            )}
          </For>
        </div>
      </fieldset>
    </Show>
  );
}

/** One of several that may be chosen together. */
export function Toggle(props: { isOn: boolean; onPress: () => void; children: JSX.Element }) {
  return (
    <button
      type="button"
      aria-pressed={props.isOn}
      class="inline-flex min-h-11 min-w-11 items-center justify-center gap-1.5 rounded-full border border-line-strong bg-sheet px-4 font-medium hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
      onClick={() => props.onPress()}
    >
      {props.children}
    </button>
  );
}
