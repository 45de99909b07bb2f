import { For, Match, Show, Switch } from "solid-js";
import type { Catalogue } from "../../../worker/domains/catalogue/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { CalendarIcon, SearchIcon, SparklesIcon, XIcon } from "../../shared/ui/icons.tsx";
import { PageTitle } from "../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { school } from "../portal.ts";
import { classesWords } from "../words/classes.ts";
import { ClassCard } from "./class-card.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { ageLabel, chipsOf, type Filters, useFilters } from "./filters.ts";
import { keepScroll } from "./kept-scroll.ts";

const FRESH_MS = 10_000;

/** Every class that families can book, narrowed as they like. */
export function ClassesPage() {
  const filters = useFilters();
  const catalogue = createQuery<Catalogue>(() => filters.path("/classes"), {
    keepPrevious: true,
    staleMs: FRESH_MS,
  });
  const rows = stableRows(() => catalogue.data()?.classes ?? [], "id");
  keepScroll();
  return (
    <>
      <div class="mb-4 flex flex-wrap items-center justify-between gap-3">
        <PageTitle class="text-xl font-bold tracking-tight" title={classesWords().classes} />
        <Show when={school().settings.showsFinder}>
          <ButtonLink href="/find" icon={SparklesIcon}>
            {classesWords().finder}
          </ButtonLink>
        </Show>
      </div>
      <FilterBar
        filters={filters}
        options={catalogue.data()?.options}
        found={catalogue.data()?.classes.length}
      />
      <p class="mt-3 mb-3 min-h-6 text-ink-2" role="status">
        <Show when={catalogue.data()}>
          {(found) => <>{classesWords().count(found().classes.length, found().total)}</>}
        </Show>
      </p>
      <Switch>
        <Match when={catalogue.data() === undefined && catalogue.error()?.status === 400}>
          <EmptyState
            icon={SearchIcon}
            title={classesWords().noMatchTitle}
            action={
              <Button variant="primary" onClick={() => filters.clear()}>
                {classesWords().clearAll}
              </Button>
            }
          >
            {classesWords().badFilters}
          </EmptyState>
        </Match>
        <Match when={catalogue.data() === undefined && catalogue.error()}>
          {(error) => (
            <ErrorState error={error()} title={classesWords().failed} onRetry={catalogue.refetch} />
          )}
        </Match>
        <Match when={catalogue.pending()}>
          <CardSkeletons />
        </Match>
        <Match when={catalogue.data()}>
          {(found) => (
            <Show when={found().classes.length > 0} fallback={<Nothing filters={filters} found={found()} />}>
              <ul class="grid gap-3 sm:grid-cols-2 sm:gap-4" aria-label={classesWords().classes}>
                <For each={rows()}>
                  {(row) => (
                    <li>
                      <ClassCard shown={row} options={found().options} />
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          )}
        </Match>
      </Switch>
    </>
  );
}

/** What was looked for and did not exist, and how to see more. */
function Nothing(props: { filters: Filters; found: Catalogue }) {
  const chips = () => chipsOf(props.filters, props.found.options);
  const age = () => props.filters.one("age");
  return (
    <Show
      when={props.found.total > 0}
      fallback={
        <EmptyState icon={CalendarIcon} title={classesWords().noneTitle}>
          {classesWords().noneHelp}
        </EmptyState>
      }
    >
      <EmptyState
        icon={SearchIcon}
        title={classesWords().noMatchTitle}
        action={
          <>
            <For each={chips()}>
              {(chip) => (
                <Button icon={XIcon} onClick={() => props.filters.remove(chip)}>
                  {chip.label}
                </Button>
              )}
            </For>
            <Button variant="primary" onClick={() => props.filters.clear()}>
              {classesWords().clearAll}
            </Button>
          </>
        }
      >
        {age() ? classesWords().noMatchAge(ageLabel(Number(age()))) : classesWords().noMatchHelp}
      </EmptyState>
    </Show>
  );
}

export function CardSkeletons() {
  return (
    <SkeletonRegion label={classesWords().loading} class="late grid gap-3 sm:grid-cols-2 sm:gap-4">
      <For each={[180, 140, 200, 160]}>
        {(width) => (
          <div class="flex min-h-44 flex-col gap-4 rounded-lg border border-line bg-sheet p-4">
            <SkeletonText width={width} height={16} />
            <SkeletonText width={width + 40} />
            <SkeletonText width={width - 20} />
          </div>
        )}
      </For>
    </SkeletonRegion>
  );
}
