import { createMemo, createSignal, Match, Show, Switch } from "solid-js";
import type { StaffPage as Page } from "../../../worker/domains/staff/schemas.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { type Tab, UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { History } from "../audit/history.tsx";
import { CommunicationTimeline } from "../campaigns/communication-tab.tsx";
import { EditStaffDrawer } from "./edit-staff-drawer.tsx";
import { RecordPlaceholder } from "./record-placeholder.tsx";
import { StaffDetails } from "./staff-details.tsx";
import { StaffHeader } from "./staff-header.tsx";
import { StaffRights } from "./staff-rights.tsx";
import { StaffSessions } from "./staff-sessions.tsx";

export default function StaffPage(props: { id: string }) {
  const path = `/staff/${props.id}`;
  const page = createQuery<Page>(() => path);
  return (
    <Switch>
      <Match when={page.data()}>{(data) => <Loaded page={data()} path={path} />}</Match>
      <Match when={page.error()}>{(error) => <ErrorState error={error()} onRetry={page.refetch} />}</Match>
      <Match when={page.pending()}>
        <RecordPlaceholder label="this person" />
      </Match>
    </Switch>
  );
}

function Loaded(props: { page: Page; path: string }) {
  const [editing, setEditing] = createSignal(false);
  const mayEdit = () => can("staff", "full");
  useShortcuts({ keys: "e", label: "Edit", group: "This page", when: mayEdit, run: () => setEditing(true) });
  // Made once: tabs that came anew with every answer would take the focus out of the hand.
  const details: Tab = {
    id: "details",
    label: "Details",
    content: () => <StaffDetails page={props.page} path={props.path} />,
  };
  const rights: Tab = {
    id: "rights",
    label: "Rights",
    content: () => <StaffRights page={props.page} path={props.path} />,
  };
  const sessions: Tab = {
    id: "sessions",
    label: "Sessions",
    get count() {
      return props.page.sessions.length;
    },
    content: () => <StaffSessions page={props.page} path={props.path} />,
  };
  const communication: Tab = {
    id: "communication",
    label: "Communication",
    content: () => (
      <div class="px-4 py-5 sm:px-6">
        <CommunicationTimeline path={`/communication/staff/${props.page.person.id}`} />
      </div>
    ),
  };
  const history: Tab = {
    id: "history",
    label: "History",
    content: () => (
      <div class="px-4 py-5 sm:px-6">
        <h2 class="sr-only">History</h2>
        <History subjectId={props.page.person.id} path={props.path} />
      </div>
    ),
  };
  const mayInspect = createMemo(() => props.page.access !== null);
  const tabs = createMemo(() =>
    mayInspect()
      ? [details, rights, sessions, communication, history]
      : [details, sessions, communication, history],
  );
  return (
    <div class="pb-12">
      <StaffHeader page={props.page} path={props.path} onEdit={() => setEditing(true)} />
      <UrlTabs label="About this person" tabs={tabs()} />
      <Show when={editing()}>
        <EditStaffDrawer page={props.page} path={props.path} onClose={() => setEditing(false)} />
      </Show>
    </div>
  );
}
