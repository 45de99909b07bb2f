import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { Timeline, TimelineEntry } from "../../../worker/domains/communication/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { MailIcon } from "../../shared/ui/icons.tsx";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";
import { addressText, channelNames, recipientNames } from "./campaign-words.ts";

/** Everything that was written to somebody and what they wrote: mail, texts and push, the newest first. */
export function CommunicationTimeline(props: { path: string }) {
  const query = createQuery<Timeline>(() => props.path);
  const [older, setOlder] = createSignal<readonly TimelineEntry[]>([]);
  const [before, setBefore] = createSignal<string | null>();
  const next = () => (before() === undefined ? (query.data()?.before ?? null) : before());
  const rows = () => [...(query.data()?.rows ?? []), ...older()];
  const more = async () => {
    try {
      const page = await api.get<Timeline>(`${props.path}?before=${next()}`);
      setOlder((known) => [...known, ...page.rows]);
      setBefore(page.before);
    } catch (cause) {
      showProblem(cause);
    }
  };
  return (
    <Switch>
      <Match when={query.error()}>{(error) => <ErrorState error={error()} onRetry={query.refetch} />}</Match>
      <Match when={query.data() && rows().length === 0}>
        <EmptyState icon={MailIcon} title="Nothing was written yet">
          Mail, texts and push messages to this person are kept here with what they said, for two years.
        </EmptyState>
      </Match>
      <Match when={query.data()}>
        <ol class="max-w-3xl">
          <For each={rows()}>{(entry) => <Entry entry={entry} />}</For>
        </ol>
        <Show when={next() !== null}>
          <Button class="mt-3" onClick={() => void more()}>
            Show what is older
          </Button>
        </Show>
      </Match>
    </Switch>
  );
}

const textStates: Record<string, { label: string; tone: PillTone }> = {
  received: { label: "Received", tone: "accent" },
  queued: { label: "Waiting", tone: "plain" },
  undelivered: { label: "Not delivered", tone: "bad" },
  failed: { label: "Failed", tone: "bad" },
  cancelled: { label: "Called off", tone: "plain" },
};

function Entry(props: { entry: TimelineEntry }) {
  const state = () =>
    textStates[props.entry.state] ??
    recipientNames[props.entry.state as keyof typeof recipientNames] ?? {
      label: props.entry.state,
      tone: "plain" as const,
    };
  const isIn = () => props.entry.direction === "in";
  return (
    <li class="border-b border-line py-3">
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span class="min-w-0 flex-1 font-semibold [overflow-wrap:anywhere]">
          {props.entry.subject || (isIn() ? "Text from them" : "Text to them")}
        </span>
        <Pill tone={state().tone}>{state().label}</Pill>
        <time
          class="text-sm whitespace-nowrap text-ink-3 tabular-nums"
          dateTime={new Date(props.entry.at).toISOString()}
        >
          {formats().instant(props.entry.at, { dateStyle: "medium", timeStyle: "short" })}
        </time>
      </div>
      <p class="text-sm text-ink-3 [overflow-wrap:anywhere]">
        {[
          channelNames[props.entry.channel],
          addressText(props.entry.channel, props.entry.address),
          props.entry.authorName,
          props.entry.why,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <Show
        when={props.entry.channel !== "sms"}
        fallback={<p class="mt-1 whitespace-pre-line [overflow-wrap:anywhere]">{props.entry.body}</p>}
      >
        <Show when={props.entry.body}>
          <details class="mt-1">
            <summary class="cursor-pointer text-sm font-medium">What it said</summary>
            <p class="mt-1 rounded-md border border-line bg-sunken p-3 whitespace-pre-line [overflow-wrap:anywhere]">
              {props.entry.body}
            </p>
          </details>
        </Show>
      </Show>
    </li>
  );
}
