import { Show } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { maySet } from "./settings-page.tsx";

type SaveBarProps = {
  form: { dirty: () => boolean; submitting: () => boolean; reset: () => void };
  /** By default whoever may change settings. */
  may?: boolean;
};

/** Comes up at the foot of a page of settings once something on it was changed. */
export function SaveBar(props: SaveBarProps) {
  return (
    <Show when={(props.may ?? maySet()) && props.form.dirty()}>
      <div class="animate-rise sticky bottom-0 mt-6 flex items-center gap-2 border-t border-line bg-paper px-4 py-3 sm:px-6">
        <Button type="submit" variant="primary" busy={props.form.submitting()}>
          Save
        </Button>
        <Button onClick={() => props.form.reset()}>Discard</Button>
        <span class="text-ink-3 max-sm:hidden">Not saved yet</span>
      </div>
    </Show>
  );
}
