import { createMemo, For, Match, Show, Switch } from "solid-js";
import { monthChoices, USUAL_MONTHS } from "../../../worker/domains/money-overview/schemas.ts";
import type { MoneyOverview } from "../../../worker/domains/money-overview/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { can, me } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { FilterChips } from "../../shared/ui/filter-chips.tsx";
import { ChartColumnIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { useParam, withParams } from "../../shared/url-state.ts";
import { AgedBar } from "./aged-bar.tsx";
import { Fills } from "./fills.tsx";
import { MonthBars } from "./month-bars.tsx";
import { type MonthChart, paymentsChart, revenueChart, successChart } from "./month-chart.ts";
import { MonthTable } from "./month-table.tsx";
import { reportLinks } from "./report-links.ts";
import { Totals } from "./totals.tsx";

/** What the school earned, is owed and was paid, month by month, each figure with the way to where it comes from. */
export default function MoneyPage() {
  const [months] = useParam("months");
  const [location] = useParam("location");
  const [view, setView] = useParam("view");
  const isTable = () => view() === "table";
  const query = createQuery<MoneyOverview>(
    () => withParams("/money-overview", { months: months(), locationId: location() }),
    { keepPrevious: true, staleMs: 30_000 },
  );
  return (
    <div class="mx-auto max-w-5xl pb-16">
      <PageHeader
        title="Money"
        actions={
          <Button aria-pressed={isTable()} onClick={() => setView(isTable() ? undefined : "table")}>
            Show as tables
          </Button>
        }
      />
      <Filters />
      <Switch>
        <Match when={query.error()}>
          {(error) => (
            <ErrorState
              error={error()}
              title="The money overview could not be loaded"
              onRetry={query.refetch}
            />
          )}
        </Match>
        <Match when={query.data()}>
          {(overview) => (
            <div class="px-4 sm:px-6" aria-busy={query.refreshing()}>
              <Show when={!isEmpty(overview())} fallback={<NothingYet />}>
                <Overview overview={overview()} location={location()} isTable={isTable()} />
              </Show>
            </div>
          )}
        </Match>
        <Match when={true}>
          <SkeletonRegion label="the money overview" class="late flex flex-col gap-6 px-4 pt-4 sm:px-6">
            <SkeletonText width={960} height={104} />
            <SkeletonText width={960} height={260} />
            <SkeletonText width={960} height={160} />
          </SkeletonRegion>
        </Match>
      </Switch>
    </div>
  );
}

function isEmpty({ revenue, payments, receivables, taxes, attempts }: MoneyOverview) {
  const isAllNothing = Object.values(receivables).every((minor) => minor === 0);
  const isTaxed = taxes.some(({ minor }) => minor !== 0);
  return isAllNothing && !isTaxed && revenue.length + payments.length + attempts.length === 0;
}

function Filters() {
  const locations = () => me()?.account.locations ?? [];
  const spans = monthChoices
    .filter((months) => months !== USUAL_MONTHS)
    .map((months) => ({ value: months, label: months === "1" ? "this month" : `${months} months` }));
  const filters = () => [
    {
      param: "months",
      label: "Period",
      options: [...spans, { value: USUAL_MONTHS, label: `${USUAL_MONTHS} months` }],
    },
    ...(locations().length > 1
      ? [
          {
            param: "location",
            label: "Location",
            options: locations().map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
  ];
  return <FilterChips filters={filters()} />;
}

function Overview(props: { overview: MoneyOverview; location: string; isTable: boolean }) {
  const links = createMemo(() => reportLinks(props.location));
  const charts = createMemo(() => [
    revenueChart(props.overview, links().revenue),
    paymentsChart(props.overview, links().payments),
    successChart(props.overview, (month) => links().payments(month)),
  ]);
  return (
    <div class="relative flex flex-col gap-10">
      <Fills />
      <Totals overview={props.overview} links={links()} />
      <For each={charts()}>{(chart) => <Chart chart={chart} isTable={props.isTable} />}</For>
      <section class="flex flex-col gap-3" aria-labelledby="money-owed">
        <div>
          <h2 id="money-owed" class="text-md font-bold tracking-tight">
            Owed by age
          </h2>
          <p class="text-ink-2">
            What is open on {formats().date(props.overview.asOf)}, by how long it is past due.
          </p>
        </div>
        <AgedBar aged={props.overview.receivables} isTable={props.isTable} href={links().receivables()} />
      </section>
    </div>
  );
}

function Chart(props: { chart: MonthChart; isTable: boolean }) {
  const isBlank = () => props.chart.months.every((month) => props.chart.total(month) === 0);
  return (
    <section class="flex flex-col gap-3" aria-labelledby={`money-${props.chart.id}`}>
      <div>
        <h2 id={`money-${props.chart.id}`} class="text-md font-bold tracking-tight">
          {props.chart.title}
        </h2>
        <p class="text-ink-2">{props.chart.about}</p>
      </div>
      <Switch fallback={<MonthBars chart={props.chart} />}>
        <Match when={isBlank()}>
          <p class="border-t border-line py-3 text-ink-3">Nothing in these months.</p>
        </Match>
        <Match when={props.isTable}>
          <MonthTable chart={props.chart} />
        </Match>
      </Switch>
    </section>
  );
}

function NothingYet() {
  return (
    <EmptyState
      icon={ChartColumnIcon}
      title="No money has moved in these months"
      action={
        <Show when={can("transactions", "full")}>
          <ButtonLink href="/transactions/new/tuition">Run tuition</ButtonLink>
        </Show>
      }
    >
      Once families are charged or pay, revenue, what is owed and what came in stand here month by month.
    </EmptyState>
  );
}
