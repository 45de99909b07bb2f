import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { Pages } from "../../../../shared/pages.ts";
import { stableRows } from "../../../../shared/stable-rows.ts";
import { useRowKeys } from "../../../../shared/table/table-keys.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { EmptyState } from "../../../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../../../shared/ui/error-state.tsx";
import { ScrollTextIcon, SearchIcon } from "../../../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../../../shared/ui/skeleton.tsx";
import { type MoneyFamily, openMoney } from "../../../ledger/opening.ts";
import { mayCharge } from "./ledger-actions.tsx";
import { EntryRow } from "./ledger-row.tsx";
import type { LedgerSearch } from "./ledger-search.ts";
import type { LedgerRow } from "./ledger-tab.tsx";

type LedgerTableProps = {
  entries: Pages<LedgerRow>;
  search: LedgerSearch;
  family: MoneyFamily;
  peekId: string;
  onPeek: (id: string | undefined) => void;
  onOpen: (entry: LedgerRow) => void;
};

/** One page below the other with the page's own scroll: what is printed is what was loaded. */
export function LedgerTable(props: LedgerTableProps) {
  const rows = stableRows(() => props.entries.rows(), "id");
  const [currentId, setCurrentId] = createSignal<string>();
  let table: HTMLTableElement | undefined;
  const current = () => rows().findIndex(({ id }) => id === currentId());

  function focusRow(index: number) {
    const row = rows()[index];
    if (!row) return;
    setCurrentId(row.id);
    table?.querySelector<HTMLElement>(`[data-entry="${row.id}"]`)?.focus();
    if (props.peekId) props.onPeek(row.id);
  }

  useRowKeys({
    any: () => rows().length > 0,
    move: (step) => focusRow(Math.max(0, Math.min(rows().length - 1, current() + step))),
    open: () => rows()[current()] && props.onOpen(rows()[current()]!),
    peek: () => currentId() && props.onPeek(props.peekId === currentId() ? undefined : currentId()),
  });

  return (
    <div class="@container min-w-0 flex-1">
      <Switch>
        <Match when={props.entries.pending()}>
          <Waiting />
        </Match>
        <Match when={props.entries.error() && rows().length === 0 && props.entries.error()}>
          {(error) => (
            <ErrorState
              error={error()}
              title="The ledger could not be loaded"
              onRetry={props.entries.refetch}
            />
          )}
        </Match>
        <Match when={rows().length === 0}>
          <Nothing search={props.search} family={props.family} />
        </Match>
        <Match when={true}>
          <table ref={table} class="w-full border-t border-line">
            <caption class="sr-only">Ledger of {props.family.name}, newest first</caption>
            <Head />
            <tbody>
              <For each={rows()}>
                {(entry) => (
                  <EntryRow
                    entry={entry}
                    isCurrent={currentId() === entry.id || props.peekId === entry.id}
                    onFocus={() => setCurrentId(entry.id)}
                    onPeek={() => props.onPeek(props.peekId === entry.id ? undefined : entry.id)}
                    onOpen={() => props.onOpen(entry)}
                  />
                )}
              </For>
            </tbody>
          </table>
          <More entries={props.entries} />
        </Match>
      </Switch>
    </div>
  );
}

/** Columns that give way first are those that the row says in another place. */
function Head() {
  const cell = "h-8 px-2 text-left text-xs font-semibold text-ink-3 whitespace-nowrap";
  return (
    <thead class="border-b border-line bg-sunken">
      <tr>
        <th scope="col" class={`${cell} hidden w-28 pl-6 @xl:table-cell`}>
          Date
        </th>
        <th scope="col" class={`${cell} @max-xl:pl-4`}>
          Entry
        </th>
        <th scope="col" class={`${cell} hidden w-28 @4xl:table-cell`}>
          Due
        </th>
        <th scope="col" class={`${cell} hidden w-32 @2xl:table-cell`}>
          Status
        </th>
        <th scope="col" class={`${cell} hidden w-28 text-right @xl:table-cell`}>
          Charges
        </th>
        <th scope="col" class={`${cell} hidden w-28 text-right @xl:table-cell`}>
          Payments
        </th>
        <th scope="col" class={`${cell} w-24 text-right @xl:hidden`}>
          Amount
        </th>
        <th scope="col" class={`${cell} w-30 pr-4 text-right @xl:pr-6`}>
          Balance
        </th>
      </tr>
    </thead>
  );
}

function More(props: { entries: Pages<LedgerRow> }) {
  return (
    <Show when={props.entries.hasMore()}>
      <div class="flex flex-wrap items-center gap-3 px-4 py-4 sm:px-6" data-no-print>
        <Button busy={props.entries.loadingMore()} onClick={props.entries.loadMore}>
          Show older
        </Button>
        <Show when={props.entries.moreError()}>
          {(error) => (
            <p role="alert" class="text-bad">
              Older entries could not be loaded. {error().message}
            </p>
          )}
        </Show>
      </div>
    </Show>
  );
}

function Nothing(props: { search: LedgerSearch; family: MoneyFamily }) {
  return (
    <div class="border-t border-line">
      <Show
        when={props.search.isNarrowed()}
        fallback={
          <EmptyState
            icon={ScrollTextIcon}
            title="Nothing charged and nothing paid yet"
            action={
              <Show when={mayCharge()}>
                <Button variant="primary" onClick={() => openMoney({ kind: "charge", family: props.family })}>
                  New charge
                </Button>
              </Show>
            }
          >
            Tuition, fees, payments and credits of the family stand here, each with the balance after it.
          </EmptyState>
        }
      >
        <EmptyState
          icon={SearchIcon}
          title="No entry matches"
          action={<Button onClick={props.search.clear}>Show the whole ledger</Button>}
        >
          There are other entries than those that the filters let through.
        </EmptyState>
      </Show>
    </div>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label="the ledger" class="border-t border-line">
      <For each={[220, 180, 260, 200, 240, 190, 230, 210]}>
        {(width) => (
          <div class="flex h-11 items-center justify-between gap-8 border-b border-line px-6">
            <SkeletonText width={width} />
            <SkeletonText width={72} />
          </div>
        )}
      </For>
    </SkeletonRegion>
  );
}
