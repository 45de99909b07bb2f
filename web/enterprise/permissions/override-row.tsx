import { Show } from "solid-js";
import type { OverriddenRight, OverrideLevel } from "../../../worker/enterprise/permissions/schemas.ts";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { LeftSwitch } from "./left-switch.tsx";

type OverrideRowProps = {
  right: OverriddenRight;
  value: OverrideLevel;
  onChange: (to: OverrideLevel) => void;
};

/** One right: what this place leaves of it, and what is taken away above. */
export function OverrideRow(props: OverrideRowProps) {
  return (
    <li class="grid items-center gap-x-4 gap-y-2 border-b border-line py-2.5 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div class="min-w-0">
        <p class="font-semibold">
          {props.right.label}
          <Show when={props.value !== props.right.own}>
            <span class="ml-2 text-sm font-medium text-accent">changed</span>
          </Show>
        </p>
        <p class="text-sm text-ink-3">{props.right.description}</p>
        <Show when={props.right.inherited}>
          {(inherited) => (
            <p class="mt-0.5 flex items-center gap-1.5 text-sm text-ink-2">
              <LockIcon class="flex-none" />
              <span>
                “{inherited().groupName}”{" "}
                {inherited().maxLevel === "none" ? "removes it already" : "lets it be viewed at most"}
              </span>
            </p>
          )}
        </Show>
      </div>
      <LeftSwitch
        label={`What is left of ${props.right.label}`}
        name={`left-${props.right.right}`}
        value={props.value}
        inherited={props.right.inherited?.maxLevel ?? null}
        onChange={props.onChange}
      />
    </li>
  );
}
