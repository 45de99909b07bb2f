import { type JSX, Show } from "solid-js";
import { XIcon } from "./icons.tsx";

export const unsetChip =
  "hit inline-flex h-7 items-center gap-1 rounded-full border border-dashed border-line-strong pr-2 pl-2.5 whitespace-nowrap text-ink-2 hover:border-solid hover:bg-hover hover:text-ink pointer-coarse:h-9";

export const chipTrigger = "hit h-full rounded-l-full pr-1 pl-3 hover:underline underline-offset-3";

type FilterChipProps = {
  /** What it filters by, for the name of its button. */
  label: string;
  onRemove: () => void;
  /** False for a chip that stays in its place while it filters nothing, so that what hangs on it stays open. */
  set?: boolean;
  /** What it says: plain text, or the trigger of a menu that changes it. */
  children: JSX.Element;
};

/** A filter that is set. */
export function FilterChip(props: FilterChipProps) {
  const isSet = () => props.set !== false;
  return (
    <span
      class="inline-flex h-7 max-w-full items-center rounded-full whitespace-nowrap pointer-coarse:h-9"
      classList={{ "bg-accent-soft font-medium text-accent": isSet() }}
    >
      {props.children}
      <Show when={isSet()}>
        <button
          type="button"
          class="hit grid h-full w-7 flex-none place-items-center rounded-r-full hover:text-accent-strong pointer-coarse:w-11"
          aria-label={`Remove filter ${props.label}`}
          onClick={() => props.onRemove()}
        >
          <XIcon class="size-3.5" />
        </button>
      </Show>
    </span>
  );
}
