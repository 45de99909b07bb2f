import { For, Show } from "solid-js";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { SearchIcon, UsersIcon, XIcon } from "../../shared/ui/icons.tsx";
import type { FamilySearch, SearchTerm } from "./family-search.ts";
import { ListActions } from "./list-actions.tsx";

const statusLabels: Record<string, string> = {
  active: "Active",
  inactive: "Inactive",
  suspended: "Suspended",
  review: "Needs review",
};

/** Everything that narrows the list, so that each can be dropped on its own. */
function termsOf(search: FamilySearch): SearchTerm[] {
  const terms = [...search.linkedTerms()];
  if (search.q()) terms.unshift({ param: "q", label: "Search", value: search.q() });
  const status = statusLabels[search.status()];
  if (status) terms.push({ param: "status", label: "Status", value: status });
  if (search.keyword()) terms.push({ param: "keyword", label: "Keyword", value: "" });
  return terms;
}

type NoFamiliesProps = {
  search: FamilySearch;
  looking: boolean;
  /** There may well be some, among more than are looked through. */
  tooMany: boolean;
};

/** `looking` while a narrowed search has come through its first pages without finding anybody. */
export function NoFamilies(props: NoFamiliesProps) {
  return (
    <Show when={props.search.isNarrowed()} fallback={<FirstUse />}>
      <Show
        when={!props.looking}
        fallback={<p class="late py-16 text-center text-ink-3">Looking further …</p>}
      >
        <NoMatch search={props.search} tooMany={props.tooMany} />
      </Show>
    </Show>
  );
}

function FirstUse() {
  return (
    <EmptyState icon={UsersIcon} title="No families yet" action={<ListActions />}>
      A family holds its guardians, its students and, later, what it owes. Bring them in from a file or write
      down the first one.
    </EmptyState>
  );
}

function NoMatch(props: { search: FamilySearch; tooMany: boolean }) {
  const terms = () => termsOf(props.search);
  const title = () => {
    if (props.tooMany) return "Too many families begin like this";
    const [only, ...others] = terms();
    if (others.length > 0) return "No family matches all of these";
    return only?.param === "status" || only?.param === "keyword"
      ? "No family matches this filter"
      : `No family matches “${only?.value}”`;
  };
  return (
    <EmptyState
      icon={SearchIcon}
      title={title()}
      action={
        <For each={terms()}>
          {(term) => (
            <Button icon={XIcon} onClick={() => props.search.drop(term.param)}>
              {dropLabel(term)}
            </Button>
          )}
        </For>
      }
    >
      <Show when={!props.tooMany} fallback="None of those looked through match all of it. Type more letters.">
        The beginning of a name, of an e-mail address or of a phone number is enough, of guardians and
        students alike. {terms().length > 1 ? "Search with one less:" : ""}
      </Show>
    </EmptyState>
  );
}

function dropLabel(term: SearchTerm): string {
  if (term.param === "q") return `Clear “${term.value}”`;
  return term.value
    ? `Drop ${term.label.toLowerCase()} “${term.value}”`
    : `Drop the ${term.label.toLowerCase()}`;
}
