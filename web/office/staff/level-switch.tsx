import { For } from "solid-js";
import type { RightLevel } from "../../../worker/domains/staff/schemas.ts";

const levels: { value: RightLevel; label: string }[] = [
  { value: "none", label: "None" },
  { value: "view", label: "View" },
  { value: "full", label: "Full" },
];

type LevelSwitchProps = {
  /** What the level is for; the visible label stands beside it. */
  label: string;
  name: string;
  value: RightLevel;
  /** The most that may be chosen; what is set already can always be seen. */
  most: RightLevel;
  disabled?: boolean;
  /** Rights that are had or not: without the step between. */
  whole?: boolean;
  onChange: (level: RightLevel) => void;
};

const rank = { none: 0, view: 1, full: 2 };

/** None, View or Full: radio buttons, so that the arrow keys move between them. */
export function LevelSwitch(props: LevelSwitchProps) {
  const shown = () => (props.whole ? levels.filter((level) => level.value !== "view") : levels);
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      class="inline-flex flex-none justify-self-start rounded-sm border border-line-strong bg-sunken p-px has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
    >
      <For each={shown()}>
        {(level) => (
          <label class="rounded-xs px-2.5 py-0.75 text-sm font-medium text-ink-3 select-none not-has-disabled:hover:text-ink has-checked:bg-sheet has-checked:text-ink has-checked:shadow-1 has-disabled:cursor-default has-[:checked[value=full]]:text-accent has-[:checked[value=view]]:text-accent pointer-coarse:px-3.5 pointer-coarse:py-2.5">
            <input
              type="radio"
              class="sr-only"
              name={props.name}
              value={level.value}
              checked={props.value === level.value}
              disabled={props.disabled || rank[level.value] > Math.max(rank[props.most], rank[props.value])}
              onChange={() => props.onChange(level.value)}
            />
            {level.label}
          </label>
        )}
      </For>
    </div>
  );
}
