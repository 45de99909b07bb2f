import { useSearchParams } from "@solidjs/router";
import { For, Match, Show, Switch } from "solid-js";
import type { Found, FoundClass } from "../../../worker/domains/catalogue/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { SearchIcon, UsersIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { classesWords } from "../words/classes.ts";
import { finderWords } from "../words/finder.ts";
import { language } from "../words/language.ts";
import { ClassCard } from "./class-card.tsx";
import { CardSkeletons } from "./classes-page.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { chipsOf, type Filters, useFilters } from "./filters.ts";
import { keepScroll } from "./kept-scroll.ts";
import { SiblingMatches } from "./sibling-matches.tsx";
import { WhyNotList } from "./why-not-list.tsx";

const FRESH_MS = 10_000;

/** What fits the children that were chosen, the best first. */
export function FinderResults(props: { students: string }) {
  const [, setParams] = useSearchParams();
  const filters = useFilters();
  const found = createQuery<Found>(() => filters.path("/finder", { students: props.students }), {
    keepPrevious: true,
    staleMs: FRESH_MS,
  });
  const rows = stableRows(() => found.data()?.classes ?? [], "id");
  const names = (data: Found) =>
    new Intl.ListFormat(language(), { type: "conjunction" }).format(
      data.children.map(({ firstName }) => firstName),
    );
  keepScroll();
  return (
    <div class="mt-1 flex flex-col gap-4">
      <p class="flex min-h-11 flex-wrap items-center gap-x-3 text-ink-2">
        <Show when={found.data()}>
          {(data) => (
            <>
              {finderWords().for(names(data()))}
              <button
                type="button"
                class="link min-h-11 px-1"
                onClick={() => setParams({ students: undefined, for: props.students })}
              >
                {finderWords().change}
              </button>
            </>
          )}
        </Show>
      </p>
      <FilterBar
        filters={filters}
        options={found.data()?.options}
        found={found.data()?.classes.length}
        without={["age", "gender"]}
      />
      <p class="text-ink-2 empty:hidden" role="status">
        {found.data()?.classes.length ? finderWords().count(found.data()!.classes.length) : undefined}
      </p>
      <Switch>
        <Match when={found.data() === undefined && found.error()}>
          {(error) => <ErrorState error={error()} title={finderWords().failed} onRetry={found.refetch} />}
        </Match>
        <Match when={found.pending()}>
          <CardSkeletons />
        </Match>
        <Match when={found.data()}>
          {(data) => (
            <>
              <SiblingMatches found={data()} />
              <Show when={data().classes.length > 0} fallback={<Nothing filters={filters} found={data()} />}>
                <ul class="grid gap-3 sm:grid-cols-2 sm:gap-4" aria-label={classesWords().classes}>
                  <For each={rows()}>
                    {(row) => (
                      <li>
                        <ClassCard shown={row} options={data().options}>
                          <Fit row={row} found={data()} />
                        </ClassCard>
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
              <WhyNotList found={data()} />
            </>
          )}
        </Match>
      </Switch>
    </div>
  );
}

/** Whom a class fits, where there are several children, and how it lies to their level. */
function Fit(props: { row: FoundClass; found: Found }) {
  const names = () =>
    props.found.children.filter(({ id }) => props.row.fits.includes(id)).map(({ firstName }) => firstName);
  const level = () => ({ same: finderWords().same, next: finderWords().next, other: "" })[props.row.levelFit];
  return (
    <Show when={level() || props.found.children.length > 1}>
      <p class="flex flex-wrap gap-1.5">
        <Show when={props.found.children.length > 1}>
          <For each={names()}>{(name) => <Pill tone="accent">{name}</Pill>}</For>
        </Show>
        <Show when={level()}>
          <Pill tone="good">{level()}</Pill>
        </Show>
      </p>
    </Show>
  );
}

function Nothing(props: { filters: Filters; found: Found }) {
  const isNarrowed = () =>
    chipsOf(props.filters, props.found.options).length > 0 || props.filters.one("q") !== "";
  return (
    <EmptyState
      icon={isNarrowed() ? SearchIcon : UsersIcon}
      title={finderWords().noneTitle}
      action={
        <Show
          when={isNarrowed()}
          fallback={
            <ButtonLink variant="primary" href="/classes">
              {finderWords().allClasses}
            </ButtonLink>
          }
        >
          <Button variant="primary" onClick={() => props.filters.clear()}>
            {classesWords().clearAll}
          </Button>
        </Show>
      }
    >
      {isNarrowed() ? finderWords().noneFilters : finderWords().noneAge}
    </EmptyState>
  );
}
