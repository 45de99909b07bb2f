import { useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { ClassPage } from "./class-page.tsx";
import { ClassesPage } from "./classes-page.tsx";

/** /classes, and below it the page of each class. */
export default function ClassesRoom() {
  const params = useParams();
  return (
    <Show when={params.rest} keyed fallback={<ClassesPage />}>
      {(classId) => <ClassPage classId={classId} />}
    </Show>
  );
}
