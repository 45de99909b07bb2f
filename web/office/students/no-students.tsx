import { For, Show } from "solid-js";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { GraduationCapIcon, SearchIcon, XIcon } from "../../shared/ui/icons.tsx";
import { genders } from "./student-columns.tsx";
import { ageText, type StudentSearch } from "./student-search.ts";

type Term = { param: string; label: string };

function termsOf(search: StudentSearch): Term[] {
  const terms: Term[] = [];
  const age = ageText(search);
  if (search.q()) terms.push({ param: "q", label: `Clear “${search.q()}”` });
  if (search.status()) terms.push({ param: "status", label: `Drop status “${search.status()}”` });
  if (search.gender()) terms.push({ param: "gender", label: `Drop gender “${genders[search.gender()]}”` });
  if (age) terms.push({ param: "age", label: `Drop age “${age}”` });
  return terms;
}

/** `looking` while a narrowed search has come through its first pages without finding anybody. */
export function NoStudents(props: { search: StudentSearch; looking: boolean }) {
  const terms = () => termsOf(props.search);
  return (
    <Show when={terms().length > 0} fallback={<FirstUse />}>
      <Show
        when={!props.looking}
        fallback={<p class="late py-16 text-center text-ink-3">Looking further …</p>}
      >
        <EmptyState
          icon={SearchIcon}
          title={
            terms().length === 1 && props.search.q()
              ? `No student matches “${props.search.q()}”`
              : "No student matches all of these"
          }
          action={
            <For each={terms()}>
              {(term) => (
                <Button icon={XIcon} onClick={() => props.search.drop(term.param)}>
                  {term.label}
                </Button>
              )}
            </For>
          }
        >
          The beginning of a first, preferred or last name is enough.{" "}
          {terms().length > 1 ? "Search with one less:" : "Phones and e-mails are found in Families."}
        </EmptyState>
      </Show>
    </Show>
  );
}

function FirstUse() {
  return (
    <EmptyState
      icon={GraduationCapIcon}
      title="No students yet"
      action={
        <Show when={can("families", "full")}>
          <ButtonLink href="/families/new" variant="primary">
            New family
          </ButtonLink>
          <ButtonLink href="/families">Go to Families</ButtonLink>
        </Show>
      }
    >
      A student belongs to a family and is added there: with a new family, or on the page of one that exists.
    </EmptyState>
  );
}
