import { Show } from "solid-js";
import type { WelcomeWeek } from "../../../worker/domains/welcome/shapes.ts";
import { places } from "./places.ts";
import { Stat } from "./stat.tsx";

/** Places, comings and goings: what the front desk is asked about. */
export function WeekStats(props: { week: WelcomeWeek }) {
  return (
    <>
      <Show when={props.week.classes}>
        {(classes) => (
          <Stat
            label="Classes with openings"
            value={classes().withOpenings}
            of={classes().total}
            href={places.openings()}
          />
        )}
      </Show>
      <Show when={props.week.enrollments}>
        {(counts) => (
          <>
            <Stat
              label="New enrollments"
              value={counts().began}
              note="began in the last 7 days"
              href={places.began(props.week)}
            />
            <Stat
              label="Dropped"
              value={counts().dropped}
              note="left in the last 7 days"
              href={places.dropped(props.week)}
            />
            <Stat
              label="Trials"
              value={counts().trials}
              note="today and the next 6 days"
              href={places.trials(props.week)}
            />
          </>
        )}
      </Show>
    </>
  );
}
