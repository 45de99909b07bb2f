import { useParams } from "@solidjs/router";
import { lazy, Match, Show, Switch } from "solid-js";
import { isIsoDate } from "../../../tenant-schema/dates.ts";

const DayPage = lazy(() => import("./day/day-page.tsx"));
const RollSheetPage = lazy(() => import("./sheet/roll-sheet-page.tsx"));
const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));

function Room() {
  const params = useParams<{ rest?: string }>();
  const meeting = () => {
    const [slotId, meetsOn, ...more] = (params.rest ?? "").split("/");
    return slotId && meetsOn && isIsoDate(meetsOn) && more.length === 0 ? { slotId, meetsOn } : undefined;
  };
  return (
    <Switch fallback={<NotFoundPage />}>
      <Match when={!params.rest}>
        <DayPage />
      </Match>
      <Match when={meeting()}>
        {(named) => (
          <Show when={`${named().slotId} ${named().meetsOn}`} keyed>
            <RollSheetPage slotId={named().slotId} meetsOn={named().meetsOn} />
          </Show>
        )}
      </Match>
    </Switch>
  );
}

/** The day's meetings, and below it a roll sheet for each: `/attendance/<slot>/<date by rule>`. */
export const AttendanceRoom = Object.assign(Room, {
  preload: (rest: string) => (rest ? RollSheetPage : DayPage).preload(),
});
