import { A } from "@solidjs/router";
import { createSignal, For, type JSX, Show } from "solid-js";
import { Swatch, seriesFill } from "./fills.tsx";
import { type MonthChart, monthName } from "./month-chart.ts";

/** A bar for each month, stacked from its series. The one under the pointer or with the focus is written out. */
export function MonthBars(props: { chart: MonthChart }) {
  const [pointed, setPointed] = createSignal<string>();
  const shown = () => {
    const month = pointed();
    return month && props.chart.months.includes(month) ? month : (props.chart.months.at(-1) ?? "");
  };
  const highest = () => Math.max(1, ...props.chart.months.map((month) => heightOf(props.chart, month)));
  return (
    <div class="flex flex-col gap-3">
      <Readout chart={props.chart} month={shown()} />
      <ul
        class="grid auto-cols-[minmax(0,8rem)] grid-flow-col border-b border-line"
        aria-label={props.chart.title}
      >
        <For each={props.chart.months}>
          {(month, i) => (
            <li
              class="min-w-0"
              onPointerEnter={() => setPointed(month)}
              onPointerLeave={() => setPointed(undefined)}
              onFocusIn={() => setPointed(month)}
              onFocusOut={() => setPointed(undefined)}
            >
              <Place chart={props.chart} month={month}>
                <Bar chart={props.chart} month={month} highest={highest()} isShown={month === shown()} />
                <span
                  aria-hidden="true"
                  class="block overflow-clip py-1 text-center text-xs whitespace-nowrap text-ink-3"
                  classList={{
                    "font-semibold text-ink": month === shown(),
                    // Every second name where there is no room for all.
                    "max-sm:invisible":
                      props.chart.months.length > 6 && (props.chart.months.length - 1 - i()) % 3 > 0,
                    invisible:
                      props.chart.months.length > 12 && (props.chart.months.length - 1 - i()) % 3 > 0,
                  }}
                >
                  {monthName(month, "short")}
                </span>
              </Place>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}

/** What it is made of in words; where there is a report of the month, the way to it. */
function Place(props: { chart: MonthChart; month: string; children: JSX.Element }) {
  const words = () => {
    const parts = props.chart.bars
      .map(({ key, label }) => ({ label, value: props.chart.value(props.month, key) }))
      .filter(({ value }) => value !== 0)
      .map(({ label, value }) => `${label} ${props.chart.format(value)}`);
    return `${monthName(props.month, "long")}: ${[props.chart.figure(props.month), ...parts].join(", ")}`;
  };
  const look = "relative block rounded-xs hover:bg-hover";
  return (
    <Show
      when={props.chart.href(props.month)}
      fallback={
        <div role="img" tabindex="0" aria-label={words()} class={look}>
          {props.children}
        </div>
      }
    >
      {(href) => (
        <A href={href()} class={look}>
          <span class="sr-only">{words()}</span>
          {props.children}
        </A>
      )}
    </Show>
  );
}

const heightOf = (chart: MonthChart, month: string) =>
  chart.bars.reduce((sum, { key }) => sum + Math.max(0, chart.value(month, key)), 0);

function Bar(props: { chart: MonthChart; month: string; highest: number; isShown: boolean }) {
  const parts = () => {
    const whole = props.chart.isShare ? heightOf(props.chart, props.month) : props.highest;
    let top = 100;
    return props.chart.bars.map(({ key }, i) => {
      // More voided than charged has no height; the words and the table tell of it.
      const height = whole === 0 ? 0 : (100 * Math.max(0, props.chart.value(props.month, key))) / whole;
      top -= height;
      return { fill: seriesFill(key, i), top, height };
    });
  };
  return (
    <svg class={`block w-full ${props.chart.isShare ? "h-24" : "h-44"}`} aria-hidden="true">
      <For each={parts()}>
        {({ fill, top, height }) => (
          <Show when={height > 0}>
            <rect
              x="14%"
              width="72%"
              y={`${top}%`}
              height={`${height}%`}
              fill={fill}
              class={props.isShown ? "stroke-ink" : "stroke-sheet"}
              stroke-width="1"
            />
          </Show>
        )}
      </For>
    </svg>
  );
}

/** The legend, with the figures of a month. */
function Readout(props: { chart: MonthChart; month: string }) {
  return (
    <div class="flex flex-wrap items-baseline gap-x-5 gap-y-1" aria-hidden="true">
      <p class="min-w-40">
        <span class="text-ink-2">{monthName(props.month, "long")}</span>{" "}
        <strong class="font-semibold tabular-nums">{props.chart.figure(props.month)}</strong>
      </p>
      <ul class="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <For each={props.chart.bars}>
          {({ key, label }, i) => (
            <li class="flex max-w-full items-center gap-1.5">
              <Swatch fill={seriesFill(key, i())} />
              <span class="cut text-ink-2">{label}</span>
              <span class="tabular-nums">{props.chart.format(props.chart.value(props.month, key))}</span>
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
