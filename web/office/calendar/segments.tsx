import { For } from "solid-js";

interface SegmentsProps<Value extends string> {
  label: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** A choice of a few, all of which are seen. */
export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  return (
    <fieldset class="flex h-8 rounded-sm bg-sunken p-0.5 pointer-coarse:h-11">
      <legend class="sr-only">{props.label}</legend>
      <For each={props.options}>
        {(option) => (
          <button
            type="button"
            aria-pressed={option.value === props.value}
            class="rounded-xs px-2.5 font-book whitespace-nowrap text-ink-2 hover:text-ink aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-ink aria-pressed:shadow-1"
            onClick={() => props.onChange(option.value)}
          >
            {option.label}
          </button>
        )}
      </For>
    </fieldset>
  );
}
