import { For, Show } from "solid-js";
import { MoneyText } from "../../../shared/ui/money-text.tsx";

export type ComingOff = { name: string; amountMinor: number };

/** Which charges are open again when money goes back, said before it does. */
export function ComingOffList(props: { parts: readonly ComingOff[] }) {
  return (
    <Show when={props.parts.length > 0}>
      <p>These are open again:</p>
      <ul>
        <For each={props.parts}>
          {(part) => (
            <li class="flex gap-3 py-0.5">
              <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">{part.name}</span>
              <MoneyText amountMinor={part.amountMinor} class="font-medium text-ink" />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
