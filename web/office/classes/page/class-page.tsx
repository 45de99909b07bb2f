import { useNavigate } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { useShortcuts } from "../../../shared/keyboard.ts";
import { ButtonLink } from "../../../shared/ui/button-link.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { SearchIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { ClassBody } from "./class-body.tsx";
import { createClassRoom } from "./class-room.ts";

/** One class, whole: /classes/:id. */
export default function ClassPage(props: { id: string }) {
  return (
    <Show when={props.id} keyed>
      {(id) => <OneClass id={id} />}
    </Show>
  );
}

function OneClass(props: { id: string }) {
  const navigate = useNavigate();
  const room = createClassRoom(() => props.id);
  useShortcuts({
    keys: "Escape",
    label: "Back to the list",
    group: "This page",
    run: () => navigate("/classes"),
  });
  return (
    <Switch fallback={<Waiting />}>
      <Match when={room.query.data()}>
        <ClassBody room={room} />
      </Match>
      <Match when={room.query.error()?.status === 404}>
        <PageTitle class="sr-only" title="Class not found" />
        <EmptyState
          icon={SearchIcon}
          title="There is no class at this address"
          action={
            <ButtonLink href="/classes" variant="primary">
              All classes
            </ButtonLink>
          }
        >
          The link may be incomplete, the class may have been deleted, or it is one that you may not see.
        </EmptyState>
      </Match>
      <Match when={room.query.error()}>
        {(error) => (
          <>
            <PageTitle class="sr-only" title="Class" />
            <ErrorState error={error()} title="This class could not be loaded" onRetry={room.query.refetch} />
          </>
        )}
      </Match>
    </Switch>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label="the class" class="flex flex-col gap-4 px-4 pt-5 sm:px-6">
      <PageTitle class="sr-only" title="Class" />
      <SkeletonText width={280} />
      <SkeletonText width={180} />
    </SkeletonRegion>
  );
}
