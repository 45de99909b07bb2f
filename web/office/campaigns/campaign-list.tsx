import { A } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { CampaignRow } from "../../../worker/domains/campaigns/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createPages } from "../../shared/pages.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { MailIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { channelNames, stateNames } from "./campaign-words.ts";
import { reached } from "./counts.ts";

/** Campaigns by when they go out, or went. */
export function CampaignList(props: { state: "pending" | "sent" }) {
  const pages = createPages<CampaignRow>(() => `/campaigns?state=${props.state}`);
  return (
    <>
      <Switch>
        <Match when={pages.error() && pages.rows().length === 0 && pages.error()}>
          {(error) => <ErrorState error={error()} onRetry={pages.refetch} />}
        </Match>
        <Match when={pages.pending()}>
          <SkeletonRegion label="campaigns">
            <SkeletonText width={240} />
          </SkeletonRegion>
        </Match>
        <Match when={pages.rows().length === 0}>
          <EmptyState
            icon={MailIcon}
            title={props.state === "pending" ? "Nothing waits to be sent" : "Nothing was sent yet"}
          >
            Tick families, students, classes, enrollments or staff in their list and choose “Write”.
          </EmptyState>
        </Match>
      </Switch>
      <ul class="mx-4 mt-1 sm:mx-6">
        <For each={pages.rows()}>{(row) => <Row row={row} />}</For>
      </ul>
      <Show when={pages.hasMore()}>
        <div class="px-4 py-3 sm:px-6">
          <Button busy={pages.loadingMore()} onClick={pages.loadMore}>
            Show more
          </Button>
        </div>
      </Show>
    </>
  );
}

function Row(props: { row: CampaignRow }) {
  const state = () => stateNames[props.row.state];
  const when = () => {
    const { sentAt, sendAt, createdAt } = props.row;
    const at = sentAt ?? sendAt ?? createdAt;
    return formats().instant(at, { dateStyle: "medium", timeStyle: "short" });
  };
  return (
    <li class="border-b border-line">
      <A
        href={`/campaigns/${props.row.id}`}
        class="grid min-h-12 grid-cols-[1fr_auto] items-center gap-x-4 gap-y-0.5 py-2 hover:bg-hover"
      >
        <span class="min-w-0 truncate font-semibold">{props.row.subject || "Without a subject"}</span>
        <span class="justify-self-end">
          <Pill tone={state().tone}>{state().label}</Pill>
        </span>
        <span class="text-sm text-ink-3">
          {[channelNames[props.row.channel], when(), props.row.staffName].join(" · ")}
        </span>
        <span class="text-right text-sm text-ink-3 tabular-nums">
          <Show when={reached(props.row.counts) > 0}>{reached(props.row.counts).toLocaleString()} sent</Show>
        </span>
      </A>
    </li>
  );
}
