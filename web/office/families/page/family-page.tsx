import { useNavigate } from "@solidjs/router";
import { createEffect, Match, Show, Switch } from "solid-js";
import { useShortcuts } from "../../../shared/keyboard.ts";
import { setQuery } from "../../../shared/query.ts";
import { showToast } from "../../../shared/toasts.ts";
import { ButtonLink } from "../../../shared/ui/button-link.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { SearchIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { FamilyBody } from "./family-body.tsx";
import { createFamilyRoom } from "./family-room.ts";
import { FamilySkeleton } from "./family-skeleton.tsx";
import { goBack } from "./go-back.ts";
import { familyPath, rowOf } from "./opening.ts";

/** One family, whole: /families/:id. */
export default function FamilyPage(props: { id: string }) {
  return (
    <Show when={props.id} keyed>
      {(id) => <OneFamily id={id} />}
    </Show>
  );
}

function OneFamily(props: { id: string }) {
  const navigate = useNavigate();
  const room = createFamilyRoom(() => props.id);
  const isHere = () => room.page()?.family.id === props.id;

  useShortcuts({
    keys: "Escape",
    label: "Back to the list",
    group: "This page",
    run: () => goBack(navigate),
  });

  // A merged family answers under its old address with the one that it went into.
  createEffect(() => {
    const answer = room.query.data();
    if (!answer || answer.family.id === props.id) return;
    const merged = rowOf(props.id)?.name ?? "The family you looked for";
    setQuery(familyPath(answer.family.id), answer);
    navigate(familyPath(answer.family.id) + location.search, { replace: true });
    showToast(`${merged} was merged into ${answer.family.name}`, { durationMs: 12_000 });
  });

  return (
    <Switch fallback={<FamilySkeleton row={rowOf(props.id)} />}>
      <Match when={isHere()}>
        <FamilyBody room={room} />
      </Match>
      <Match when={room.query.error()?.status === 404}>
        <NoFamily />
      </Match>
      <Match when={room.query.error()}>
        {(error) => (
          <>
            <PageTitle class="sr-only" title="Family" />
            <ErrorState
              error={error()}
              title="This family could not be loaded"
              onRetry={room.query.refetch}
            />
          </>
        )}
      </Match>
    </Switch>
  );
}

function NoFamily() {
  return (
    <>
      <PageTitle class="sr-only" title="Family not found" />
      <EmptyState
        icon={SearchIcon}
        title="There is no family at this address"
        action={
          <ButtonLink href="/families" variant="primary">
            All families
          </ButtonLink>
        }
      >
        The link may be incomplete, or the family was taken back after an import. A family that was merged is
        found under the name of the one it went into.
      </EmptyState>
    </>
  );
}
