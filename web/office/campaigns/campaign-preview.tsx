import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { CampaignPreview, SkippedRow } from "../../../worker/domains/campaigns/shapes.ts";
import { api } from "../../shared/api.ts";
import { plural } from "../../shared/format/names.ts";
import { formats } from "../../shared/formats.ts";
import { showProblem } from "../../shared/toasts.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { ChevronLeftIcon, ChevronRightIcon } from "../../shared/ui/icons.tsx";
import { addressText, channelNames, skipNames } from "./campaign-words.ts";
import type { Editing } from "./editing.ts";

/** How many it goes to, one of them after the other as they will read it, and who is left out. */
export function CampaignPreviewPane(props: { editing: Editing }) {
  const { preview, previewError } = props.editing;
  return (
    <section aria-label="Preview" class="flex min-w-0 flex-col gap-4">
      <Switch fallback={<p class="late text-ink-3">Reading the list…</p>}>
        <Match when={previewError()}>{(error) => <ErrorState error={error()} />}</Match>
        <Match when={preview()}>
          {(data) => (
            <>
              <Reach preview={data()} />
              <One editing={props.editing} preview={data()} />
              <Skipped editing={props.editing} preview={data()} />
            </>
          )}
        </Match>
      </Switch>
    </section>
  );
}

function Reach(props: { preview: CampaignPreview }) {
  return (
    <div aria-live="polite">
      <p class="text-lg font-bold tracking-tight">
        {props.preview.recipients === 1
          ? "1 recipient"
          : `${formats().number(props.preview.recipients)} recipients`}
      </p>
      <Show when={props.preview.cost}>
        {(cost) => (
          <p class="text-sm text-ink-2">
            About {plural(cost().credits, "credit")}, {cost().segments} for each text;{" "}
            {formats().number(cost().balance)} left.
          </p>
        )}
      </Show>
    </div>
  );
}

function One(props: { editing: Editing; preview: CampaignPreview }) {
  const { at, setAt } = props.editing;
  return (
    <div class="rounded-md border border-line bg-sunken">
      <div class="flex items-center gap-2 border-b border-line px-3 py-1.5">
        <p class="min-w-0 flex-1 truncate text-sm text-ink-2" aria-live="polite">
          <Show when={props.preview.shown} fallback="Nothing to show yet">
            {(shown) => (
              <>
                {shown().name} · {channelNames[shown().via]} to{" "}
                {addressText(shown().via, shown().address) || "a device"}
              </>
            )}
          </Show>
        </p>
        <IconButton
          label="Previous recipient"
          icon={ChevronLeftIcon}
          disabled={at() === 0}
          onClick={() => setAt(at() - 1)}
        />
        <IconButton
          label="Next recipient"
          icon={ChevronRightIcon}
          disabled={at() + 1 >= props.preview.recipients}
          onClick={() => setAt(at() + 1)}
        />
      </div>
      <Show
        when={props.preview.shown}
        fallback={
          <p class="p-4 text-ink-3">
            {props.preview.recipients === 0
              ? "Nobody on this list can be written to this way."
              : "Write something first."}
          </p>
        }
      >
        {(shown) => (
          <div class="p-4">
            <p class="font-semibold [overflow-wrap:anywhere]">{shown().subject}</p>
            <p class="mt-2 whitespace-pre-line [overflow-wrap:anywhere]">{shown().text}</p>
          </div>
        )}
      </Show>
    </div>
  );
}

function Skipped(props: { editing: Editing; preview: CampaignPreview }) {
  const [rows, setRows] = createSignal<readonly SkippedRow[]>();
  const show = async () => {
    try {
      const { at: _at, ...words } = props.editing.words();
      setRows((await api.post<{ rows: SkippedRow[] }>("/campaigns/skipped", words)).rows);
    } catch (cause) {
      showProblem(cause);
    }
  };
  return (
    <Show when={props.preview.skipped.length > 0}>
      <div>
        <h2 class="font-semibold">Skipped</h2>
        <ul class="text-sm text-ink-2">
          <For each={props.preview.skipped}>
            {(skipped) => (
              <li>
                <span class="tabular-nums">{formats().number(skipped.count)}</span> ·{" "}
                {skipNames[skipped.reason]}
              </li>
            )}
          </For>
        </ul>
        <details class="mt-2" onToggle={(event) => event.currentTarget.open && void show()}>
          <summary class="cursor-pointer text-sm font-medium">Who</summary>
          <ul class="mt-1 text-sm text-ink-2">
            <For each={rows()}>
              {(row) => (
                <li class="[overflow-wrap:anywhere]">
                  {[row.name, row.address, skipNames[row.reason]].filter(Boolean).join(" · ")}
                </li>
              )}
            </For>
          </ul>
        </details>
      </div>
    </Show>
  );
}
