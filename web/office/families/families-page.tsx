import { useParams } from "@solidjs/router";
import { lazy, Match, onMount, Switch } from "solid-js";
import { FamiliesList } from "./families-list.tsx";

const FamilyPage = lazy(() => import("./page/family-page.tsx"));
const NewFamilyPage = lazy(() => import("./new/new-family-page.tsx"));

const pageAfterMs = 500;

/** The families room: the list comes with it, everything else when it is opened. */
export default function FamiliesPage() {
  const params = useParams<{ rest?: string }>();
  // Fetched while nobody waits: most who look at the list open a family next.
  onMount(() => setTimeout(() => void FamilyPage.preload(), pageAfterMs));
  return (
    <Switch>
      <Match when={!params.rest}>
        <FamiliesList />
      </Match>
      <Match when={params.rest === "new"}>
        <NewFamilyPage />
      </Match>
      <Match when={params.rest}>{(id) => <FamilyPage id={id()} />}</Match>
    </Switch>
  );
}
