import { type Component, type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";

type EmptyStateProps = {
  icon?: Component<{ class?: string }>;
  /** What would be here. */
  title: string;
  /** What it is for, or how to widen a search that found nothing. */
  children?: JSX.Element;
  /** The one thing to do. */
  action?: JSX.Element;
};

export function EmptyState(props: EmptyStateProps) {
  return (
    <div class="mx-auto flex max-w-md flex-col items-center px-6 py-16 text-center">
      <Show when={props.icon}>
        {(icon) => (
          <span class="mb-4 grid size-11 place-items-center rounded-md bg-accent-soft text-accent">
            <Dynamic component={icon()} class="size-5" />
          </span>
        )}
      </Show>
      <h2 class="text-md font-bold tracking-tight">{props.title}</h2>
      <Show when={props.children}>
        <div class="mt-1 text-pretty text-ink-2">{props.children}</div>
      </Show>
      <Show when={props.action}>
        <div class="mt-5 flex flex-wrap justify-center gap-2">{props.action}</div>
      </Show>
    </div>
  );
}
