import { createSignal } from "solid-js";
import type { ClassRow } from "../../../../worker/domains/classes/shapes.ts";
import { ChosenClass } from "../chosen-class.tsx";
import type { Enrollment } from "./enroll-state.ts";

export function ClassPart(props: { enrollment: Enrollment }) {
  const { classId, choose, roster, form, students } = props.enrollment;
  const [row, setRow] = createSignal<ClassRow>();
  /** Whoever is in the class knows its level; a class that was given by its id is not read for that. */
  const somebody = () => roster.data()?.current[0] ?? roster.data()?.waiting[0];
  const chosen = () =>
    classId() === undefined
      ? undefined
      : {
          name: row()?.name ?? roster.data()?.className,
          color: row()?.levelColor ?? somebody()?.levelColor ?? null,
          slots: roster.data()?.slots ?? row()?.slots ?? [],
        };
  return (
    <ChosenClass
      label="Class"
      chosen={chosen()}
      on={form.values.startsOn}
      students={students().map(({ id }) => id)}
      onChoose={(next) => {
        setRow(next);
        choose(next?.id);
      }}
    />
  );
}
