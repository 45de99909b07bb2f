import { For, Show } from "solid-js";
import type { ApiError } from "../api-error.ts";
import { SkeletonCells, SkeletonText } from "../ui/skeleton.tsx";

/** A hairline that moves while rows are refreshed under it; the rows themselves stay. */
export function RefreshLine(props: { refreshing: boolean }) {
  return (
    <Show when={props.refreshing}>
      <div class="late absolute inset-x-0 -top-px z-20 h-0.5 overflow-hidden" aria-hidden="true">
        <div class="animate-sweep h-full w-2/5 bg-accent" />
      </div>
    </Show>
  );
}

type SkeletonRowsProps = {
  from: number;
  count: number;
  height: number;
  columns: number;
  selectable: boolean;
  tracks: string;
};

export function SkeletonRows(props: SkeletonRowsProps) {
  return (
    <For each={Array.from({ length: props.count }, (_, at) => props.from + at)}>
      {(index) => (
        <div
          aria-hidden="true"
          class="absolute inset-x-0 top-0 grid items-center gap-x-3 overflow-hidden border-b border-line px-4 sm:pr-6"
          style={{
            "grid-template-columns": props.tracks,
            height: `${props.height}px`,
            transform: `translateY(${index * props.height}px)`,
          }}
        >
          <Show when={props.selectable}>
            <SkeletonText width={16} height={16} />
          </Show>
          <SkeletonCells columns={props.columns} row={index} />
        </div>
      )}
    </For>
  );
}

export function MoreFailed(props: { error?: ApiError; onRetry: () => void }) {
  return (
    <Show when={props.error}>
      {(error) => (
        <p
          role="alert"
          class="flex items-center justify-center gap-3 border-t border-line bg-bad-soft px-4 py-2 text-bad"
        >
          More rows could not be loaded. {error().message}
          <button
            type="button"
            class="font-semibold underline underline-offset-3"
            onClick={() => props.onRetry()}
          >
            Try again
          </button>
        </p>
      )}
    </Show>
  );
}
