import { type JSX, Match, Show, Switch } from "solid-js";
import type { Query } from "../../shared/query.ts";
import { Drawer } from "../../shared/ui/drawer.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";

type DocumentGateProps<T> = {
  query: Query<T>;
  /** "Charge", "Payment". */
  what: string;
  onClose: () => void;
  title: (document: T) => string;
  /** These are drawn once and follow the document: a key must not land on a button that is being drawn anew. */
  description: (document: () => T) => JSX.Element;
  actions: (document: () => T) => JSX.Element;
  children: (document: () => T) => JSX.Element;
};

/** One drawer from the press on, so that it gives the focus back to where it came from; filled when all is known. */
export function DocumentGate<T extends object>(props: DocumentGateProps<T>) {
  const known = () => props.query.data();
  const title = () => {
    const document = known();
    return document ? props.title(document) : props.what;
  };
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={title()}
      description={<Show when={known()}>{(document) => <>{props.description(document as () => T)}</>}</Show>}
      actions={<Show when={known()}>{(document) => <>{props.actions(document as () => T)}</>}</Show>}
    >
      <Switch fallback={<Waiting what={props.what} />}>
        <Match when={known()}>{(document) => props.children(document as () => T)}</Match>
        <Match when={props.query.error()}>
          {(error) => (
            <ErrorState
              error={error()}
              title={`This ${props.what.toLowerCase()} could not be loaded`}
              onRetry={props.query.refetch}
            />
          )}
        </Match>
      </Switch>
    </Drawer>
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
