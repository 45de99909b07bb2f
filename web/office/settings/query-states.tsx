import { type JSX, Match, Switch } from "solid-js";
import type { Query } from "../../shared/query.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { RecordPlaceholder } from "../staff/record-placeholder.tsx";

type QueryStatesProps<T> = {
  query: Query<T>;
  /** What is under way, for a screen reader: "locations". */
  label: string;
  children: (data: () => T) => JSX.Element;
};

/** Waiting, failed, or there. What was shown stays while it is asked for again. */
export function QueryStates<T extends object>(props: QueryStatesProps<T>) {
  return (
    <Switch>
      <Match when={props.query.data()}>{(data) => <>{props.children(data)}</>}</Match>
      <Match when={props.query.error()}>
        {(error) => <ErrorState error={error()} onRetry={props.query.refetch} />}
      </Match>
      <Match when={props.query.pending()}>
        <RecordPlaceholder label={props.label} />
      </Match>
    </Switch>
  );
}
