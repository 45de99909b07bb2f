import { For, Match, Show, Switch } from "solid-js";
import type {
  EnterpriseAuditEntry,
  EnterpriseAuditOptions,
} from "../../../worker/enterprise/audit/schemas.ts";
import type { GroupTree } from "../../../worker/enterprise/groups/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import { createQuery } from "../../shared/query.ts";
import { place } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { buttonClass } from "../../shared/ui/button-class.ts";
import { DayFilter } from "../../shared/ui/day-filter.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { type Filter, FilterChips } from "../../shared/ui/filter-chips.tsx";
import { DownloadIcon, ScrollTextIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useParam, withParams } from "../../shared/url-state.ts";
import { placed } from "../accounts/group-tree.ts";
import { isAdmin, isEnterpriseUser } from "../session.ts";
import { AuditRow } from "./audit-row.tsx";
import { actionLabel } from "./words.ts";

const names = ["user", "action", "account", "group", "from", "to"] as const;

export default function AuditPage() {
  const params = Object.fromEntries(names.map((name) => [name, useParam(name)[0]]));
  // Days are those of the clock by which the entries are written here.
  const zone = () => (params.from?.() || params.to?.() ? place()?.timeZone : undefined);
  const terms = () => ({
    ...Object.fromEntries(names.map((name) => [name, params[name]?.()])),
    zone: zone(),
  });
  const isFiltered = () => names.some((name) => params[name]?.());
  const options = createQuery<EnterpriseAuditOptions>(() => "/audit/options", { staleMs: 60_000 });
  const tree = createQuery<GroupTree>(() => "/groups", { staleMs: 60_000 });
  const entries = createPages<EnterpriseAuditEntry>(() => withParams("/audit", terms()));
  const groupName = (id: unknown) => tree.data()?.groups.find((group) => group.id === id)?.name;

  return (
    <div class="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Audit Log"
        actions={
          <a
            class={buttonClass({})}
            href={`/api/enterprise${withParams("/audit/export.csv", terms())}`}
            download="enterprise-audit.csv"
            rel="external"
          >
            <DownloadIcon />
            Export CSV
          </a>
        }
      />
      <p class="px-4 pb-3 text-ink-3 sm:px-6">{reachText()}</p>
      <FilterChips
        filters={filtersOf(options.data(), tree.data())}
        more={<DayFilter />}
        moreParams={["from", "to"]}
      />
      <div class="min-h-0 flex-1 overflow-y-auto border-t border-line bg-sheet">
        <Switch>
          <Match when={entries.rows().length === 0 && entries.error()}>
            {(error) => <ErrorState error={error()} onRetry={entries.refetch} />}
          </Match>
          <Match when={!entries.pending() && entries.rows().length === 0}>
            <EmptyState
              icon={ScrollTextIcon}
              title={isFiltered() ? "Nothing like that happened" : "Nothing has happened yet"}
            >
              <p>
                {isFiltered()
                  ? "Widen the days, or take a filter away."
                  : "Who came, which account they entered, and everything that is changed here is written down."}
              </p>
            </EmptyState>
          </Match>
        </Switch>
        <ul>
          <For each={entries.rows()}>
            {(entry, index) => (
              <li class="contents">
                <Show when={isNewDay(entries.rows(), index())}>
                  <h2 class="sticky top-0 z-20 border-b border-line bg-sunken px-4 py-1.5 text-xs font-semibold text-ink-2 sm:px-6">
                    {dayLabel(entry.at)}
                  </h2>
                </Show>
                <AuditRow entry={entry} groupName={groupName} />
              </li>
            )}
          </For>
        </ul>
        <Show when={entries.hasMore()}>
          <div class="flex justify-center px-4 py-5">
            <Button busy={entries.loadingMore()} onClick={entries.loadMore}>
              Show older
            </Button>
          </div>
        </Show>
      </div>
    </div>
  );
}

/** How far the reader sees. */
function reachText(): string {
  if (!isAdmin()) return "What you did yourself.";
  if (isEnterpriseUser())
    return "What everybody did in this portal. What they did inside an account is in its own audit log.";
  return "What the users of your group and of the groups below it did in this portal.";
}

function filtersOf(options: EnterpriseAuditOptions | undefined, tree: GroupTree | undefined): Filter[] {
  const { users = [], actions = [], accounts = [] } = options ?? {};
  const list = (entries: readonly { id: string; name: string }[]) =>
    entries.map(({ id, name }) => ({ value: id, label: name }));
  const groups = placed(tree?.groups ?? []).map(({ id, path }) => ({ value: id, label: path.join(" › ") }));
  const all: Filter[] = [
    { param: "user", label: "Who", options: list(users) },
    {
      param: "action",
      label: "Act",
      options: actions.map((action) => ({ value: action, label: actionLabel(action) })),
    },
    { param: "account", label: "Account", options: list(accounts) },
    { param: "group", label: "Group", options: groups },
  ];
  return all.filter((filter) => filter.options.length > 0 || filter.param === "action");
}

function isNewDay(rows: readonly EnterpriseAuditEntry[], index: number): boolean {
  const [above, own] = [rows[index - 1], rows[index]];
  return above === undefined || formats().dateOf(above.at) !== formats().dateOf(own!.at);
}

function dayLabel(at: number): string {
  const date = formats().dateOf(at);
  return date === formats().today()
    ? "Today"
    : formats().date(date, { weekday: "long", year: "numeric", month: "long", day: "numeric" });
}
