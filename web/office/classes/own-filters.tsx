import { createUniqueId, type JSX, Show } from "solid-js";
import { formats } from "../../shared/formats.ts";
import { chipTrigger, FilterChip, unsetChip } from "../../shared/ui/filter-chip.tsx";
import { ChevronDownIcon } from "../../shared/ui/icons.tsx";
import { Popover } from "../../shared/ui/popover.tsx";
import type { ClassSearch } from "./class-search.ts";
import { minuteOf, minuteText } from "./forms/time-text.ts";

type OwnFilterProps = {
  label: string;
  /** What it says while it filters. */
  text: string | undefined;
  onRemove: () => void;
  children: JSX.Element;
};

function OwnFilter(props: OwnFilterProps) {
  return (
    <FilterChip label={props.label} set={props.text !== undefined} onRemove={props.onRemove}>
      <Popover
        label={props.label}
        class="w-72"
        triggerClass={props.text ? chipTrigger : unsetChip}
        trigger={
          <Show
            when={props.text}
            fallback={
              <>
                {props.label} <ChevronDownIcon class="size-3.5 text-ink-3" />
              </>
            }
          >
            {props.text}
          </Show>
        }
      >
        <div class="flex flex-col gap-3 p-1">{props.children}</div>
      </Popover>
    </FilterChip>
  );
}

export function OpeningsFilter(props: { search: ClassSearch }) {
  const least = () => props.search.value("openings");
  const on = () => props.search.value("on");
  const text = () => {
    if (!least() && !on()) return undefined;
    const day = on() ? ` on ${formats().date(on())}` : "";
    return least() ? `${least()} or more openings${day}` : `As${day}`;
  };
  return (
    <OwnFilter
      label="Openings"
      text={text()}
      onRemove={() => props.search.set({ openings: undefined, on: undefined })}
    >
      <Box
        label="At least so many openings"
        value={least()}
        inputmode="numeric"
        onChange={(typed) => props.search.set({ openings: wholeOf(typed, 1, 999) })}
      />
      <Box
        label="On the date (else today)"
        value={on() && formats().date(on())}
        onChange={(typed) => props.search.set({ on: formats().parseDate(typed) })}
      />
    </OwnFilter>
  );
}

export function TimeFilter(props: { search: ClassSearch }) {
  const shown = (name: "from" | "to") =>
    props.search.value(name) && minuteText(Number(props.search.value(name)));
  const text = () => {
    if (shown("from") && shown("to")) return `Begins ${shown("from")} – ${shown("to")}`;
    if (shown("from")) return `Begins from ${shown("from")}`;
    return shown("to") ? `Begins until ${shown("to")}` : undefined;
  };
  const keep = (name: "from" | "to") => (typed: string) =>
    props.search.set({ [name]: minuteOf(typed)?.toString() });
  return (
    <OwnFilter
      label="Time"
      text={text()}
      onRemove={() => props.search.set({ from: undefined, to: undefined })}
    >
      <Box label="Begins from" value={shown("from")} onChange={keep("from")} />
      <Box label="Begins until" value={shown("to")} onChange={keep("to")} />
    </OwnFilter>
  );
}

export function ChildFilter(props: { search: ClassSearch }) {
  const years = () => props.search.value("years");
  const months = () => props.search.value("months");
  const text = () => {
    const parts = [years() && `${years()} y`, months() && `${months()} mo`].filter(Boolean);
    return parts.length > 0 ? `Fits a child of ${parts.join(" ")}` : undefined;
  };
  return (
    <OwnFilter
      label="Child's age"
      text={text()}
      onRemove={() => props.search.set({ years: undefined, months: undefined })}
    >
      <div class="grid grid-cols-2 gap-2">
        <Box
          label="Years"
          value={years()}
          inputmode="numeric"
          onChange={(typed) => props.search.set({ years: wholeOf(typed, 0, 120) })}
        />
        <Box
          label="Months"
          value={months()}
          inputmode="numeric"
          onChange={(typed) => props.search.set({ months: wholeOf(typed, 0, 11) })}
        />
      </div>
    </OwnFilter>
  );
}

const wholeOf = (typed: string, least: number, most: number) => {
  const number = Number(typed.trim());
  return typed.trim() !== "" && Number.isInteger(number) && number >= least && number <= most
    ? String(number)
    : undefined;
};

type BoxProps = { label: string; value: string; inputmode?: "numeric"; onChange: (typed: string) => void };

/** Filters when the hand leaves the box or presses Enter: half a date must not be asked for. */
function Box(props: BoxProps) {
  const id = createUniqueId();
  return (
    <div class="flex min-w-0 flex-col gap-1">
      <label for={id} class="font-medium">
        {props.label}
      </label>
      <input
        id={id}
        class="control tabular-nums"
        autocomplete="off"
        inputmode={props.inputmode}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    </div>
  );
}
