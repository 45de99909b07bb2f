import { createEffect, createMemo, createSignal, For, Match, on, Show, Switch } from "solid-js";
import type { SyncOverview } from "../../../worker/enterprise/sync/schemas.ts";
import type { NameCount, NameKind, NameList } from "../../../worker/enterprise/validation/schemas.ts";
import { foldText } from "../../shared/format/text-match.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { CircleCheckIcon, ListChecksIcon } from "../../shared/ui/icons.tsx";
import { SearchBox } from "../../shared/ui/search-box.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { withParams } from "../../shared/url-state.ts";
import { accountsWord, shownName, wordsOf } from "./kind-words.ts";
import { NameAccountsDialog } from "./name-accounts-dialog.tsx";
import { NearGroups } from "./near-groups.tsx";
import { PushDialog } from "./push-dialog.tsx";
import { RecentPushes } from "./recent-pushes.tsx";

/** A name that is to be given anew, and what it would be. */
export type Renaming = { from: string; to: string };

/** All names of a kind: near ones on top with the likely right one, then every name with its accounts. */
export function NamesTab(props: { kind: NameKind }) {
  // The first tab is asked for as the address of the page asks: without naming it.
  const list = createQuery<NameList>(() =>
    withParams("/validation/names", { kind: props.kind === "level" ? undefined : props.kind }),
  );
  // Whenever an account was read again, by whomever, its names may be others.
  const sync = createQuery<SyncOverview>(() => "/sync", { staleMs: 30_000 });
  const readAt = () =>
    sync
      .data()
      ?.accounts.map(({ syncedAt }) => syncedAt)
      .join();
  createEffect(on(readAt, (now, before) => before !== undefined && now !== before && list.refetch()));
  const [search, setSearch] = createSignal("");
  const [behind, setBehind] = createSignal<string>();
  const [renaming, setRenaming] = createSignal<Renaming>();
  const words = () => wordsOf(props.kind);
  const names = createMemo(() => {
    const wanted = foldText(search());
    return list.data()?.names.filter(({ name }) => foldText(name).includes(wanted)) ?? [];
  });

  return (
    <div class="flex flex-col gap-6 px-4 pt-4 pb-16 sm:px-6">
      <Switch>
        <Match when={list.data()}>
          {(data) => (
            <>
              <Age list={data()} />
              <Show
                when={data().groups.length > 0}
                fallback={
                  data().names.length > 0 && (
                    <p class="flex items-center gap-2 text-ink-2">
                      <CircleCheckIcon class="text-good" />
                      No two {words().nouns} look like the same thing written twice.
                    </p>
                  )
                }
              >
                <NearGroups
                  groups={data().groups}
                  kind={props.kind}
                  onAccounts={setBehind}
                  onRename={setRenaming}
                />
              </Show>
              <RecentPushes kind={props.kind} onChange={list.refetch} />
              <section aria-labelledby={`all-${props.kind}`}>
                <div class="flex flex-wrap items-center gap-3 pb-2">
                  <h2 id={`all-${props.kind}`} class="text-md font-bold tracking-tight">
                    All {words().nouns}
                  </h2>
                  <span class="flex-1 text-ink-3 tabular-nums">{formats().number(data().names.length)}</span>
                  <SearchBox label={`Search ${words().nouns}`} value={search()} onInput={setSearch} />
                </div>
                <Show
                  when={names().length > 0}
                  fallback={
                    <EmptyState
                      icon={ListChecksIcon}
                      title={
                        data().names.length === 0
                          ? `No ${words().nouns} were read from your accounts yet`
                          : `No ${words().noun} is called like that`
                      }
                    />
                  }
                >
                  <NameLines names={names()} onAccounts={setBehind} onRename={setRenaming} />
                </Show>
              </section>
            </>
          )}
        </Match>
        <Match when={list.error()}>{(error) => <ErrorState error={error()} onRetry={list.refetch} />}</Match>
        <Match when={true}>
          <SkeletonRegion label="the names" class="late flex flex-col gap-4">
            <SkeletonText width={360} />
            <SkeletonText width={300} />
          </SkeletonRegion>
        </Match>
      </Switch>
      <Show when={behind()}>
        {(name) => (
          <NameAccountsDialog kind={props.kind} name={name()} onClose={() => setBehind(undefined)} />
        )}
      </Show>
      <Show when={renaming()} keyed>
        {(what) => (
          <PushDialog
            kind={props.kind}
            renaming={what}
            onClose={() => setRenaming(undefined)}
            onChange={list.refetch}
          />
        )}
      </Show>
    </div>
  );
}

/** Of how many accounts these names are, and what shows when. */
function Age(props: { list: NameList }) {
  return (
    <p class="text-sm text-ink-3">
      Names of {accountsWord(props.list.accounts)}
      <Show when={props.list.unread > 0}>
        , of which {formats().number(props.list.unread)} were not read yet, so theirs are missing here
      </Show>
      . What you rename here shows at once; what is changed inside an account shows once it was read again.
    </p>
  );
}

type NameLinesProps = {
  names: readonly NameCount[];
  onAccounts: (name: string) => void;
  onRename: (renaming: Renaming) => void;
};

function NameLines(props: NameLinesProps) {
  return (
    <ul class="surface divide-y divide-line">
      <For each={props.names}>
        {({ name, accounts }) => (
          <li class="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <span class="min-w-0 flex-1 basis-24 font-medium [overflow-wrap:anywhere]">
              {shownName(name)}
            </span>
            <Button
              size="small"
              variant="quiet"
              class="underline decoration-line-strong underline-offset-4"
              onClick={() => props.onAccounts(name)}
            >
              <span class="tabular-nums">{accountsWord(accounts)}</span>
              <span class="sr-only"> with {name}: click for accounts</span>
            </Button>
            <Button
              size="small"
              aria-label={`Rename ${name}…`}
              onClick={() => props.onRename({ from: name, to: name.trim() })}
            >
              Rename…
            </Button>
          </li>
        )}
      </For>
    </ul>
  );
}
