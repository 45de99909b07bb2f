import { Match, Show, Switch } from "solid-js";
import type { ClosureImpact } from "../../../worker/domains/closures/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";

type ClosureImpactLineProps = {
  effect: string;
  startsOn: string;
  endsOn: string;
  target: { locationId: string | null; programId: string | null; classId: string | null };
  /** The closure that is being changed. */
  except?: string;
};

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What would not take place, said while the closure is being entered. */
export function ClosureImpactLine(props: ClosureImpactLineProps) {
  const path = () => {
    const { effect, startsOn, endsOn, target, except } = props;
    if (effect === "billing" || !isDate(startsOn) || !isDate(endsOn) || endsOn < startsOn) return undefined;
    const asked = Object.entries({ startsOn, endsOn, ...target, except }).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && entry[1] !== "",
    );
    return `/settings/closures/impact?${new URLSearchParams(asked)}`;
  };
  const impact = createQuery<ClosureImpact>(path, { keepPrevious: true, staleMs: 0 });
  return (
    <div class="min-h-16 rounded-md bg-sunken px-3.5 py-3" role="status">
      <Switch fallback={<p class="text-ink-3">Enter the days, and see here what they hit.</p>}>
        <Match when={props.effect === "billing"}>
          <p>All meetings take place.</p>
        </Match>
        <Match when={path() !== undefined && impact.data()}>{(data) => <Figures impact={data()} />}</Match>
        <Match when={impact.error()}>{(error) => <p class="text-bad">{error().message}</p>}</Match>
      </Switch>
    </div>
  );
}

function Figures(props: { impact: ClosureImpact }) {
  const count = (value: number, one: string, many: string) =>
    `${formats().number(value)} ${value === 1 ? one : many}`;
  return (
    <Show when={props.impact.meetings > 0} fallback={<p>No meeting falls on these days.</p>}>
      <p class="font-semibold">
        {count(props.impact.meetings, "meeting", "meetings")} of{" "}
        {count(props.impact.classes, "class", "classes")} {props.impact.meetings === 1 ? "does" : "do"} not
        take place.
      </p>
      <Show when={props.impact.withAttendance > 0}>
        <p class="text-warn">
          Attendance was already taken or an absence reported for{" "}
          {count(props.impact.withAttendance, "of them", "of them")}; those marks stay.
        </p>
      </Show>
    </Show>
  );
}
