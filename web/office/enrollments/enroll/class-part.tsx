import { createSignal } from "solid-js";
import type { ClassRow } from "../../../../worker/domains/classes/shapes.ts";
import { ChosenClass } from "../chosen-class.tsx";
import type { Enrollment } from "./enroll-state.ts";

export function ClassPart(props: { enrollment: Enrollment }) {
  const { classId, choose, roster, form } = props.enrollment;
  const [row, setRow] = createSignal<ClassRow>();
  const chosen = () =>
    classId() === undefined
      ? undefined
      : {
          name: row()?.name ?? roster.data()?.className,
          color: row()?.levelColor ?? null,
          slots: roster.data()?.slots ?? row()?.slots ?? [],
        };
  return (
    <ChosenClass
      label="Class"
      chosen={chosen()}
      on={form.values.startsOn}
      onChoose={(next) => {
        setRow(next);
        choose(next?.id);
      }}
    />
  );
}
