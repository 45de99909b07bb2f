import { For, Show } from "solid-js";
import type { FamilyRow } from "../../../../worker/domains/families/shapes.ts";
import { Pill, StatusPill } from "../../../shared/ui/pill.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { FamilyHeader } from "./family-header.tsx";

/** The head from what the list knew, and the rest in the size that it will have. */
export function FamilySkeleton(props: { row: FamilyRow | undefined }) {
  return (
    <>
      <FamilyHeader
        name={props.row?.name ?? "Family"}
        about={<SkeletonText width={150} />}
        pills={
          <Show when={props.row}>
            {(row) => (
              <>
                <StatusPill status={row().isActive ? "active" : "inactive"} />
                <Show when={row().isSuspended}>
                  <StatusPill status="suspended" />
                </Show>
                <Show when={row().needsReview}>
                  <Pill dot tone="warn">
                    Review
                  </Pill>
                </Show>
              </>
            )}
          </Show>
        }
      />
      <SkeletonRegion label="the family" class="px-4 sm:px-6">
        <div class="-mx-4 flex h-9 items-center gap-8 border-b border-line px-6 sm:-mx-6">
          <For each={[72, 64, 48, 56]}>{(width) => <SkeletonText width={width} />}</For>
        </div>
        <div class="grid gap-x-12 pt-5 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div class="flex flex-col gap-8">
            <SkeletonSection lines={[180, 220, 160, 240]} />
            <SkeletonSection lines={[260, 200, 240]} />
          </div>
          <div class="flex flex-col gap-8 max-lg:hidden">
            <SkeletonSection lines={[140, 180]} />
            <SkeletonSection lines={[200, 160, 180, 120]} />
          </div>
        </div>
      </SkeletonRegion>
    </>
  );
}

function SkeletonSection(props: { lines: number[] }) {
  return (
    <div>
      <div class="flex h-9 items-center">
        <SkeletonText width={88} />
      </div>
      <div class="flex flex-col border-t border-line pt-2">
        <For each={props.lines}>
          {(width) => (
            <div class="flex h-8 items-center">
              <SkeletonText width={width} />
            </div>
          )}
        </For>
      </div>
    </div>
  );
}
