import { Show } from "solid-js";
import { CheckIcon, CircleAlertIcon, InfoIcon } from "../../shared/ui/icons.tsx";
import type { MappingNeeds } from "./mapping-rules.ts";

/** What is required, and what is worth having: said before anything is refused. */
export function Needs(props: { needs: MappingNeeds }) {
  return (
    <ul class="grid gap-x-6 gap-y-1 sm:grid-cols-2" aria-label="What an import needs">
      <Need has={props.needs.hasName} required>
        A name: the student's or a guardian's first name, or the family's name
      </Need>
      <Need has={props.needs.hasId}>An id of the family or student: the file can come again, corrected</Need>
      <Need has={props.needs.hasAddress}>
        An e-mail or phone: families that are here already are recognised by it
      </Need>
      <Need has={props.needs.hasBirthDate}>Birth dates: they tell students of one name apart</Need>
    </ul>
  );
}

function Need(props: { has: boolean; required?: boolean; children: string }) {
  const mark = () => {
    if (props.has) return <CheckIcon class="mt-0.5 text-good" label="Mapped:" />;
    return props.required ? (
      <CircleAlertIcon class="mt-0.5 text-bad" label="Required:" />
    ) : (
      <InfoIcon class="mt-0.5 text-ink-3" label="Not mapped:" />
    );
  };
  return (
    <li class="flex gap-2 text-ink-2">
      {mark()}
      <span>
        {props.children}
        <Show when={props.required && !props.has}>
          <span class="font-semibold text-bad"> Required.</span>
        </Show>
      </span>
    </li>
  );
}
