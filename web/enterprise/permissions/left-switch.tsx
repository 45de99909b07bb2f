import { For } from "solid-js";
import type { OverrideLevel } from "../../../worker/enterprise/permissions/schemas.ts";

const choices: { value: OverrideLevel; label: string }[] = [
  { value: null, label: "As granted" },
  { value: "view", label: "View at most" },
  { value: "none", label: "Removed" },
];

type LeftSwitchProps = {
  /** What is left of; the visible label stands beside it. */
  label: string;
  name: string;
  value: OverrideLevel;
  /** What a group above leaves: nothing more can be left here. */
  inherited: "view" | "none" | null;
  onChange: (value: OverrideLevel) => void;
};

/** How much of a right is left to everybody: radio buttons, so that the arrow keys move between them. */
export function LeftSwitch(props: LeftSwitchProps) {
  // What is set already can always be seen and taken back, although a group above is stricter by now.
  const isBeyond = (value: OverrideLevel) =>
    value === "view" && props.inherited === "none" && props.value !== "view";
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      class="inline-flex flex-none justify-self-start rounded-sm border border-line-strong bg-sunken p-px has-focus-visible:outline-2 has-focus-visible:outline-focus"
    >
      <For each={choices}>
        {(choice) => (
          <label class="rounded-xs px-2.5 py-0.75 text-sm font-medium whitespace-nowrap text-ink-3 select-none not-has-disabled:hover:text-ink has-checked:bg-sheet has-checked:text-ink has-checked:shadow-1 has-disabled:cursor-default has-disabled:opacity-50 has-[:checked[value=none]]:text-bad has-[:checked[value=view]]:text-accent pointer-coarse:px-2.5 pointer-coarse:py-2.5">
            <input
              type="radio"
              class="sr-only"
              name={props.name}
              value={choice.value ?? "granted"}
              checked={props.value === choice.value}
              disabled={isBeyond(choice.value)}
              onChange={() => props.onChange(choice.value)}
            />
            {choice.label}
          </label>
        )}
      </For>
    </div>
  );
}
