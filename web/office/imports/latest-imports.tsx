import { A } from "@solidjs/router";
import { For, Match, Switch } from "solid-js";
import type { ImportStatus } from "../../../worker/domains/imports/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { counted } from "./count-words.ts";

type Standing = { label: string; tone: PillTone };

export function standingOf(status: ImportStatus): Standing {
  if (status.isUndone) return { label: "Undone", tone: "plain" };
  switch (status.task?.status) {
    case "queued":
      return { label: "Waiting", tone: "plain" };
    case "running":
      return { label: "Running", tone: "accent" };
    case "failed":
      return { label: "Failed", tone: "bad" };
    case "cancelled":
      return { label: "Cancelled", tone: "plain" };
    case "done":
      return { label: "Done", tone: "good" };
    default:
      return { label: "Not started", tone: "plain" };
  }
}

export function LatestImports() {
  const latest = createQuery<{ imports: ImportStatus[] }>(() => "/imports");
  return (
    <section class="mt-4" aria-labelledby="latest-imports">
      <h2 id="latest-imports" class="text-md font-bold tracking-tight">
        Latest imports
      </h2>
      <Switch>
        <Match when={latest.data()}>
          {(data) => (
            <ul class="mt-1">
              <For
                each={data().imports}
                fallback={<li class="py-2 text-ink-3">Imports that you start are listed here.</li>}
              >
                {(one) => <Line status={one} />}
              </For>
            </ul>
          )}
        </Match>
        <Match when={latest.error()}>
          {(error) => (
            <ErrorState
              error={error()}
              title="The latest imports could not be loaded"
              onRetry={latest.refetch}
            />
          )}
        </Match>
        <Match when={latest.pending()}>
          <SkeletonRegion label="the latest imports" class="late flex flex-col gap-4 pt-4">
            <SkeletonText width={320} />
            <SkeletonText width={260} />
          </SkeletonRegion>
        </Match>
      </Switch>
    </section>
  );
}

function Line(props: { status: ImportStatus }) {
  const standing = () => standingOf(props.status);
  const result = () => {
    const counts = props.status.counts;
    return (
      counts &&
      `${counted(counts.families.new, "new family", "new families")}, ${counts.families.changed} changed`
    );
  };
  return (
    <li class="grid grid-cols-[1fr_auto] items-baseline gap-x-3 gap-y-0.5 border-b border-line py-2.5 sm:grid-cols-[1fr_auto_6rem_7rem]">
      <A
        href={`/imports/${props.status.id}`}
        class="min-w-0 truncate font-semibold underline-offset-3 hover:underline"
      >
        {props.status.fileNames.join(", ")}
      </A>
      <span class="text-ink-2 tabular-nums max-sm:order-3">{result()}</span>
      <span class="justify-self-end sm:justify-self-start">
        <Pill tone={standing().tone}>{standing().label}</Pill>
      </span>
      <span class="text-right text-sm text-ink-3 max-sm:order-4">
        {formats().ago(props.status.createdAt)}
      </span>
    </li>
  );
}
