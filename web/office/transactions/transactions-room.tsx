import { useParams } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { NewRunPage } from "./new-run-page.tsx";
import { RunPage } from "./run-page.tsx";
import { runTasks } from "./run-words.ts";
import { TransactionsPage } from "./transactions-page.tsx";

/** /transactions: what can be run and what was; /transactions/new/<kind>: its form; /transactions/<id>: one run. */
export default function TransactionsRoom() {
  const params = useParams<{ rest?: string }>();
  const asked = () => {
    const [, kind] = /^new\/(\w+)$/.exec(params.rest ?? "") ?? [];
    return runTasks.find((task) => task.kind === kind);
  };
  return (
    <Switch>
      <Match when={asked()} keyed>
        {(task) => <NewRunPage task={task} />}
      </Match>
      <Match when={params.rest && !params.rest.startsWith("new") && params.rest}>
        {(id) => (
          <Show when={id()} keyed>
            {(one) => <RunPage id={one} />}
          </Show>
        )}
      </Match>
      <Match when={true}>
        <TransactionsPage />
      </Match>
    </Switch>
  );
}
