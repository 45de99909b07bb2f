import { createUniqueId, type JSX, Show } from "solid-js";

/** A part of a drawer with its heading. */
export function DrawerPart(props: { title: string; aside?: JSX.Element; children: JSX.Element }) {
  const id = createUniqueId();
  return (
    <section aria-labelledby={id} class="border-t border-line pt-4">
      <header class="mb-2 flex min-h-6 items-center gap-2">
        <h3 id={id} class="flex-1 font-semibold">
          {props.title}
        </h3>
        <Show when={props.aside}>{props.aside}</Show>
      </header>
      {props.children}
    </section>
  );
}
