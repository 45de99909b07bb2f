import { useResolvedPath } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { PossibleDuplicate } from "../../../../worker/domains/families/shapes.ts";
import { ExternalLinkIcon, UsersIcon } from "../../../shared/ui/icons.tsx";

const shares: Record<PossibleDuplicate["reasons"][number], string> = {
  email: "the same e-mail",
  phone: "the same phone",
  student: "a student of the same name and birth date",
};

export const sharedFacts = (family: PossibleDuplicate) =>
  new Intl.ListFormat("en").format(family.reasons.map((reason) => shares[reason]));

/** Before saving: who may be this family already. */
export function DuplicateFamilies(props: { families: PossibleDuplicate[] }) {
  return (
    <Show when={props.families.length > 0}>
      <section
        class="flex gap-2.5 rounded-sm bg-warn-soft px-3 py-2.5 text-warn"
        aria-label="Possible duplicates"
      >
        <UsersIcon class="mt-0.5" />
        <div class="min-w-0">
          <p class="font-semibold">This family may be here already</p>
          <ul>
            <For each={props.families}>{(family) => <Found family={family} />}</For>
          </ul>
        </div>
      </section>
    </Show>
  );
}

function Found(props: { family: PossibleDuplicate }) {
  const path = useResolvedPath(() => `/families/${props.family.familyId}`);
  return (
    <li class="[overflow-wrap:anywhere]">
      <a href={path()} target="_blank" rel="noopener" class="font-semibold underline underline-offset-3">
        {props.family.familyName} <ExternalLinkIcon class="inline size-3.5" label="opens in a new tab" />
      </a>{" "}
      has {sharedFacts(props.family)}.
    </li>
  );
}
