import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { EnrollmentRow } from "../../../worker/domains/enrollments/shapes.ts";
import { can } from "../../shared/session.ts";
import { studentHref } from "../families/student-href.ts";

/** The name of a student, leading to all about her. */
export function FamilyLink(props: { row: Pick<EnrollmentRow, "familyId" | "studentId" | "studentName"> }) {
  return (
    <Show when={can("families")} fallback={<bdi>{props.row.studentName}</bdi>}>
      <A
        class="underline-offset-3 hover:underline"
        href={studentHref(props.row.familyId, props.row.studentId)}
      >
        <bdi>{props.row.studentName}</bdi>
      </A>
    </Show>
  );
}
