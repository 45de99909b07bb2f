import { Show } from "solid-js";
import { FilterChip } from "../../shared/ui/filter-chip.tsx";
import { useParam } from "../../shared/url-state.ts";

const kinds: Record<string, string> = {
  fam: "family",
  stf: "staff member",
  grp: "group",
  loc: "location",
  lit: "list entry",
  kwd: "keyword",
  cfd: "custom field",
};

/** Set by links from a record's own page; here it can only be taken away. */
export function SubjectFilter() {
  const [subject, setSubject] = useParam("subject");
  return (
    <Show when={subject()}>
      {(id) => (
        <FilterChip label="One record" onRemove={() => setSubject(undefined)}>
          <span class="pl-3">One {kinds[id().slice(0, 3)] ?? "record"}</span>
        </FilterChip>
      )}
    </Show>
  );
}
