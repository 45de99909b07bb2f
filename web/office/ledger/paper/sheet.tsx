import { For, type JSX, Show } from "solid-js";
import type { Addressed, Letterhead } from "../../../../worker/domains/papers/shapes.ts";

type SheetProps = {
  letterhead: Letterhead;
  to: Addressed;
  title: string;
  facts: { label: string; value: JSX.Element }[];
  children: JSX.Element;
};

/** What is handed out: a white sheet on the screen, the whole page on paper. */
export function Sheet(props: SheetProps) {
  return (
    <article
      class="mx-auto flex w-full max-w-190 flex-col gap-8 rounded-md border border-line bg-sheet p-6 shadow-1 sm:p-10 print:max-w-none print:border-0 print:p-0 print:shadow-none"
      aria-label={props.title}
    >
      <header class="flex flex-wrap items-start justify-between gap-x-10 gap-y-6">
        <div class="min-w-0">
          <p class="text-md font-bold tracking-tight">{props.letterhead.name}</p>
          <Show when={props.letterhead.location}>{(name) => <p class="text-ink-2">{name()}</p>}</Show>
          <Lines lines={props.letterhead.lines} />
        </div>
        <div class="min-w-0">
          <p class="text-lg font-bold tracking-tight sm:text-right">{props.title}</p>
          <dl class="mt-1 grid grid-cols-[auto_auto] justify-start gap-x-4 sm:justify-end">
            <For each={props.facts}>
              {(fact) => (
                <>
                  <dt class="text-ink-3">{fact.label}</dt>
                  <dd class="tabular-nums sm:text-right">{fact.value}</dd>
                </>
              )}
            </For>
          </dl>
        </div>
      </header>
      <div>
        <p class="text-sm text-ink-3">For</p>
        <bdi class="font-semibold">{props.to.name}</bdi>
        <Lines lines={props.to.lines} />
      </div>
      {props.children}
    </article>
  );
}

function Lines(props: { lines: readonly string[] }) {
  return <For each={props.lines}>{(line) => <p class="text-ink-2 [overflow-wrap:anywhere]">{line}</p>}</For>;
}

export const headCell =
  "border-b-2 border-ink px-2 pb-1.5 text-left text-sm font-semibold first:pl-0 last:pr-0";
export const bodyCell = "border-b border-line px-2 py-2 align-baseline first:pl-0 last:pr-0";
