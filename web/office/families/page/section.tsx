import { createUniqueId, type JSX, Show } from "solid-js";

type SectionProps = {
  title: string;
  count?: number;
  action?: JSX.Element;
  children: JSX.Element;
};

export function Section(props: SectionProps) {
  const titleId = createUniqueId();
  return (
    <section aria-labelledby={titleId} class="min-w-0">
      <header class="mb-1 flex min-h-8 items-center gap-2">
        <h2 id={titleId} class="font-semibold">
          {props.title}
        </h2>
        <Show when={props.count}>
          <span class="text-ink-3 tabular-nums">{props.count}</span>
        </Show>
        <span class="flex-1" />
        <span class="-mr-2.5" data-no-print>
          {props.action}
        </span>
      </header>
      {props.children}
    </section>
  );
}

/** What would be here, in the size of what will be. */
export function NothingYet(props: { children: JSX.Element }) {
  return <p class="border-t border-line py-3 text-ink-3">{props.children}</p>;
}
