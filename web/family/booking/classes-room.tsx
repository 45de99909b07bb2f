import { useParams } from "@solidjs/router";
import { lazy, Show } from "solid-js";
import { school } from "../portal.ts";
import { ClassPage } from "./class-page.tsx";
import { ClassesPage } from "./classes-page.tsx";

const NotFoundPage = lazy(() => import("../shell/not-found-page.tsx"));

/** /classes, and below it the page of each class; old links find nothing where the school hides its classes. */
export default function ClassesRoom() {
  const params = useParams();
  return (
    <Show when={school().settings.showsClasses} fallback={<NotFoundPage />}>
      <Show when={params.rest} keyed fallback={<ClassesPage />}>
        {(classId) => <ClassPage classId={classId} />}
      </Show>
    </Show>
  );
}
