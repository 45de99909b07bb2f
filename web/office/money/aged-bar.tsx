import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import type { AgedTotals } from "../../../worker/domains/money-overview/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { MoneyText } from "../../shared/ui/money-text.tsx";
import { agedFills, Swatch } from "./fills.tsx";

const ages = [
  { key: "notDueMinor", label: "Not yet due" },
  { key: "days1to30Minor", label: "1–30 days past due" },
  { key: "days31to60Minor", label: "31–60 days past due" },
  { key: "days61to90Minor", label: "61–90 days past due" },
  { key: "daysOver90Minor", label: "Over 90 days past due" },
] as const satisfies readonly { key: keyof AgedTotals; label: string }[];

/** What is owed today in one bar by its age, and every part of it in words. */
export function AgedBar(props: { aged: AgedTotals; isTable: boolean; href?: string }) {
  const owed = () => ages.reduce((sum, { key }) => sum + props.aged[key], 0);
  const shares = () => {
    let left = 0;
    return ages.map(({ key, label }, i) => {
      const share = owed() === 0 ? 0 : (100 * props.aged[key]) / owed();
      left += share;
      return { label, minor: props.aged[key], fill: agedFills[i], share, left: left - share };
    });
  };
  return (
    <div class="flex flex-col gap-3">
      <Show when={!props.isTable}>
        <svg class="block h-8 w-full" aria-hidden="true">
          <rect class="fill-sunken" width="100%" height="100%" />
          <For each={shares()}>
            {({ label, minor, fill, share, left }) => (
              <Show when={share > 0}>
                <rect
                  x={`${left}%`}
                  width={`${share}%`}
                  height="100%"
                  fill={fill}
                  class="stroke-sheet"
                  stroke-width="1"
                >
                  <title>{`${label}: ${formats().money(minor)}`}</title>
                </rect>
              </Show>
            )}
          </For>
        </svg>
      </Show>
      <dl class="grid gap-x-8 sm:grid-cols-2">
        <For each={shares()}>
          {({ label, minor, fill }) => (
            <Line label={label} href={props.href} fill={props.isTable ? undefined : fill}>
              <MoneyText amountMinor={minor} />
            </Line>
          )}
        </For>
        <Line label="Owed in all" href={props.href} class="font-semibold">
          <MoneyText amountMinor={owed()} />
        </Line>
        <Line label="Credit that pays nothing yet" href={props.href}>
          <MoneyText amountMinor={props.aged.unappliedMinor} class="text-good" />
        </Line>
        <Line label="Owed less credit" href={props.href}>
          <MoneyText amountMinor={owed() - props.aged.unappliedMinor} />
        </Line>
      </dl>
    </div>
  );
}

type LineProps = { label: string; href?: string; fill?: string; class?: string; children: JSX.Element };

function Line(props: LineProps) {
  return (
    <div class={`flex items-center gap-2 border-b border-line py-1.5 ${props.class ?? ""}`}>
      <Show when={props.fill}>{(fill) => <Swatch fill={fill()} />}</Show>
      <dt class="min-w-0 flex-1 text-ink-2">{props.label}</dt>
      <dd>
        <Show when={props.href} fallback={props.children}>
          {(href) => (
            <A href={href()} class="underline-offset-3 hover:underline">
              {props.children}
            </A>
          )}
        </Show>
      </dd>
    </div>
  );
}
