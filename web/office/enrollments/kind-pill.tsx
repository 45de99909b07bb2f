import type { EnrollmentKind } from "../../../worker/domains/enrollments/schemas.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { singleDayLabel } from "./options.ts";
import { kindLabel, kindTones } from "./words.ts";

/** Active green, trial orange, makeup blue; the others plain. The word is always there. */
export function KindPill(props: { kind: EnrollmentKind }) {
  return (
    <Pill tone={kindTones[props.kind]} dot={props.kind !== "wait"}>
      {kindLabel(props.kind, singleDayLabel())}
    </Pill>
  );
}
