import { type JSX, Show } from "solid-js";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { XIcon } from "../../../shared/ui/icons.tsx";

type PersonCardProps = {
  title: string;
  removeLabel?: string;
  onRemove?: () => void;
  children: JSX.Element;
};

export function PersonCard(props: PersonCardProps) {
  return (
    <section class="rounded-md border border-line bg-sheet" aria-label={props.title}>
      <header class="flex min-h-11 items-center justify-between gap-2 border-b border-line pr-1.5 pl-4">
        <h3 class="min-w-0 font-semibold [overflow-wrap:anywhere]">{props.title}</h3>
        <Show when={props.onRemove}>
          {(onRemove) => (
            <IconButton label={props.removeLabel ?? "Remove"} icon={XIcon} onClick={() => onRemove()()} />
          )}
        </Show>
      </header>
      <div class="px-4 py-4">{props.children}</div>
    </section>
  );
}
