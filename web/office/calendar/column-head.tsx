import { type Accessor, Show } from "solid-js";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import type { CalendarState } from "./calendar-state.ts";
import type { Column } from "./columns.ts";
import type { MeetingActs } from "./meeting-acts.ts";

/** Names a column. A day leads to itself, a person to being away. */
export function ColumnHead(props: { column: Accessor<Column>; state: CalendarState; acts: MeetingActs }) {
  const { column, state, acts } = props;
  const isDay = () => state.shownView() === "week";
  const press = () => {
    const { date, staffId } = column();
    if (!isDay()) return acts.ask({ kind: "away", staffId: staffId ?? undefined });
    state.setDate(date);
    state.setView("day");
  };
  const isPressable = () => isDay() || (column().staffId !== null && can("classes", "full"));
  const label = () =>
    isDay() ? `Show ${formats().date(column().date, { dateStyle: "full" })}` : `${column().title} is away …`;
  return (
    <div class="cal-head" classList={{ "cal-head-today": column().isToday && isDay() }}>
      <Show when={isPressable()} fallback={<Face column={column()} />}>
        <button type="button" class="cal-head-button" title={label()} onClick={press}>
          <Face column={column()} />
        </button>
      </Show>
    </div>
  );
}

function Face(props: { column: Column }) {
  const count = () => props.column.meetings.length;
  return (
    <>
      <span class="cal-head-title">{props.column.title}</span>
      <span class="cal-head-note">
        {[props.column.note, count() > 0 && `${count()} ${count() === 1 ? "class" : "classes"}`]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </>
  );
}
