import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { type MonthChart, monthName } from "./month-chart.ts";

/** The same figures to read: a month in each row, the latest first. */
export function MonthTable(props: { chart: MonthChart }) {
  const head = "px-3 py-2 text-right font-medium whitespace-nowrap text-ink-2 last:pr-0";
  return (
    <section class="overflow-x-auto" tabindex="0" aria-label={`${props.chart.title}, table`}>
      <table class="w-full border-collapse tabular-nums">
        <caption class="sr-only">{props.chart.title}</caption>
        <thead>
          <tr class="border-b border-line-strong">
            <th scope="col" class="py-2 pr-3 text-left font-medium text-ink-2">
              Month
            </th>
            <For
              each={[...props.chart.series, { key: "", label: props.chart.totalLabel }, ...props.chart.apart]}
            >
              {({ label }) => (
                <th scope="col" class={head}>
                  {label}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.chart.months.toReversed()}>
            {(month) => (
              <tr class="border-b border-line">
                <th scope="row" class="py-2 pr-3 text-left font-book whitespace-nowrap">
                  {monthName(month, "long")}
                </th>
                <For each={props.chart.series}>
                  {({ key }) => <Cell chart={props.chart} month={month} of={key} />}
                </For>
                <Cell chart={props.chart} month={month} />
                <For each={props.chart.apart}>
                  {({ key }) => <Cell chart={props.chart} month={month} of={key} />}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  );
}

function Cell(props: { chart: MonthChart; month: string; of?: string }) {
  const text = () =>
    props.of === undefined
      ? props.chart.figure(props.month)
      : props.chart.format(props.chart.value(props.month, props.of));
  const isNothing = () =>
    (props.of === undefined ? props.chart.total(props.month) : props.chart.value(props.month, props.of)) ===
    0;
  return (
    <td
      class="px-3 py-2 text-right whitespace-nowrap last:pr-0"
      classList={{ "font-semibold": props.of === undefined, "text-ink-3": isNothing() }}
    >
      <Show when={!isNothing() && props.chart.href(props.month, props.of)} fallback={text()}>
        {(href) => (
          <A href={href()} class="underline-offset-3 hover:underline">
            {text()}
          </A>
        )}
      </Show>
    </td>
  );
}
