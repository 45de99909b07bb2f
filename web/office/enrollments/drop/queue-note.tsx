import { Show } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";

/** What becomes of a place when somebody waits for it. */
export function QueueNote(props: { waiting: readonly EnrollmentRow[] }) {
  const queue = () => props.waiting.filter(({ wait }) => wait?.state === "queued");
  const first = () => queue()[0];
  return (
    <Show when={first()}>
      {(next) => (
        <p class="rounded-sm bg-accent-soft px-3 py-2 text-ink">
          {queue().length === 1 ? "One student waits" : `${queue().length} students wait`} for this class. The
          place is kept for <bdi class="font-medium">{next().studentName}</bdi>, who is offered it as soon as
          this cannot be undone from its notice any more.
        </p>
      )}
    </Show>
  );
}
