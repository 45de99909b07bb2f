import { Show } from "solid-js";
import type { ClassOptions } from "../../../../worker/domains/classes/shapes.ts";
import type { FormField } from "../../../shared/form.ts";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { type FieldSource, orNull, pathIn } from "../../families/forms/field-source.ts";
import { weekdayName, weekdays } from "../class-words.ts";
import { InstructorPick } from "./instructor-pick.tsx";
import { TimeInput } from "./time-input.tsx";

type SlotFieldsProps = {
  form: FieldSource;
  prefix?: string;
  options: ClassOptions | undefined;
  locationId: string;
  /** What a slot without places of its own has. */
  classCapacity: string | number | null;
};

const asText = (field: FormField): FormField => ({ ...field, value: () => field.value() ?? "" });

/** When, where and with whom a class meets once a week. */
export function SlotFieldGroup(props: SlotFieldsProps) {
  const field = (name: string) => props.form.field(pathIn(props.prefix, name));
  const days = weekdays.map((day) => ({ value: String(day), label: weekdayName(day, "long") }));
  const weekday = (): FormField => {
    const own = field("weekday");
    return { ...own, value: () => String(own.value()), set: (value) => own.set(Number(value)) };
  };
  const rooms = () => props.options?.rooms.filter((room) => room.locationId === props.locationId) ?? [];
  const roomChoices = () => [
    { value: "", label: "No room" },
    ...rooms().map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div class="grid items-start gap-4 sm:grid-cols-[1.4fr_1fr_1fr]">
      <Select field={weekday()} label="Day" options={days} />
      <TimeInput field={field("startMinute")} label="Begins" />
      <TextInput field={asText(field("durationMinutes"))} label="Minutes" inputmode="numeric" maxLength={4} />
      <InstructorPick field={field("instructorIds")} instructors={props.options?.instructors ?? []} />
      <Show when={rooms().length > 0} fallback={<span class="max-sm:hidden" />}>
        <Select field={orNull(field("roomId"))} label="Room" optional options={roomChoices()} />
      </Show>
      <TextInput
        field={asText(field("capacity"))}
        label="Places"
        optional
        inputmode="numeric"
        maxLength={3}
        placeholder={props.classCapacity ? `${props.classCapacity}, as the class` : "As the class"}
      />
    </div>
  );
}
