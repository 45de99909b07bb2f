import { useParams } from "@solidjs/router";
import { lazy, Match, onMount, Switch } from "solid-js";

const FamiliesList = lazy(() => import("./families-list.tsx"));
const FamilyPage = lazy(() => import("./page/family-page.tsx"));
const PaperPage = lazy(() => import("../ledger/paper/paper-page.tsx"));
const StatementPage = lazy(() => import("../ledger/paper/statement-page.tsx"));
const NewFamilyPage = lazy(() => import("./new/new-family-page.tsx"));

/** "<family>/papers/<document>" in its parts. */
function partsOf(rest: string | undefined, what: string) {
  const parts = rest?.split("/") ?? [];
  return parts[1] === what ? parts : undefined;
}

const nextAfterMs = 500;

function Room() {
  const params = useParams<{ rest?: string }>();
  // Fetched while nobody waits: most who look at the list open a family next, and go back to the list.
  const next = params.rest ? FamiliesList : FamilyPage;
  onMount(() => setTimeout(() => void next.preload(), nextAfterMs));
  return (
    <Switch>
      <Match when={!params.rest}>
        <FamiliesList />
      </Match>
      <Match when={params.rest === "new"}>
        <NewFamilyPage />
      </Match>
      <Match when={partsOf(params.rest, "papers")?.[2]}>{(id) => <PaperPage id={id()} />}</Match>
      <Match when={partsOf(params.rest, "statement")?.[0]}>{(id) => <StatementPage familyId={id()} />}</Match>
      <Match when={params.rest}>{(id) => <FamilyPage id={id()} />}</Match>
    </Switch>
  );
}

/** The families room: each of its pages comes when it is opened. */
export const FamiliesRoom = Object.assign(Room, {
  preload: (rest: string) => (rest ? FamilyPage : FamiliesList).preload(),
});
