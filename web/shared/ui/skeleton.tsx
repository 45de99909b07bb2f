import { For, type JSX } from "solid-js";
import { sharedWords } from "../words.ts";

/** A bar of the size that the text will have. Shown only when an answer takes longer than 300 ms. */
export function SkeletonText(props: { width: number; height?: number }) {
  return (
    <span
      class="skeleton inline-block max-w-full align-middle"
      style={{ width: `${props.width}px`, height: `${props.height ?? 10}px` }}
    />
  );
}

/** Names the wait once for a whole region; the bars inside say nothing. */
export function SkeletonRegion(props: { label: string; class?: string; children: JSX.Element }) {
  return (
    <div class={props.class} aria-busy="true">
      <span class="sr-only" role="status">
        {sharedWords().loading(props.label)}
      </span>
      <div aria-hidden="true" class="contents">
        {props.children}
      </div>
    </div>
  );
}

const widths = [128, 96, 152, 112, 80, 140, 104, 120];

/** For a cell that appears in many rows: widths vary, and are the same at every visit. */
export function SkeletonCells(props: { columns: number; row: number }) {
  return (
    <For each={Array.from({ length: props.columns })}>
      {(_, column) => (
        <span>
          <SkeletonText width={widths[(props.row * 3 + column() * 5) % widths.length] ?? 96} />
        </span>
      )}
    </For>
  );
}
