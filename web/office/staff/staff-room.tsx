import { useParams } from "@solidjs/router";
import { lazy, Match, Switch } from "solid-js";
import StaffListPage from "./staff-list-page.tsx";

const StaffPage = lazy(() => import("./staff-page.tsx"));
const GroupsPage = lazy(() => import("./groups-page.tsx"));
const GroupPage = lazy(() => import("./group-page.tsx"));

/** /staff, /staff/groups, /staff/groups/<group> and /staff/<person>. */
export default function StaffRoom() {
  const params = useParams<{ rest?: string }>();
  const steps = () => (params.rest ?? "").split("/").filter(Boolean);
  return (
    <Switch fallback={<StaffListPage />}>
      <Match when={steps()[0] === "groups" && steps()[1]} keyed>
        {(id) => <GroupPage id={id} />}
      </Match>
      <Match when={steps()[0] === "groups"}>
        <GroupsPage />
      </Match>
      <Match when={steps()[0]} keyed>
        {(id) => <StaffPage id={id} />}
      </Match>
    </Switch>
  );
}
