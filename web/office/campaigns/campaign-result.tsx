import { A } from "@solidjs/router";
import { createEffect, For, onCleanup, Show } from "solid-js";
import type { CampaignRecipient, CampaignPage as Page } from "../../../worker/domains/campaigns/shapes.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { ProgressBar } from "../../shared/ui/progress-bar.tsx";
import { useParam } from "../../shared/url-state.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { addressText, channelNames, recipientNames, stateNames, whyWords } from "./campaign-words.ts";
import { columnsOf } from "./counts.ts";

const pollMs = 2_000;

/** How far it came, and what became of each recipient. */
export function CampaignResult(props: { page: Page; onChanged: () => void }) {
  const [state, setState] = useParam("state");
  const shown = () => state() || "all";
  const recipients = createPages<CampaignRecipient>(
    () => `/campaigns/${props.page.id}/recipients?state=${shown()}`,
  );
  const isSending = () => props.page.state === "sending";
  createEffect(() => {
    if (!isSending()) return;
    const timer = setInterval(() => {
      props.onChanged();
      recipients.refetch();
    }, pollMs);
    onCleanup(() => clearInterval(timer));
  });
  const about = () => {
    const { channel, audienceText, staffName, sentAt, sendAt } = props.page;
    const at = sentAt ?? sendAt;
    const when = at === null ? "" : formats().instant(at, { dateStyle: "medium", timeStyle: "short" });
    return [channelNames[channel], audienceText, when, staffName].filter(Boolean).join(" · ");
  };
  return (
    <div class="pb-12">
      <PageHeader
        title={props.page.subject || "Text to many"}
        actions={
          <>
            <Pill tone={stateNames[props.page.state].tone}>{stateNames[props.page.state].label}</Pill>
            <Show when={isSending()}>
              <StopButton page={props.page} onChanged={props.onChanged} />
            </Show>
            <Show when={can("export") && !props.page.isEmptied}>
              <ExportButton
                file={`campaigns/${props.page.id}/recipients.csv`}
                filter={{}}
                label="Export CSV: all recipients"
                short="Export CSV"
              />
            </Show>
          </>
        }
      />
      <p class="px-4 pb-4 text-ink-2 sm:px-6">{about()}</p>
      <Show when={props.page.failure}>
        {(failure) => (
          <p role="alert" class="mx-4 mb-4 rounded-md bg-bad-soft px-3 py-2 text-bad sm:mx-6">
            {failure()}
          </p>
        )}
      </Show>
      <Show when={isSending()}>
        <div class="px-4 pb-4 sm:px-6">
          <Progress page={props.page} />
        </div>
      </Show>
      <Counts page={props.page} shown={shown()} onShow={setState} />
      <Words page={props.page} />
      <ul class="mx-4 mt-4 sm:mx-6" aria-label="Recipients">
        <For each={recipients.rows()}>{(row) => <Recipient row={row} />}</For>
      </ul>
      <Show when={recipients.hasMore()}>
        <div class="px-4 py-3 sm:px-6">
          <Button busy={recipients.loadingMore()} onClick={recipients.loadMore}>
            Show more
          </Button>
        </div>
      </Show>
    </div>
  );
}

function Progress(props: { page: Page }) {
  const total = () =>
    Object.entries(props.page.counts).reduce((sum, [key, n]) => sum + (key === "skipped" ? 0 : n), 0);
  const left = () => (props.page.counts.waiting ?? 0) + (props.page.counts.sending ?? 0);
  return <ProgressBar label="Sending" done={total() - left()} total={total()} />;
}

function Counts(props: { page: Page; shown: string; onShow: (state: string | undefined) => void }) {
  return (
    <fieldset class="flex flex-wrap gap-2 px-4 sm:px-6">
      <legend class="sr-only">Show only</legend>
      <For each={columnsOf(props.page.counts).filter(({ count, state }) => count > 0 || state === "sent")}>
        {({ state, label, count }) => (
          <Button
            aria-pressed={props.shown === state}
            onClick={() => props.onShow(props.shown === state ? undefined : state)}
          >
            <span class="font-semibold tabular-nums">{formats().number(count)}</span>&nbsp;{label}
          </Button>
        )}
      </For>
    </fieldset>
  );
}

function Words(props: { page: Page }) {
  return (
    <details class="mx-4 mt-4 max-w-3xl sm:mx-6">
      <summary class="cursor-pointer font-medium">What it said</summary>
      <Show
        when={!props.page.isEmptied}
        fallback={<p class="mt-2 text-ink-3">The words are kept for two years and are gone by now.</p>}
      >
        <p class="mt-2 whitespace-pre-line rounded-md border border-line bg-sunken p-4 [overflow-wrap:anywhere]">
          {props.page.body}
        </p>
      </Show>
      <Show when={props.page.links.length > 0}>
        <ul class="mt-2 text-sm text-ink-2">
          <For each={props.page.links}>
            {(link) => (
              <li class="[overflow-wrap:anywhere]">
                <span class="tabular-nums">{link.clicks}</span> × {link.url}
              </li>
            )}
          </For>
        </ul>
      </Show>
    </details>
  );
}

function Recipient(props: { row: CampaignRecipient }) {
  const name = () => recipientNames[props.row.state];
  const href = () =>
    props.row.familyId
      ? `/families/${props.row.familyId}?tab=communication`
      : props.row.staffId
        ? `/staff/${props.row.staffId}`
        : undefined;
  return (
    <li class="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 border-b border-line py-2">
      <span class="min-w-0 truncate">
        <Show when={href()} fallback={props.row.name}>
          {(path) => (
            <A class="link font-semibold" href={path()}>
              {props.row.name}
            </A>
          )}
        </Show>
      </span>
      <span class="justify-self-end">
        <Pill tone={name().tone}>{name().label}</Pill>
      </span>
      <span class="min-w-0 text-sm text-ink-3 [overflow-wrap:anywhere]">
        {[channelNames[props.row.via], addressText(props.row.via, props.row.address), whyWords(props.row.why)]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <span class="text-right text-sm whitespace-nowrap text-ink-3 tabular-nums">
        <Show when={props.row.sentAt}>{(at) => <>{formats().instant(at(), { timeStyle: "short" })}</>}</Show>
      </span>
    </li>
  );
}

function StopButton(props: { page: Page; onChanged: () => void }) {
  const send = async (what: "cancel" | "resume") => {
    try {
      await api.post(`/campaigns/${props.page.id}/${what}`, { version: props.page.version });
      showToast(what === "cancel" ? "Stopped: nobody else is written to" : "It goes on", { tone: "good" });
      invalidate("/campaigns", "/tasks");
      props.onChanged();
    } catch (cause) {
      showProblem(cause);
    }
  };
  return (
    <>
      <Show when={props.page.isStuck}>
        <Button variant="primary" onClick={() => void send("resume")}>
          Go on
        </Button>
      </Show>
      <Button onClick={() => void send("cancel")}>Stop</Button>
    </>
  );
}
