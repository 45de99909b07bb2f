import * as KCombobox from "@kobalte/core/combobox";
import { createSignal, createUniqueId, For, Match, Show, Switch } from "solid-js";
import type { ClassRow } from "../../../worker/domains/classes/shapes.ts";
import type { ClassChoice as Choice } from "../../../worker/domains/enrollments/shapes.ts";
import { matchText } from "../../shared/format/text-match.ts";
import { createQuery } from "../../shared/query.ts";
import { readable } from "../../shared/readable.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { keepFocus } from "../../shared/ui/keep-focus.ts";
import { withParams } from "../../shared/url-state.ts";
import { ageText } from "../classes/class-words.ts";
import { LevelDot } from "./level-dot.tsx";
import { OpeningsPill } from "./openings-pill.tsx";
import { slotText } from "./words.ts";

type ClassChoiceProps = {
  label: string;
  /** Openings are those of this day. */
  on: string;
  /** A class that makes no sense here, such as the one that a student leaves. */
  except?: string;
  /** Who is to be put into it: what speaks against a class for them stands beside it. */
  students?: readonly string[];
  onChoose: (row: ClassRow) => void;
};

type Found = ClassRow & Partial<Choice>;

/** Finds a class by its name; its times, ages, level and openings tell it from its neighbours. */
export function ClassChoice(props: ClassChoiceProps) {
  const id = createUniqueId();
  let input: HTMLInputElement | undefined;
  // What lies outside of an open dialog is not there for a screen reader.
  const layer = () => input?.closest<HTMLElement>("[role=dialog]") ?? undefined;
  const [typed, setTyped] = createSignal("");
  const path = () => {
    const students = (props.students ?? []).join();
    const asked = { q: typed().trim(), on: props.on };
    return students === ""
      ? withParams("/classes", { ...asked, status: "active" })
      : withParams("/enrollments/class-choices", { ...asked, students });
  };
  const query = createQuery<{ rows: readonly Found[] }>(path, { keepPrevious: true });
  // The answer to fewer letters stays until the next one is here; what it holds beyond these letters is not for choosing.
  const fits = (row: Found) =>
    typed()
      .trim()
      .split(/\s+/)
      .every((word) => word === "" || matchText(row.name, word).some(({ matched }) => matched));
  const options = () => (query.data()?.rows ?? []).filter((row) => row.id !== props.except && fits(row));
  return (
    <KCombobox.Root<Found>
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
      onChange={(row: Found | null) => row && props.onChoose(row)}
      itemComponent={(item) => (
        <KCombobox.Item
          item={item.item}
          class="cursor-default rounded-sm px-2 py-1.5 data-highlighted:bg-hover pointer-coarse:py-2.5"
        >
          <Option row={item.item.rawValue} isGroup={(props.students ?? []).length > 1} typed={typed()} />
        </KCombobox.Item>
      )}
    >
      <KCombobox.Label class="font-medium">{props.label}</KCombobox.Label>
      <KCombobox.Control>
        <KCombobox.Input ref={input} id={id} class="control" />
      </KCombobox.Control>
      <KCombobox.Portal mount={layer()}>
        <KCombobox.Content
          class="surface animate-rise z-50 max-w-(--kb-popper-anchor-width) p-1"
          onMouseDown={keepFocus}
        >
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

/** As many reasons as leave the list a list. */
const reasonsMax = 2;

/** What speaks against a class, with the name where several are to be put into it. */
function reasonsOf({ unfit = [] }: Found, isGroup: boolean): string[] {
  const named = unfit.map(({ name, text }) => (isGroup && !text.includes(name) ? `${name}: ${text}` : text));
  const reasons = named.slice(0, reasonsMax).map(readable);
  return named.length > reasonsMax ? [...reasons, `and ${named.length - reasonsMax} more`] : reasons;
}

function Option(props: { row: Found; isGroup: boolean; typed: string }) {
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
          <Show when={ageText(props.row)}>{(ages) => <span>{ages()}</span>}</Show>
          <Show when={props.row.waiting > 0}>
            <span>{props.row.waiting} waiting</span>
          </Show>
        </p>
        <For each={reasonsOf(props.row, props.isGroup)}>
          {(reason) => <p class="text-sm font-medium text-warn [overflow-wrap:anywhere]">{reason}</p>}
        </For>
      </div>
      <Show when={props.row.slots.length > 0}>
        <OpeningsPill openings={openings()} />
      </Show>
    </div>
  );
}
