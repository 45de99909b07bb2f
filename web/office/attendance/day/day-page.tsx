import { For, Match, Show, Switch } from "solid-js";
import { useShortcuts } from "../../../shared/keyboard.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { ListChecksIcon } from "../../../shared/ui/icons.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { DayHeader } from "./day-header.tsx";
import { createDay, type Day } from "./day-state.ts";
import { MeetingRow } from "./meeting-row.tsx";

export default function DayPage() {
  const day = createDay();
  let list: HTMLUListElement | undefined;
  useDayKeys(day, () => list);
  return (
    <>
      <DayHeader day={day} />
      <Switch>
        <Match when={day.meetings().length > 0}>
          <ul ref={list} class="border-t border-line bg-sheet" aria-label="Classes of the day">
            <For each={day.meetings()}>
              {(meeting, index) => <MeetingRow day={day} meeting={meeting} index={index()} />}
            </For>
          </ul>
        </Match>
        <Match when={!day.isHere() && day.query.error()}>
          {(error) => (
            <ErrorState error={error()} title="The day could not be loaded" onRetry={day.query.refetch} />
          )}
        </Match>
        <Match when={!day.isHere()}>
          <Waiting />
        </Match>
        <Match when={true}>
          <NothingHere day={day} />
        </Match>
      </Switch>
    </>
  );
}

function useDayKeys(day: Day, list: () => HTMLElement | undefined) {
  const group = "Attendance";
  function go(to: number) {
    const next = Math.max(0, Math.min(to, day.meetings().length - 1));
    day.setAt(next);
    const row = list()?.querySelectorAll<HTMLElement>("[data-meeting]")[next];
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  }
  const step = (by: number) => {
    const isInList = list()?.contains(document.activeElement) ?? false;
    go(isInList ? day.at() + by : day.at());
  };
  useShortcuts(
    { keys: "j", label: "Next class", group, run: () => step(1) },
    { keys: "k", label: "Previous class", group, run: () => step(-1) },
    { keys: "ArrowDown", label: "Next class", group, hidden: true, run: () => step(1) },
    { keys: "ArrowUp", label: "Previous class", group, hidden: true, run: () => step(-1) },
    { keys: "ArrowLeft", label: "Previous day", group, run: () => day.step(-1) },
    { keys: "ArrowRight", label: "Next day", group, run: () => day.step(1) },
    { keys: "t", label: "Today", group, run: () => day.setDate(day.today()) },
    { keys: "m", label: "My classes only", group, when: day.hasMine, run: day.toggleMine },
  );
}

function NothingHere(props: { day: Day }) {
  const isFiltered = () => props.day.state() !== "all" || props.day.isMineOnly();
  const title = () => {
    if (props.day.state() === "open") return "Nothing left to take";
    if (props.day.state() === "taken") return "No attendance taken yet";
    return props.day.isMineOnly() ? "You teach nothing on this day" : "No classes on this day";
  };
  function widen() {
    props.day.setState("all");
    if (props.day.isMineOnly()) props.day.toggleMine();
  }
  return (
    <EmptyState
      icon={ListChecksIcon}
      title={title()}
      action={
        <Show when={isFiltered()} fallback={<Button onClick={() => props.day.step(1)}>Next day</Button>}>
          <Button onClick={widen}>Show all classes of the day</Button>
        </Show>
      }
    >
      Every class that meets stands here with its roll sheet, in the order of the day.
    </EmptyState>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label="the classes of the day" class="border-t border-line">
      <For each={Array.from({ length: 8 })}>
        {(_, row) => (
          <span class="flex h-14 items-center gap-8 border-b border-line px-4 sm:px-6">
            <SkeletonText width={110} />
            <SkeletonText width={160 + ((row() * 37) % 60)} />
          </span>
        )}
      </For>
    </SkeletonRegion>
  );
}
