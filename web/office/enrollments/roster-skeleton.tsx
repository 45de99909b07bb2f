import { For } from "solid-js";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";

const rows = [180, 140, 200, 160, 150];

export function RosterSkeleton(props: { label: string }) {
  return (
    <SkeletonRegion label={props.label} class="flex flex-col">
      <For each={rows}>
        {(width) => (
          <span class="flex h-13 items-center border-b border-line">
            <SkeletonText width={width} />
          </span>
        )}
      </For>
    </SkeletonRegion>
  );
}
