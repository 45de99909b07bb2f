import * as KCombobox from "@kobalte/core/combobox";
import { createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import type { ClassRow } from "../../../worker/domains/classes/shapes.ts";
import { matchText } from "../../shared/format/text-match.ts";
import type { Page } from "../../shared/pages.ts";
import { createQuery } from "../../shared/query.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { keepFocus } from "../../shared/ui/keep-focus.ts";
import { withParams } from "../../shared/url-state.ts";
import { LevelDot } from "./level-dot.tsx";
import { OpeningsPill } from "./openings-pill.tsx";
import { slotText } from "./words.ts";

type ClassChoiceProps = {
  label: string;
  /** Openings are those of this day. */
  on: string;
  /** A class that makes no sense here, such as the one that a student leaves. */
  except?: string;
  onChoose: (row: ClassRow) => void;
};

/** Finds a class by its name; its times, level and openings tell it from its neighbours. */
export function ClassChoice(props: ClassChoiceProps) {
  const id = createUniqueId();
  let input: HTMLInputElement | undefined;
  // What lies outside of an open dialog is not there for a screen reader.
  const layer = () => input?.closest<HTMLElement>("[role=dialog]") ?? undefined;
  const [typed, setTyped] = createSignal("");
  const query = createQuery<Page<ClassRow>>(
    () => withParams("/classes", { q: typed().trim(), on: props.on, status: "active" }),
    { keepPrevious: true },
  );
  // The answer to fewer letters stays until the next one is here; what it holds beyond these letters is not for choosing.
  const fits = (row: ClassRow) =>
    typed()
      .trim()
      .split(/\s+/)
      .every((word) => word === "" || matchText(row.name, word).some(({ matched }) => matched));
  const options = () => (query.data()?.rows ?? []).filter((row) => row.id !== props.except && fits(row));
  return (
    <KCombobox.Root<ClassRow>
      class="flex min-w-0 flex-col gap-1"
      options={options()}
      optionValue="id"
      optionTextValue="name"
      optionLabel="name"
      defaultFilter={() => true}
      allowsEmptyCollection
      triggerMode="focus"
      placeholder="Name of the class"
      onInputChange={setTyped}
      onChange={(row: ClassRow | null) => row && props.onChoose(row)}
      itemComponent={(item) => (
        <KCombobox.Item
          item={item.item}
          class="cursor-default rounded-sm px-2 py-1.5 data-highlighted:bg-hover pointer-coarse:py-2.5"
        >
          <Option row={item.item.rawValue} typed={typed()} />
        </KCombobox.Item>
      )}
    >
      <KCombobox.Label class="font-medium">{props.label}</KCombobox.Label>
      <KCombobox.Control>
        <KCombobox.Input ref={input} id={id} class="control" />
      </KCombobox.Control>
      <KCombobox.Portal mount={layer()}>
        <KCombobox.Content class="surface animate-rise z-50 p-1" onMouseDown={keepFocus}>
          <Switch>
            <Match when={query.error()}>
              {(error) => <p class="px-2 py-2 text-bad">{error().message}</p>}
            </Match>
            <Match when={options().length === 0 && !query.pending()}>
              <p class="px-2 py-2 text-ink-3">
                {typed() ? `No active class matches “${typed()}”` : "There is no other active class"}
              </p>
            </Match>
          </Switch>
          <KCombobox.Listbox class="max-h-80 overflow-y-auto" />
        </KCombobox.Content>
      </KCombobox.Portal>
    </KCombobox.Root>
  );
}

function Option(props: { row: ClassRow; typed: string }) {
  const openings = () => Math.min(...props.row.slots.map((slot) => slot.openings));
  return (
    <div class="flex items-start gap-2.5">
      <LevelDot color={props.row.levelColor} />
      <div class="min-w-0 flex-1">
        <KCombobox.ItemLabel class="font-medium [overflow-wrap:anywhere]">
          <Highlight text={props.row.name} search={props.typed} />
        </KCombobox.ItemLabel>
        <p class="flex flex-wrap gap-x-2 text-sm text-ink-3 tabular-nums">
          <For each={props.row.slots}>{(slot) => <span>{slotText(slot)}</span>}</For>
          <Show when={props.row.levelName}>{(level) => <span>{level()}</span>}</Show>
          <Show when={props.row.waiting > 0}>
            <span>{props.row.waiting} waiting</span>
          </Show>
        </p>
      </div>
      <Show when={props.row.slots.length > 0}>
        <OpeningsPill openings={openings()} />
      </Show>
    </div>
  );
}
