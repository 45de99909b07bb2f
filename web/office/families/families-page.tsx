import { useParams } from "@solidjs/router";
import { lazy, Match, Switch } from "solid-js";
import { FamiliesList } from "./families-list.tsx";

const NewFamilyPage = lazy(() => import("./new/new-family-page.tsx"));

/** The families room: the list comes with it, everything else when it is opened. */
export default function FamiliesPage() {
  const params = useParams<{ rest?: string }>();
  return (
    <Switch>
      <Match when={!params.rest}>
        <FamiliesList />
      </Match>
      <Match when={params.rest === "new"}>
        <NewFamilyPage />
      </Match>
    </Switch>
  );
}
