import { useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { CalendarIcon } from "../../shared/ui/icons.tsx";
import { type CalendarState, filterNames } from "./calendar-state.ts";

/** Lies over the empty grid, whose days stay pressable around it. */
export function NothingTaught(props: { state: CalendarState }) {
  const { state } = props;
  const [, setParams] = useSearchParams();
  const isEmpty = () => state.query.data() !== undefined && state.isHere() && state.meetingCount() === 0;
  const when = () => (state.shownView() === "week" ? "this week" : "on this day");
  const clear = () => setParams(Object.fromEntries(filterNames.map((name) => [name, undefined])));
  return (
    <Show when={isEmpty() && !state.query.refreshing()}>
      <div class="pointer-events-none absolute inset-0 z-10 grid place-items-center">
        <div class="pointer-events-auto rounded-lg bg-sheet/90">
          <Show
            when={filterNames.some((name) => state.filterValue(name) !== "")}
            fallback={
              <EmptyState
                icon={CalendarIcon}
                title={`Nothing is taught ${when()}`}
                action={<ButtonLink href="/classes">Go to Classes</ButtonLink>}
              >
                Classes appear here by their weekly slots, from the day they start to the day they end.
              </EmptyState>
            }
          >
            <EmptyState
              icon={CalendarIcon}
              title={`Nothing like that is taught ${when()}`}
              action={<Button onClick={clear}>Clear the filters</Button>}
            >
              Take a filter away, or look at other days.
            </EmptyState>
          </Show>
        </div>
      </div>
    </Show>
  );
}
