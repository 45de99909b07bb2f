import { type JSX, Show } from "solid-js";
import type { Query } from "../../shared/query.ts";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";

type DocumentGateProps<T> = {
  query: Query<T>;
  /** "Charge", "Payment". */
  what: string;
  onClose: () => void;
  children: (document: () => T) => JSX.Element;
};

/** Draws the drawer at once; what is in it when it is known, or why it is not. */
export function DocumentGate<T>(props: DocumentGateProps<T>) {
  return (
    <Show
      when={props.query.data()}
      fallback={
        <Drawer open title={props.what} onClose={props.onClose}>
          <Show when={props.query.error()} fallback={<Waiting what={props.what} />}>
            {(error) => (
              <ErrorState
                error={error()}
                title={`This ${props.what.toLowerCase()} could not be loaded`}
                onRetry={props.query.refetch}
              />
            )}
          </Show>
        </Drawer>
      }
    >
      {(document) => props.children(document as () => T)}
    </Show>
  );
}

function Waiting(props: { what: string }) {
  return (
    <SkeletonRegion label={`the ${props.what.toLowerCase()}`} class="flex flex-col gap-4">
      <SkeletonText width={220} />
      <SkeletonText width={300} />
      <SkeletonText width={260} />
      <SkeletonText width={180} />
    </SkeletonRegion>
  );
}
