import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { FeatureRequest } from "../../../worker/domains/feature-requests/schemas.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createPages } from "../../shared/pages.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ArrowBigUpIcon, LightbulbIcon, PlusIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { NewRequestDialog } from "./new-request-dialog.tsx";

export default function FeatureRequestsPage() {
  const requests = createPages<FeatureRequest>(() => "/feature-requests");
  const [writing, setWriting] = createSignal(false);
  useShortcuts({ keys: "n", label: "New request", group: "This page", run: () => setWriting(true) });

  /** Shown at once; taken back when the server says no. */
  async function vote(request: FeatureRequest) {
    const votes = request.votes + (request.voted ? -1 : 1);
    const takeBack = requests.patchRows((rows) =>
      rows.map((row) => (row.id === request.id ? { ...row, votes, voted: !row.voted } : row)),
    );
    try {
      await api.post(`/feature-requests/${request.id}/vote`);
    } catch (cause) {
      takeBack();
      showProblem(cause, "Your vote was not counted");
    }
  }

  const write = () => (
    <Button variant="primary" icon={PlusIcon} onClick={() => setWriting(true)}>
      New request
    </Button>
  );

  return (
    <div class="mx-auto max-w-3xl pb-12">
      <PageHeader title="Feature Requests" actions={write()} />
      <div class="px-4 sm:px-6">
        <Switch>
          <Match when={requests.error() && requests.rows().length === 0 && requests.error()}>
            {(error) => <ErrorState error={error()} onRetry={requests.refetch} />}
          </Match>
          <Match when={requests.pending()}>
            <Placeholder />
          </Match>
          <Match when={requests.rows().length === 0}>
            <EmptyState icon={LightbulbIcon} title="What should Chalkline do next?" action={write()}>
              Describe what you are trying to get done. Colleagues can vote, and we read every one.
            </EmptyState>
          </Match>
        </Switch>
        <ul>
          <For each={requests.rows()}>
            {(request) => <RequestRow request={request} onVote={() => void vote(request)} />}
          </For>
        </ul>
        <Show when={requests.hasMore()}>
          <div class="mt-4 flex justify-center">
            <Button busy={requests.loadingMore()} onClick={requests.loadMore}>
              Show more
            </Button>
          </div>
        </Show>
      </div>
      <Show when={writing()}>
        <NewRequestDialog onClose={() => setWriting(false)} />
      </Show>
    </div>
  );
}

function RequestRow(props: { request: FeatureRequest; onVote: () => void }) {
  return (
    <li class="flex items-start gap-4 border-b border-line py-4 last:border-0">
      <button
        type="button"
        class="flex w-12 flex-none flex-col items-center rounded-sm border border-line-strong bg-sheet py-1.5 text-ink-2 hover:bg-hover aria-pressed:border-transparent aria-pressed:bg-accent-soft aria-pressed:text-accent"
        aria-pressed={props.request.voted}
        aria-label={`${formats().number(props.request.votes)} votes for ${props.request.title}`}
        onClick={() => props.onVote()}
      >
        <ArrowBigUpIcon />
        <span class="font-semibold tabular-nums">{formats().number(props.request.votes)}</span>
      </button>
      <div class="min-w-0 flex-1">
        <h2 class="font-semibold [overflow-wrap:anywhere]">{props.request.title}</h2>
        <p class="mt-0.5 whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">{props.request.body}</p>
        <p class="mt-1 text-sm text-ink-3">
          {props.request.authorName} · {formats().ago(props.request.createdAt)}
        </p>
      </div>
    </li>
  );
}

function Placeholder() {
  return (
    <SkeletonRegion label="the requests">
      <For each={[220, 160, 260]}>
        {(width) => (
          <div class="flex h-23 items-center gap-4 border-b border-line">
            <SkeletonText width={48} height={48} />
            <SkeletonText width={width} />
          </div>
        )}
      </For>
    </SkeletonRegion>
  );
}
