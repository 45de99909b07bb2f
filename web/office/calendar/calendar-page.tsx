// In this order: cards are blocks, and paper has the last word.
import "./blocks.css";
import "./grid.css";
import "./heads.css";
import "./stacked.css";
import "./print.css";
import { useParams } from "@solidjs/router";
import { lazy, Match, Show, Suspense, Switch } from "solid-js";
import { createPainted } from "../../shared/after-paint.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { firstBlock, focusBlock, reachableBlock } from "./block-focus.ts";
import { CalendarFilters } from "./calendar-filters.tsx";
import { CalendarHeader } from "./calendar-header.tsx";
import { type CalendarState, createCalendar } from "./calendar-state.ts";
import { createCarry } from "./carry.ts";
import { DayStrip } from "./day-strip.tsx";
import { createMeetingActs } from "./meeting-acts.ts";
import { NothingTaught } from "./nothing-taught.tsx";
import { StackedView } from "./stacked-view.tsx";
import { TimeGrid } from "./time-grid.tsx";
import { Waiting } from "./waiting.tsx";

const CalendarDialogs = lazy(() => import("./calendar-dialogs.tsx"));
const MeetingDetails = lazy(() => import("./meeting-details.tsx"));
const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));

export default function CalendarPage() {
  const params = useParams<{ rest?: string }>();
  return (
    <Show when={!params.rest} fallback={<NotFoundPage />}>
      <CalendarRoom />
    </Show>
  );
}

function CalendarRoom() {
  const state = createCalendar();
  const acts = createMeetingActs(state);
  const carry = createCarry(state, (drop) => acts.ask({ kind: drop.kind, meeting: drop.meeting, drop }));
  let body!: HTMLDivElement;
  useCalendarKeys(state, () => body);
  const isPainted = createPainted();
  return (
    <div class="cal-page flex h-full min-h-0 flex-col" data-print-whole>
      <CalendarHeader state={state} acts={acts} />
      <CalendarFilters state={state} />
      <Show when={state.isNarrow()}>
        <DayStrip state={state} />
      </Show>
      <div
        ref={body}
        class="relative flex min-h-0 flex-1 flex-col border-t border-line bg-sheet"
        data-print-whole
      >
        <Waiting state={state} />
        <Switch>
          <Match when={!state.query.data() && state.query.error()}>
            {(error) => (
              <ErrorState
                error={error()}
                title="The calendar could not be loaded"
                onRetry={state.query.refetch}
              />
            )}
          </Match>
          <Match when={state.isGrid()}>
            <TimeGrid state={state} acts={acts} carry={carry} />
          </Match>
          <Match when={!state.isGrid()}>
            <StackedView state={state} acts={acts} />
          </Match>
        </Switch>
        <NothingTaught state={state} />
        {/* Stands beside a block, and those are drawn when it is known how wide the grid is. */}
        <Show when={isPainted()}>
          <Suspense>
            <MeetingDetails state={state} acts={acts} scope={() => body} />
          </Suspense>
        </Show>
      </div>
      <Show when={acts.asked()} keyed>
        {(asked) => (
          <Suspense>
            <CalendarDialogs asked={asked} state={state} onClose={acts.close} />
          </Suspense>
        )}
      </Show>
    </div>
  );
}

/** What the keys of the calendar do while no block has the focus; a block hears the arrows and letters itself. */
function useCalendarKeys(state: CalendarState, body: () => HTMLElement) {
  const group = "Calendar";
  const views = { d: "day", w: "week", s: "staff", r: "room" } as const;
  const names = { d: "Day view", w: "Week view", s: "Staff view", r: "Room view" } as const;
  const enter = () => {
    const scope = body();
    focusBlock(reachableBlock(scope) ?? firstBlock(scope), scope);
  };
  const onBlock = (keys: string, label: string) => ({
    keys,
    label,
    group: "On a class in the calendar",
    // Only listed here: the block that has the focus hears it first.
    run: () => undefined,
  });
  useShortcuts(
    { keys: "ArrowLeft", label: "Earlier", group, run: () => state.step(-1) },
    { keys: "ArrowRight", label: "Later", group, run: () => state.step(1) },
    { keys: "t", label: "Today", group, run: () => state.setDate(state.today()) },
    ...(["d", "w", "s", "r"] as const).map((key) => ({
      keys: key,
      label: names[key],
      group,
      run: () => state.setView(views[key]),
    })),
    {
      keys: "l",
      label: "Time grid or stacked",
      group,
      run: () => state.setLayout(state.layout() === "grid" ? "stacked" : "grid"),
    },
    { keys: "ArrowDown", label: "Into the classes", group, run: enter },
    onBlock("Enter", "Open"),
    onBlock("m", "Pick up, arrows to carry, Enter to put down"),
    onBlock("e", "Enroll"),
    onBlock("a", "Attendance"),
    onBlock("b", "Substitute"),
    onBlock("c", "Cancel or restore"),
  );
}
