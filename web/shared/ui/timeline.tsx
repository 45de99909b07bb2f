import { For, type JSX, Show } from "solid-js";
import { formats } from "../formats.ts";

export type TimelineChange = { label: string; before: string | null; after: string | null };

export type TimelineEntry = {
  id: string;
  at: number;
  actorName: string;
  summary: string;
  via?: string;
  changes?: TimelineChange[];
};

type TimelineProps = {
  entries: TimelineEntry[];
  /** What can be done with an entry, such as Undo. */
  actions?: (entry: TimelineEntry) => JSX.Element;
};

type Day = { date: string; entries: TimelineEntry[] };

function byDay(entries: TimelineEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const date = formats().dateOf(entry.at);
    const last = days.at(-1);
    if (last?.date === date) last.entries.push(entry);
    else days.push({ date, entries: [entry] });
  }
  return days;
}

const dayName = (date: string) => {
  if (date === formats().today()) return "Today";
  return formats().date(date, { weekday: "short", month: "short", day: "numeric", year: "numeric" });
};

/** Who did what and when, newest first, and for edits what each field was before. */
export function Timeline(props: TimelineProps) {
  return (
    <div class="flex flex-col gap-5">
      <For each={byDay(props.entries)}>
        {(day) => (
          <section>
            <h3 class="mb-1 text-xs font-semibold text-ink-3">{dayName(day.date)}</h3>
            <ol>
              <For each={day.entries}>{(entry) => <Entry entry={entry} actions={props.actions} />}</For>
            </ol>
          </section>
        )}
      </For>
    </div>
  );
}

function Entry(props: { entry: TimelineEntry; actions: TimelineProps["actions"] }) {
  const time = () => formats().instant(props.entry.at, { timeStyle: "short" });
  return (
    <li class="group flex items-start gap-3 border-b border-line py-2.5 last:border-0">
      <span class="mt-1.5 size-2 flex-none rounded-full border-2 border-accent" aria-hidden="true" />
      <div class="min-w-0 flex-1">
        <p class="[overflow-wrap:anywhere]">{props.entry.summary}</p>
        <p class="text-sm text-ink-3">
          {props.entry.actorName}
          <Show when={props.entry.via}> · {props.entry.via}</Show>
        </p>
        <Show when={props.entry.changes?.length}>
          <Changes changes={props.entry.changes ?? []} />
        </Show>
      </div>
      {props.actions?.(props.entry)}
      <time
        class="text-sm whitespace-nowrap text-ink-3 tabular-nums"
        dateTime={new Date(props.entry.at).toISOString()}
        title={formats().instant(props.entry.at)}
      >
        {time()}
      </time>
    </li>
  );
}

function Changes(props: { changes: TimelineChange[] }) {
  return (
    <dl class="mt-1.5 grid grid-cols-[minmax(5rem,auto)_1fr] gap-x-3 gap-y-0.5 text-sm">
      <For each={props.changes}>
        {(change) => (
          <>
            <dt class="text-ink-3">{change.label}</dt>
            <dd class="min-w-0 [overflow-wrap:anywhere]">
              <Show when={change.before !== null}>
                <del class="text-ink-3 decoration-bad/60">{change.before || "empty"}</del>
                <span class="text-ink-3" aria-hidden="true">
                  {" → "}
                </span>
              </Show>
              <ins class="no-underline">{change.after || "empty"}</ins>
            </dd>
          </>
        )}
      </For>
    </dl>
  );
}
