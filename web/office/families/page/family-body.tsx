import { lazy, onCleanup, Show, Suspense } from "solid-js";
import { formats } from "../../../shared/formats.ts";
import { useShortcuts } from "../../../shared/keyboard.ts";
import { can } from "../../../shared/session.ts";
import { Pill, StatusPill } from "../../../shared/ui/pill.tsx";
import { type Tab, UrlTabs } from "../../../shared/ui/url-tabs.tsx";
import { openMoney } from "../../ledger/opening.ts";
import { labelOf } from "../forms/family-options.ts";
import { FamilyActions } from "./family-actions.tsx";
import { FamilyAlerts } from "./family-alerts.tsx";
import { FamilyHeader } from "./family-header.tsx";
import type { FamilyRoom } from "./family-room.ts";
import { studentParts } from "./student-facts.tsx";
import { StudentsTab } from "./students-tab.tsx";
import { SummaryTab } from "./summary-tab.tsx";

const LedgerTab = lazy(() => import("./ledger/ledger-tab.tsx"));
const NotesTab = lazy(() => import("./notes-tab.tsx"));
const CommunicationTab = lazy(() => import("./communication-tab.tsx"));
const PortalTab = lazy(() => import("./portal-tab.tsx"));
const PoliciesTab = lazy(() => import("./policies/policies-tab.tsx"));
const HistoryTab = lazy(() => import("./history-tab.tsx"));
const FamilyDialogs = lazy(() => import("./family-dialogs.tsx"));

const warmAfterMs = 600;

export function FamilyBody(props: { room: FamilyRoom }) {
  const page = () => props.room.page();

  const moneyFamily = () => {
    const { id, name, homeLocationId } = page().family;
    return { id, name, homeLocationId };
  };

  // Fetched while nobody waits, so that the first edit is as quick as the tenth.
  const warm = setTimeout(() => {
    for (const part of [FamilyDialogs, LedgerTab, NotesTab, PoliciesTab, HistoryTab, ...studentParts])
      void part.preload();
  }, warmAfterMs);
  onCleanup(() => clearTimeout(warm));

  useShortcuts(
    {
      keys: "e",
      label: "Edit the family, or the fact that has the focus",
      group: "This page",
      when: props.room.mayEdit,
      run: () => props.room.open({ kind: "family" }),
    },
    {
      keys: "n",
      label: "New student",
      group: "This page",
      when: props.room.mayEditStudents,
      run: () => props.room.open({ kind: "student" }),
    },
    {
      keys: "p",
      label: "Take a payment",
      group: "This page",
      when: () => can("payments", "full"),
      run: () => openMoney({ kind: "payment", family: moneyFamily() }),
    },
    {
      keys: "c",
      label: "New charge",
      group: "This page",
      when: () => can("charges", "full"),
      run: () => openMoney({ kind: "charge", family: moneyFamily() }),
    },
  );

  return (
    <>
      <FamilyHeader
        name={page().family.name}
        pills={<Standing room={props.room} />}
        about={<About room={props.room} />}
        actions={<FamilyActions room={props.room} />}
      />
      <FamilyAlerts room={props.room} />
      <UrlTabs label="Parts of the family" tabs={tabsOf(props.room)} />
      <Suspense>
        <Show when={props.room.opened()}>
          <FamilyDialogs room={props.room} />
        </Show>
      </Suspense>
    </>
  );
}

function Standing(props: { room: FamilyRoom }) {
  const family = () => props.room.page().family;
  return (
    <>
      <StatusPill status={family().isActive ? "active" : "inactive"} />
      <Show when={family().suspension}>
        <StatusPill status="suspended" />
      </Show>
      <Show when={family().needsReview}>
        <Pill dot tone="warn">
          Review
        </Pill>
      </Show>
      <Show when={family().flagText}>{(flag) => <Pill tone="warn">{flag()}</Pill>}</Show>
    </>
  );
}

function About(props: { room: FamilyRoom }) {
  const family = () => props.room.page().family;
  const place = () => {
    const places = props.room.options()?.locations.map(({ id, name }) => ({ id, label: name }));
    return labelOf(places, family().homeLocationId);
  };
  const since = () => formats().instant(family().createdAt, { month: "short", year: "numeric" });
  return <>{[`Family since ${since()}`, place()].filter(Boolean).join(" · ")}</>;
}

/** Made once: a tab that were a new object after every refresh would be drawn anew, and lose what is typed in it. */
function tabsOf(room: FamilyRoom): Tab[] {
  const panel = (Content: typeof SummaryTab) => () => (
    <div class="px-4 pt-5 pb-12 sm:px-6">
      <Suspense>
        <Content room={room} />
      </Suspense>
    </div>
  );
  return [
    { id: "summary", label: "Summary", content: panel(SummaryTab) },
    {
      id: "students",
      label: "Students",
      get count() {
        return room.page().students.length;
      },
      content: panel(StudentsTab),
    },
    ...(can("charges") ? [{ id: "ledger", label: "Ledger", content: panel(LedgerTab) }] : []),
    {
      id: "notes",
      label: "Notes",
      get count() {
        return room.page().notes.length;
      },
      content: panel(NotesTab),
    },
    { id: "communication", label: "Communication", content: panel(CommunicationTab) },
    ...(can("portal_access") ? [{ id: "portal", label: "Portal access", content: panel(PortalTab) }] : []),
    { id: "policies", label: "Policies", content: panel(PoliciesTab) },
    { id: "history", label: "History", content: panel(HistoryTab) },
  ];
}
