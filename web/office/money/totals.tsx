import { A } from "@solidjs/router";
import { Show } from "solid-js";
import { addDays } from "../../../tenant-schema/dates.ts";
import type { Compared, MoneyOverview } from "../../../worker/domains/money-overview/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { MoneyText } from "../../shared/ui/money-text.tsx";
import { monthName } from "./month-chart.ts";
import type { reportLinks } from "./report-links.ts";

/** The current month beside the one before: whole, and as far as this one has come. */
export function Totals(props: { overview: MoneyOverview; links: ReturnType<typeof reportLinks> }) {
  const month = () => props.overview.asOf.slice(0, 7);
  return (
    <dl class="grid gap-3 sm:grid-cols-3">
      <Total
        label="Revenue"
        total={props.overview.totals.revenue}
        asOf={props.overview.asOf}
        href={props.links.revenue(month())}
      />
      <Total
        label="Tax"
        total={props.overview.totals.tax}
        asOf={props.overview.asOf}
        href={props.links.revenue(month())}
      />
      <Total
        label="Payments received"
        total={props.overview.totals.received}
        asOf={props.overview.asOf}
        href={props.links.payments(month())}
      />
    </dl>
  );
}

function Total(props: { label: string; total: Compared; asOf: string; href?: string }) {
  const before = () => {
    const { beforeMinor, beforeByDayMinor } = props.total;
    const sameDay = sameDayBefore(props.asOf);
    const whole = `${formats().money(beforeMinor)} in ${monthName(sameDay.slice(0, 7), "long")}`;
    if (beforeMinor === beforeByDayMinor) return whole;
    const day = formats().date(sameDay, { month: "short", day: "numeric" });
    return `${whole}, ${formats().money(beforeByDayMinor)} of it by ${day}`;
  };
  const figure = () => <MoneyText class="text-lg font-bold tracking-tight" amountMinor={props.total.minor} />;
  return (
    <div class="rounded-md border border-line bg-sheet p-4">
      <dt class="text-ink-2">
        {props.label} in {monthName(props.asOf.slice(0, 7), "long")}
      </dt>
      <dd>
        <Show when={props.href} fallback={figure()}>
          {(href) => (
            <A href={href()} class="underline-offset-4 hover:underline">
              {figure()}
            </A>
          )}
        </Show>
        <p class="text-sm text-ink-3 tabular-nums">{before()}</p>
      </dd>
    </div>
  );
}

/** The same day of the month before, or its last one. */
function sameDayBefore(day: string): string {
  const last = addDays(`${day.slice(0, 7)}-01`, -1);
  const same = `${last.slice(0, 8)}${day.slice(8)}`;
  return same < last ? same : last;
}
