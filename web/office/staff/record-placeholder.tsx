import { For } from "solid-js";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";

/** A page of one record while it is under way: a head and some facts, of their final size. */
export function RecordPlaceholder(props: { label: string }) {
  return (
    <SkeletonRegion label={props.label}>
      <div class="flex items-center gap-3 px-4 pt-5 pb-4 sm:px-6">
        <SkeletonText width={48} height={48} />
        <div class="flex flex-col gap-2">
          <SkeletonText width={180} height={20} />
          <SkeletonText width={120} />
        </div>
      </div>
      <div class="flex flex-col gap-5 border-t border-line px-4 py-6 sm:px-6">
        <For each={[220, 300, 180, 260, 240]}>{(width) => <SkeletonText width={width} />}</For>
      </div>
    </SkeletonRegion>
  );
}
