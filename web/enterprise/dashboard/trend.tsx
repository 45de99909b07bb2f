import { createSignal, For, Show } from "solid-js";
import { formats } from "../../shared/formats.ts";

export type TrendFigures = {
  readonly title: string;
  readonly about: string;
  readonly months: readonly string[];
  readonly value: (index: number) => number | null;
  readonly format: (value: number) => string;
  /** How a difference is written, where that is not as a value is. */
  readonly difference?: (value: number) => string;
  /** The scale's top; the highest value where it is not given. */
  readonly top?: number;
};

export const monthName = (month: string, style: "short" | "long") =>
  formats().date(`${month}-01`, style === "long" ? { month: "long", year: "numeric" } : { month: "short" });

/** One figure by month as bars; the month under the pointer or with the focus is written out beside what it changed by. */
export function Trend(props: { trend: TrendFigures }) {
  const [pointed, setPointed] = createSignal<number>();
  const months = () => props.trend.months;
  const shown = () => Math.min(pointed() ?? months().length - 1, months().length - 1);
  const values = () => months().map((_, i) => props.trend.value(i));
  const top = () => props.trend.top ?? Math.max(1, ...values().map((value) => value ?? 0));
  const words = (index: number) => {
    const value = values()[index];
    return `${monthName(months()[index] ?? "", "long")}: ${value == null ? "not known" : props.trend.format(value)}`;
  };
  return (
    <section
      class="flex min-w-0 flex-col gap-2 rounded-md border border-line bg-sheet p-4"
      aria-label={props.trend.title}
    >
      <div class="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 class="font-semibold">{props.trend.title}</h2>
        <p class="text-sm text-ink-3" aria-hidden="true">
          {monthName(months()[shown()] ?? "", "long")}
        </p>
      </div>
      <p class="flex flex-wrap items-baseline gap-x-2" aria-hidden="true">
        <strong class="text-lg font-bold tracking-tight tabular-nums">
          {figure(values()[shown()], props.trend.format)}
        </strong>
        <Change
          now={values()[shown()]}
          before={values()[shown() - 1]}
          format={props.trend.difference ?? props.trend.format}
        />
      </p>
      <ul class="grid auto-cols-[minmax(0,3rem)] grid-flow-col border-b border-line">
        <For each={months()}>
          {(month, i) => (
            <li
              class="min-w-0"
              onPointerEnter={() => setPointed(i())}
              onPointerLeave={() => setPointed(undefined)}
              onFocusIn={() => setPointed(i())}
              onFocusOut={() => setPointed(undefined)}
            >
              <div
                role="img"
                tabindex="0"
                aria-label={words(i())}
                class="relative block rounded-xs hover:bg-hover"
              >
                <svg class="block h-28 w-full" aria-hidden="true">
                  <Bar share={(values()[i()] ?? 0) / top()} isShown={i() === shown()} />
                </svg>
                <span
                  aria-hidden="true"
                  class="block overflow-clip py-1 text-center text-xs whitespace-nowrap text-ink-3"
                  classList={{ invisible: (months().length - 1 - i()) % 3 > 0 }}
                >
                  {monthName(month, "short")}
                </span>
              </div>
            </li>
          )}
        </For>
      </ul>
      <p class="text-sm text-pretty text-ink-3">{props.trend.about}</p>
    </section>
  );
}

const figure = (value: number | null | undefined, format: (value: number) => string) =>
  value == null ? "–" : format(value);

function Bar(props: { share: number; isShown: boolean }) {
  const height = () => 100 * Math.min(1, Math.max(0, props.share));
  return (
    <Show when={height() > 0}>
      <rect
        x="14%"
        width="72%"
        y={`${100 - height()}%`}
        height={`${height()}%`}
        class={props.isShown ? "fill-accent" : "fill-accent/55"}
      />
    </Show>
  );
}

function Change(props: { now?: number | null; before?: number | null; format: (value: number) => string }) {
  const change = () => (props.now == null || props.before == null ? undefined : props.now - props.before);
  return (
    <Show when={change() !== undefined}>
      <span class="text-sm text-ink-2 tabular-nums">
        {change() === 0
          ? "as the month before"
          : `${change()! > 0 ? "+" : "−"}${props.format(Math.abs(change()!))} on the month before`}
      </span>
    </Show>
  );
}
