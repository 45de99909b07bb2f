import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import {
  type ConversationRow,
  type ConversationsPage,
  conversationViews,
} from "../../../worker/domains/conversations/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { createQuery } from "../../shared/query.ts";
import { me } from "../../shared/session.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { Avatar } from "../../shared/ui/avatar.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { MessageIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { SearchBox } from "../../shared/ui/search-box.tsx";
import { useParam, useQuickParam, withParams } from "../../shared/url-state.ts";
import { nameOf, shortTime, viewWords } from "./words.ts";

/** Conversations by state, the latest first; a search looks through all of them and their texts. */
export function ConversationList(props: { openId: string | undefined }) {
  const [view, setView] = useParam("view");
  const [typed, setTyped, q] = useQuickParam("q");
  const shown = () => conversationViews.find((one) => one === view()) ?? "open";
  const path = () => withParams("/messenger", q() ? { q: q(), view: "all" } : { view: shown() });
  const list = createQuery<ConversationsPage>(path, { keepPrevious: true });
  const rows = stableRows(() => list.data()?.rows ?? [], "id");
  const search = () => withParams("", { view: view(), q: q() });

  function walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("a")];
    const next = step && links[links.indexOf(document.activeElement as HTMLElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <>
      <div class="flex flex-col gap-3 px-4 pt-4 pb-3 [&>search]:w-full">
        <PageTitle title="Messenger Center" />
        <SearchBox label="Search names, numbers and texts" value={typed()} onInput={setTyped} />
        <fieldset aria-label="Which conversations" class="flex flex-wrap gap-0.5">
          <For each={conversationViews.filter((one) => one !== "mine" || !me()?.enterprise)}>
            {(one) => (
              <button
                type="button"
                aria-pressed={!q() && shown() === one}
                class="flex h-7 items-center gap-1.5 rounded-full px-2.25 text-sm text-ink-2 hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent pointer-coarse:h-11"
                onClick={() => {
                  setTyped("");
                  setView(one === "open" ? undefined : one);
                }}
              >
                {viewWords[one]}
                <Show when={one === "unread" && (list.data()?.unread ?? 0) > 0}>
                  <span class="text-xs tabular-nums">{list.data()?.unread}</span>
                </Show>
              </button>
            )}
          </For>
        </fieldset>
      </div>
      <Show when={list.error() && rows().length === 0 && list.error()}>
        {(error) => (
          <ErrorState error={error()} title="The conversations could not be loaded" onRetry={list.refetch} />
        )}
      </Show>
      <Show when={list.data() && rows().length === 0}>
        <EmptyState icon={MessageIcon} title={q() ? "Nothing found" : "Nothing here"}>
          <p>{q() ? "Search for fewer words." : "Texts that families and staff send appear here at once."}</p>
        </EmptyState>
      </Show>
      <ul class="min-h-0 flex-1 overflow-y-auto px-2 pb-4" aria-label="Conversations" onKeyDown={walk}>
        <For each={rows()}>
          {(row) => <Entry row={row} isOpen={row.id === props.openId} search={search()} />}
        </For>
      </ul>
      <p class="sr-only" role="status">
        {list.data() ? plural(rows().length, "conversation") : ""}
      </p>
    </>
  );
}

function Entry(props: { row: ConversationRow; isOpen: boolean; search: string }) {
  const isUnread = () => props.row.state === "unread";
  return (
    <li>
      <A
        href={`/messenger/${props.row.id}${props.search}`}
        aria-current={props.isOpen ? "true" : undefined}
        class="flex gap-3 rounded-sm px-2 py-2.5 hover:bg-hover aria-[current=true]:bg-accent-soft"
      >
        <Avatar name={props.row.name ?? "?"} initials={props.row.name ? undefined : "?"} />
        <span class="min-w-0 flex-1">
          <span class="flex items-baseline gap-2">
            <span class={`min-w-0 flex-1 truncate ${isUnread() ? "font-bold" : "font-medium"}`}>
              {nameOf(props.row)}
            </span>
            <time class="flex-none text-xs text-ink-3 tabular-nums">
              {shortTime(props.row.lastMessageAt, Date.now())}
            </time>
          </span>
          <span class="flex items-center gap-2">
            <span
              class={`min-w-0 flex-1 truncate text-sm ${isUnread() ? "font-medium text-ink" : "text-ink-3"}`}
            >
              {props.row.lastDirection === "out" ? "Us: " : ""}
              {props.row.lastWords || "Nothing written yet"}
            </span>
            <Show when={isUnread()}>
              <span class="min-w-4.5 flex-none rounded-full bg-accent px-1.25 text-center text-2xs font-semibold text-accent-ink tabular-nums">
                {props.row.unreadCount || "•"}
                <span class="sr-only"> unread</span>
              </span>
            </Show>
          </span>
          <Show when={props.row.kind === "lead" || props.row.isStopped || props.row.assigneeName}>
            <span class="mt-1 flex flex-wrap gap-1.5">
              <Show when={props.row.kind === "lead"}>
                <Pill tone="accent">Lead</Pill>
              </Show>
              <Show when={props.row.isStopped}>
                <Pill tone="bad">Stopped</Pill>
              </Show>
              <Show when={props.row.assigneeName}>{(name) => <Pill>{name()}</Pill>}</Show>
            </span>
          </Show>
        </span>
      </A>
    </li>
  );
}
