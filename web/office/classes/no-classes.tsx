import { Show } from "solid-js";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { CalendarIcon, PlusIcon, SearchIcon } from "../../shared/ui/icons.tsx";
import type { ClassSearch } from "./class-search.ts";

export function NoClasses(props: { search: ClassSearch }) {
  return (
    <Show when={props.search.isNarrowed()} fallback={<FirstUse search={props.search} />}>
      <EmptyState
        icon={SearchIcon}
        title={props.search.q() ? `No class matches “${props.search.q()}”` : "No class matches all of these"}
        action={
          <>
            <Show when={!props.search.value("status")}>
              <Button onClick={() => props.search.set({ status: "all" })}>Also look at inactive ones</Button>
            </Show>
            <Button onClick={props.search.clear}>Clear search and filters</Button>
          </>
        }
      >
        The beginning of any word of the name is enough.
      </EmptyState>
    </Show>
  );
}

function FirstUse(props: { search: ClassSearch }) {
  return (
    <EmptyState
      icon={CalendarIcon}
      title="No active classes"
      action={
        <>
          <Show when={can("classes", "full")}>
            <ButtonLink href="/classes/new" variant="primary" icon={PlusIcon}>
              New class
            </ButtonLink>
          </Show>
          <Button onClick={() => props.search.set({ status: "all" })}>Show all classes</Button>
        </>
      }
    >
      A class says what is taught, to whom, and at which times of the week. Students are enrolled in it.
    </EmptyState>
  );
}
