import { A } from "@solidjs/router";
import { Show } from "solid-js";
import type { EnrollmentRow } from "../../../worker/domains/enrollments/shapes.ts";
import { can } from "../../shared/session.ts";

/** A student has no page of her own: her name leads to her in her family. */
export function FamilyLink(props: { row: Pick<EnrollmentRow, "familyId" | "studentId" | "studentName"> }) {
  return (
    <Show when={can("families")} fallback={<bdi>{props.row.studentName}</bdi>}>
      <A
        class="underline-offset-3 hover:underline"
        href={`/families/${props.row.familyId}?student=${props.row.studentId}`}
      >
        <bdi>{props.row.studentName}</bdi>
      </A>
    </Show>
  );
}
