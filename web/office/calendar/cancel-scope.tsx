import type { Form } from "../../shared/form.ts";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { Select } from "../../shared/ui/select.tsx";
import type { CalendarState } from "./calendar-state.ts";
import { namedRooms } from "./named-rooms.ts";

export type CancelValues = {
  reason: string;
  notifyFamilies: boolean;
  notifyStaff: boolean;
  message: string;
  hasTokens: boolean;
  from: string;
  to: string;
  classId: string;
  programId: string;
  locationId: string;
  roomId: string;
};

/** Which meetings: some days, narrowed as the calendar is. */
export function CancelScope(props: { form: Form; state: CalendarState }) {
  const data = () => props.state.query.data();
  const choices = (list: readonly { id: string; name: string }[] = [], all: string) => [
    { value: "", label: all },
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const rooms = () => {
    const [location, chosen] = [props.form.field("locationId").value(), props.form.field("roomId").value()];
    return namedRooms(data()).filter(
      ({ id, locationId }) => !location || locationId === location || id === chosen,
    );
  };
  return (
    <div class="grid gap-4 sm:grid-cols-6 sm:[&>*]:col-span-2 sm:[&>:nth-child(-n+2)]:col-span-3">
      <DateInput field={props.form.field("from")} label="From" />
      <DateInput field={props.form.field("to")} label="To" />
      <Select
        field={props.form.field("locationId")}
        label="Location"
        options={choices(data()?.locations, "All locations")}
      />
      <Select
        field={props.form.field("programId")}
        label="Program"
        options={choices(data()?.programs, "All programs")}
      />
      <Select field={props.form.field("roomId")} label="Room" options={choices(rooms(), "All rooms")} />
    </div>
  );
}
