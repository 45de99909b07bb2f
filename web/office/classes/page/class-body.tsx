import { useNavigate } from "@solidjs/router";
import { type Component, lazy, Show, Suspense } from "solid-js";
import { useShortcuts } from "../../../shared/keyboard.ts";
import { can } from "../../../shared/session.ts";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { ArrowLeftIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { type Tab, UrlTabs } from "../../../shared/ui/url-tabs.tsx";
import { History } from "../../audit/history.tsx";
import { ageText, genderLabel, statusLabel, statusTones } from "../class-words.ts";
import { LevelMark } from "../level-mark.tsx";
import { ClassActions } from "./class-actions.tsx";
import type { ClassRoom } from "./class-room.ts";
import { OverviewTab } from "./overview-tab.tsx";

const RosterTab = lazy(() => import("./roster-tab.tsx"));
const ClassWaitlist = lazy(() => import("../../enrollments/class-waitlist.tsx"));
const ScheduleTab = lazy(() => import("./schedule-tab.tsx"));
const ClassDialogs = lazy(() => import("./class-dialogs.tsx"));

export function ClassBody(props: { room: ClassRoom }) {
  const { room } = props;
  useShortcuts({
    keys: "e",
    label: "Edit the class",
    group: "This page",
    when: room.mayEdit,
    run: () => room.open({ kind: "edit" }),
  });
  return (
    <>
      <Header room={room} />
      <UrlTabs label="Parts of the class" tabs={tabsOf(room)} />
      <Suspense>
        <Show when={room.opened()} keyed>
          {(what) => <ClassDialogs room={room} what={what} />}
        </Show>
      </Suspense>
    </>
  );
}

function Header(props: { room: ClassRoom }) {
  const navigate = useNavigate();
  const facts = () => props.room.page().class;
  const about = () =>
    [facts().programName, facts().locationName, genderLabel(facts().gender), ageText(facts())]
      .filter(Boolean)
      .join(" · ");
  return (
    <header class="flex flex-wrap items-start gap-3 px-4 pt-4 pb-4 sm:px-6">
      <div class="flex min-w-0 flex-[1_1_20rem] items-start gap-3">
        <span class="-ml-2 pointer-coarse:-mt-0.5" data-no-print>
          <IconButton
            label="Back to the list"
            keys="Escape"
            icon={ArrowLeftIcon}
            onClick={() => navigate("/classes")}
          />
        </span>
        <div class="min-w-0 flex-1">
          <div class="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <bdi class="min-w-0 [overflow-wrap:anywhere]">
              <PageTitle title={facts().name} />
            </bdi>
            <Pill dot tone={statusTones[facts().status]}>
              {statusLabel(facts().status)}
            </Pill>
            <LevelMark name={facts().levelName} color={facts().levelColor} />
          </div>
          <p class="text-ink-3 [overflow-wrap:anywhere]">{about()}</p>
        </div>
      </div>
      <div class="flex flex-wrap gap-2 max-sm:w-full" data-no-print>
        <ClassActions room={props.room} />
      </div>
    </header>
  );
}

/** Made once: a tab that were a new object after every refresh would be drawn anew. */
function tabsOf(room: ClassRoom): Tab[] {
  const panel = (Content: Component<{ room: ClassRoom }>) => () => (
    <div class="px-4 pt-5 pb-12 sm:px-6">
      <Suspense>
        <Content room={room} />
      </Suspense>
    </div>
  );
  return [
    { id: "overview", label: "Overview", content: panel(OverviewTab) },
    {
      id: "roster",
      label: "Roster",
      get count() {
        return room.page().enrolled;
      },
      content: panel(RosterTab),
    },
    ...(can("enrollments")
      ? [
          {
            id: "waitlist",
            label: "Waitlist",
            get count() {
              return room.page().waiting;
            },
            content: panel(() => <ClassWaitlist classId={room.page().class.id} />),
          },
        ]
      : []),
    { id: "schedule", label: "Schedule", content: panel(ScheduleTab) },
    {
      id: "history",
      label: "History",
      content: panel(() => <History subjectId={room.page().class.id} path={room.path()} />),
    },
  ];
}
