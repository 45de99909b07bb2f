import { Show } from "solid-js";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { ClipboardListIcon, PlusIcon, SearchIcon, XIcon } from "../../../shared/ui/icons.tsx";
import { openEnroll } from "../opening.ts";
import type { EnrollmentSearch } from "./enrollment-search.ts";

/** `looking` while a narrowed search has come through its first pages without finding anything. */
export function NoEnrollments(props: { search: EnrollmentSearch; looking: boolean }) {
  return (
    <Show
      when={props.search.isNarrowed()}
      fallback={
        <EmptyState
          icon={ClipboardListIcon}
          title="No enrollments in these days"
          action={
            <Show when={can("enrollments", "full")}>
              <Button variant="primary" icon={PlusIcon} onClick={() => openEnroll({})}>
                Enroll a student
              </Button>
            </Show>
          }
        >
          Everybody who is in a class on one of the days stands here. Choose other days above, or enroll
          somebody.
        </EmptyState>
      }
    >
      <Show
        when={!props.looking}
        fallback={<p class="late py-16 text-center text-ink-3">Looking further …</p>}
      >
        <EmptyState
          icon={SearchIcon}
          title="No enrollment matches all of these"
          action={
            <Button icon={XIcon} onClick={props.search.widen}>
              Clear the filters
            </Button>
          }
        >
          The days stay as they are. The beginning of a student's name is enough to search for.
        </EmptyState>
      </Show>
    </Show>
  );
}
