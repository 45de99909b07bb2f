import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { formats } from "../../shared/formats.ts";

type StatProps = {
  label: string;
  value: number;
  /** The whole of which it is a share; or a note on what is counted. */
  of?: number;
  note?: string;
  tone?: "bad";
  href: string;
};

/** A number that leads to the list it counts, and the share it is of the whole. */
export function Stat(props: StatProps) {
  const share = () => (props.of ? props.value / props.of : 0);
  return (
    <A href={props.href} class="group -m-2 flex flex-col rounded-md p-2 hover:bg-hover">
      <span class="text-ink-2">{props.label}</span>
      <span class="mt-0.5 text-xl font-bold tracking-tight tabular-nums">
        {formats().number(props.value)}
      </span>
      <Show when={props.of !== undefined}>
        <span class="mt-2 block h-1 overflow-hidden rounded-full bg-line" aria-hidden="true">
          <span
            class={`block h-full origin-left rounded-full ${props.tone === "bad" ? "bg-bad" : "bg-accent"}`}
            style={{ transform: `scaleX(${share()})` }}
          />
        </span>
      </Show>
      <span class="mt-1.5 text-sm text-ink-3 tabular-nums">
        {props.of === undefined ? props.note : `of ${formats().number(props.of)}`}
      </span>
    </A>
  );
}
