import type { FormField } from "../../shared/form.ts";
import { Field, type FieldLabels } from "../../shared/ui/field.tsx";

const text = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** The field holds minutes of the day; the platform's own control knows how its user writes a time. */
export function TimeInput(props: FieldLabels & { field: FormField }) {
  const minute = () => Number(props.field.value() ?? 0);
  const keep = (typed: string) => {
    const [hours, minutes] = typed.split(":").map(Number);
    if (hours !== undefined && minutes !== undefined && typed !== "") props.field.set(hours * 60 + minutes);
  };
  return (
    <Field {...props}>
      {(attributes) => (
        <input
          {...attributes}
          type="time"
          class="control tabular-nums"
          value={text(minute())}
          onChange={(event) => keep(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
