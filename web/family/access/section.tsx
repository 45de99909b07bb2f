import { createUniqueId, type JSX } from "solid-js";

/** One subject of the page, named for everybody. */
export function Section(props: { title: string; help?: string; children: JSX.Element }) {
  const id = createUniqueId();
  return (
    <section aria-labelledby={id} class="flex flex-col gap-3">
      <h2 id={id} class="text-md font-bold tracking-tight">
        {props.title}
      </h2>
      <p class="text-ink-2 empty:hidden">{props.help}</p>
      {props.children}
    </section>
  );
}
