import { useParams } from "@solidjs/router";
import { lazy, Match, onMount, Switch } from "solid-js";
import { ClassesList } from "./classes-list.tsx";

const ClassPage = lazy(() => import("./page/class-page.tsx"));
const NewClassPage = lazy(() => import("./new-class-page.tsx"));

const pageAfterMs = 500;

/** The classes room: the list comes with it, everything else when it is opened. */
export default function ClassesRoom() {
  const params = useParams<{ rest?: string }>();
  onMount(() => setTimeout(() => void ClassPage.preload(), pageAfterMs));
  return (
    <Switch>
      <Match when={!params.rest}>
        <ClassesList />
      </Match>
      <Match when={params.rest === "new"}>
        <NewClassPage />
      </Match>
      <Match when={params.rest}>{(id) => <ClassPage id={id()} />}</Match>
    </Switch>
  );
}
