import { For, Match, Show, Switch } from "solid-js";
import type { StaffProfile } from "../../../worker/domains/staff-profiles/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { UsersIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { PlainText } from "../../shared/ui/plain-text.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { pictureUrl } from "../portal.ts";
import { staffWords } from "../words/staff.ts";

/** Meet the staff: whom the school wants families to know. */
export default function StaffPage() {
  const query = createQuery<{ staff: readonly StaffProfile[] }>(() => "/staff");
  return (
    <>
      <PageTitle class="mb-4 text-xl font-bold tracking-tight" title={staffWords().title} />
      <Switch>
        <Match when={query.data()}>
          {(data) => (
            <Show
              when={data().staff.length > 0}
              fallback={
                <EmptyState icon={UsersIcon} title={staffWords().empty}>
                  {staffWords().emptyHelp}
                </EmptyState>
              }
            >
              <ul class="grid gap-4 sm:grid-cols-2">
                <For each={data().staff}>{(person) => <Person person={person} />}</For>
              </ul>
            </Show>
          )}
        </Match>
        <Match when={query.error()}>
          {(error) => <ErrorState title={staffWords().failed} error={error()} onRetry={query.refetch} />}
        </Match>
        <Match when={query.pending()}>
          <SkeletonRegion label={staffWords().loading} class="late flex flex-col gap-4 py-6">
            <For each={[180, 320, 280]}>{(width) => <SkeletonText width={width} height={16} />}</For>
          </SkeletonRegion>
        </Match>
      </Switch>
    </>
  );
}

function Person(props: { person: StaffProfile }) {
  const initials = () =>
    props.person.name
      .split(" ")
      .map((word) => word.charAt(0))
      .slice(0, 2)
      .join("");
  return (
    <li class="flex gap-4 rounded-lg border border-line bg-sheet p-4 [overflow-wrap:anywhere]">
      <Show
        when={props.person.photoFileId}
        fallback={
          <span
            class="grid size-20 flex-none place-items-center rounded-full bg-accent-soft text-lg font-bold text-accent"
            aria-hidden="true"
          >
            {initials()}
          </span>
        }
      >
        {(fileId) => (
          <img
            src={pictureUrl(fileId())}
            alt=""
            loading="lazy"
            class="size-20 flex-none rounded-full bg-sunken object-cover"
          />
        )}
      </Show>
      <div class="min-w-0">
        <h2 class="text-md font-bold tracking-tight">{props.person.name}</h2>
        <Show when={props.person.title}>{(title) => <p class="text-ink-3">{title()}</p>}</Show>
        <Show when={props.person.bio}>{(bio) => <PlainText text={bio()} class="mt-2 text-ink-2" />}</Show>
      </div>
    </li>
  );
}
