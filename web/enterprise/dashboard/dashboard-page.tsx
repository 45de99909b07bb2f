import { createMemo, For, Match, Show, Switch } from "solid-js";
import type { AccountList } from "../../../worker/enterprise/accounts/schemas.ts";
import type { DashboardAnswer } from "../../../worker/enterprise/dashboard/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { Button } from "../../shared/ui/button.tsx";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { FilterChips } from "../../shared/ui/filter-chips.tsx";
import { ChartColumnIcon, DownloadIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { useParam, withParams } from "../../shared/url-state.ts";
import { wholeList } from "../../shared/whole-list.ts";
import { placed } from "../accounts/group-tree.ts";
import { enterAccount } from "../enter-account.ts";
import { isAdmin, isEnterpriseUser } from "../session.ts";
import { DataAge } from "../sync/data-age.tsx";
import { accountColumns } from "./account-columns.tsx";
import { AgingTable } from "./aging-table.tsx";
import { BiKeys } from "./bi-keys.tsx";
import { Trend } from "./trend.tsx";
import { trendsOf } from "./trends.ts";

/** All accounts as one: how many are enrolled, how full classes are, what was earned and is owed, who stays. */
export default function DashboardPage() {
  const [group, setGroup] = useParam("group");
  const [months] = useParam("months");
  const query = createQuery<DashboardAnswer>(
    () => withParams("/dashboard", { group: group(), months: months() }),
    { keepPrevious: true, staleMs: 30_000 },
  );
  const download = () =>
    withParams("/api/enterprise/dashboard/figures.csv", { group: group(), months: months() });
  return (
    <div class="h-full overflow-y-auto">
      <div class="mx-auto max-w-6xl pb-16">
        <PageHeader
          title="Dashboard"
          actions={
            <>
              <DataAge onFresh={query.refetch} />
              <a class={buttonClass({})} href={download()} download="" rel="external">
                <DownloadIcon />
                CSV
              </a>
            </>
          }
        />
        <Filters answer={query.data()} />
        <Switch>
          <Match when={group() && query.error()?.status === 404}>
            <EmptyState
              icon={ChartColumnIcon}
              title="This group is not there any more"
              action={
                <Button variant="primary" onClick={() => setGroup("")}>
                  Show every account
                </Button>
              }
            >
              <p>It was removed, or it is not one of yours.</p>
            </EmptyState>
          </Match>
          <Match when={query.error()}>
            {(error) => (
              <ErrorState error={error()} title="The dashboard could not be loaded" onRetry={query.refetch} />
            )}
          </Match>
          <Match when={query.data()}>
            {(answer) => (
              <div class="flex flex-col gap-8 px-4 sm:px-6" aria-busy={query.refreshing()}>
                <Show when={answer().accounts.length > 0} fallback={<NoAccounts />}>
                  <Figures answer={answer()} refetch={query.refetch} />
                </Show>
                <Show when={isAdmin() && isEnterpriseUser()}>
                  <BiKeys />
                </Show>
              </div>
            )}
          </Match>
          <Match when={true}>
            <SkeletonRegion label="the dashboard" class="late flex flex-col gap-6 px-4 pt-4 sm:px-6">
              <SkeletonText width={1100} height={220} />
              <SkeletonText width={1100} height={220} />
            </SkeletonRegion>
          </Match>
        </Switch>
      </div>
    </div>
  );
}

function Filters(props: { answer: DashboardAnswer | undefined }) {
  const list = createQuery<AccountList>(() => "/accounts", { staleMs: 60_000 });
  const groups = () => placed(list.data()?.groups ?? []);
  const currencies = () => props.answer?.money.map(({ currency }) => currency) ?? [];
  const filters = () => [
    {
      param: "months",
      label: "Period",
      options: [
        { value: "7", label: "7 months" },
        { value: "25", label: "25 months" },
        { value: "37", label: "37 months" },
      ],
    },
    ...(groups().length > 0
      ? [
          {
            param: "group",
            label: "Group",
            options: groups().map(({ id, path }) => ({ value: id, label: path.join(" › ") })),
          },
        ]
      : []),
    ...(currencies().length > 1
      ? [
          {
            param: "currency",
            label: "Currency",
            options: currencies().map((currency) => ({ value: currency, label: currency })),
          },
        ]
      : []),
  ];
  return <FilterChips filters={filters()} />;
}

function Figures(props: { answer: DashboardAnswer; refetch: () => void }) {
  const [chosen] = useParam("currency");
  const currency = () =>
    props.answer.money.find((one) => one.currency === chosen())?.currency ?? props.answer.money[0]?.currency;
  const trends = createMemo(() => trendsOf(props.answer, currency()));
  const rows = createMemo(() => [...props.answer.accounts]);
  const pages = wholeList(
    {
      data: () => props.answer,
      error: () => undefined,
      pending: () => false,
      refreshing: () => false,
      refetch: props.refetch,
    },
    rows,
    () => "dashboard accounts",
  );
  return (
    <>
      <div class="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <For each={trends()}>{(trend) => <Trend trend={trend} />}</For>
      </div>
      <Withheld {...props.answer.withheld} />
      <AgingTable money={props.answer.money} />
      <section class="flex flex-col gap-3" aria-labelledby="dashboard-accounts">
        <h2 id="dashboard-accounts" class="text-md font-bold tracking-tight">
          By account
        </h2>
        <div
          class="flex flex-col rounded-md border border-line"
          classList={{ "h-64": rows().length <= 4, "h-[28rem]": rows().length > 4 }}
        >
          <VirtualTable
            label="Figures of the accounts"
            pages={pages}
            columns={accountColumns}
            rowId={(row) => row.id}
            rowName={(row) => row.name}
            onOpen={(row) => void enterAccount(row.id)}
            empty={<NoAccounts />}
          />
        </div>
      </section>
    </>
  );
}

/** Sums that leave accounts out say so. */
function Withheld(props: DashboardAnswer["withheld"]) {
  const accounts = (count: number) => (count === 1 ? "one account" : `${formats().number(count)} accounts`);
  const left = () =>
    [
      ...(props.people > 0 ? [`enrollments of ${accounts(props.people)}`] : []),
      ...(props.money > 0 ? [`amounts of ${accounts(props.money)}`] : []),
    ].join(" and ");
  return (
    <Show when={left()}>
      <p class="text-sm text-ink-3">
        Your enterprise lets its users see less than everything: {left()} are not part of these figures.
      </p>
    </Show>
  );
}

function NoAccounts() {
  return (
    <EmptyState icon={ChartColumnIcon} title="No accounts here">
      <p>The accounts of this group appear as soon as an Admin puts them into it.</p>
    </EmptyState>
  );
}
