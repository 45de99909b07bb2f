import { type ParentProps, Show } from "solid-js";
import { useShortcuts } from "../../shared/keyboard.ts";
import type { Selection } from "../../shared/table/selection.ts";
import { FooterActions } from "./footer-actions.tsx";

type SelectionActionsProps = ParentProps<{ selection: Selection; total: number | null }>;

/** How many are selected, and what can be done with them. Its buttons are small ones. */
export function SelectionActions(props: SelectionActionsProps) {
  useShortcuts({
    keys: "Escape",
    label: "Clear the selection",
    group: "List",
    when: props.selection.any,
    run: props.selection.clear,
  });
  return (
    <Show when={props.selection.any()}>
      <FooterActions>
        <span class="pl-2 font-semibold whitespace-nowrap text-ink tabular-nums" aria-live="polite">
          <Show
            when={props.selection.isAll() && props.total === null}
            fallback={`${props.selection.count(props.total).toLocaleString()} selected`}
          >
            All that match
          </Show>
        </span>
        <button type="button" class="link mr-2" onClick={() => props.selection.clear()}>
          Clear
        </button>
        {props.children}
      </FooterActions>
    </Show>
  );
}
