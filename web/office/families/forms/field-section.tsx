import { createUniqueId, type JSX, Show } from "solid-js";

type FieldSectionProps = {
  /** The first section of a form needs none: the dialog already has a title. */
  title?: string;
  note?: string;
  children: JSX.Element;
};

export function FieldSection(props: FieldSectionProps) {
  const titleId = createUniqueId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot be laid out like the other headings.
    <div
      role="group"
      aria-labelledby={props.title ? titleId : undefined}
      class="flex flex-col gap-4 border-t border-line pt-5 pb-6 first:border-0 first:pt-0 last:pb-0"
    >
      <Show when={props.title}>
        <div>
          <h3 id={titleId} class="font-semibold">
            {props.title}
          </h3>
          <Show when={props.note}>
            <p class="text-sm text-ink-3">{props.note}</p>
          </Show>
        </div>
      </Show>
      {props.children}
    </div>
  );
}

/** Two fields that belong together, side by side where there is room. */
export function FieldPair(props: { children: JSX.Element }) {
  return <div class="grid items-start gap-4 sm:grid-cols-2">{props.children}</div>;
}
