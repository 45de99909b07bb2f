import { useResolvedPath } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { PossibleDuplicate } from "../../../../worker/domains/families/shapes.ts";
import { ExternalLinkIcon, UsersIcon } from "../../../shared/ui/icons.tsx";

/** Below the field that another family also has. Screen readers hear it when it appears. */
export function DuplicateNote(props: { families: PossibleDuplicate[] | undefined; what: string }) {
  return (
    <div aria-live="polite" class="empty:hidden">
      <Show when={props.families?.length}>
        <ul class="flex flex-col gap-1 rounded-sm bg-warn-soft px-2.5 py-1.5 text-sm text-warn">
          <For each={props.families}>{(family) => <Found family={family} what={props.what} />}</For>
        </ul>
      </Show>
    </div>
  );
}

function Found(props: { family: PossibleDuplicate; what: string }) {
  const path = useResolvedPath(() => `/families/${props.family.familyId}`);
  return (
    <li class="flex items-start gap-2">
      <UsersIcon class="mt-0.5" />
      <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">
        The family{" "}
        <a
          href={path()}
          target="_blank"
          rel="noopener"
          class="inline-flex items-center gap-1 font-semibold underline underline-offset-3"
        >
          {props.family.familyName}
          <ExternalLinkIcon class="size-3.5" label="opens in a new tab" />
        </a>
        <Show when={props.family.guardianName}> ({props.family.guardianName})</Show> also has {props.what}.
      </span>
    </li>
  );
}
