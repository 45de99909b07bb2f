import { useParams } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { can } from "../../shared/session.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { ImportPage } from "./import-page.tsx";
import { StartPage } from "./start-page.tsx";

/** /imports: drop a file; /imports/<id>: one import from its columns to its result. */
export default function ImportsRoom() {
  const params = useParams<{ rest?: string }>();
  return (
    <Switch>
      <Match when={!can("import", "full")}>
        <MayOnlyLook />
      </Match>
      <Match when={!params.rest}>
        <StartPage />
      </Match>
      <Match when={params.rest}>
        {(id) => (
          <Show when={id()} keyed>
            {(one) => <ImportPage id={one} />}
          </Show>
        )}
      </Match>
    </Switch>
  );
}

function MayOnlyLook() {
  return (
    <>
      <PageTitle class="sr-only" title="Import: no access" />
      <EmptyState icon={LockIcon} title="An import changes many families at once">
        Ask an administrator of your school for the full right to “Import”.
      </EmptyState>
    </>
  );
}
