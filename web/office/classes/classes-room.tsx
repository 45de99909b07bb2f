import { useParams } from "@solidjs/router";
import { lazy, Match, onMount, Switch } from "solid-js";

const ClassesList = lazy(() => import("./classes-list.tsx"));
const ClassPage = lazy(() => import("./page/class-page.tsx"));
const NewClassPage = lazy(() => import("./new-class-page.tsx"));

const nextAfterMs = 500;

function Room() {
  const params = useParams<{ rest?: string }>();
  const next = params.rest ? ClassesList : ClassPage;
  onMount(() => setTimeout(() => void next.preload(), nextAfterMs));
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

/** The classes room: each of its pages comes when it is opened. */
export const ClassesRoom = Object.assign(Room, {
  preload: (rest: string) => (rest ? ClassPage : ClassesList).preload(),
});
