import { For, Show } from "solid-js";
import type { RightReport } from "../../../worker/domains/staff/schemas.ts";
import { CircleAlertIcon, CircleCheckIcon, LockIcon } from "../../shared/ui/icons.tsx";

const icons = {
  grant: CircleCheckIcon,
  admin: CircleCheckIcon,
  none: CircleAlertIcon,
  plan: LockIcon,
  enterprise: LockIcon,
  person: LockIcon,
} as const;

/** Why somebody can or cannot: one sentence, then the chain that leads to it. */
export function RightReasons(props: { id: string; report: RightReport }) {
  return (
    <div id={props.id} class="mt-2 rounded-sm bg-sunken px-3 py-2.5">
      <p class="font-medium">{props.report.sentence}</p>
      <ol class="mt-1.5 flex flex-col gap-1 text-sm text-ink-2">
        <For each={props.report.reasons}>
          {(reason) => {
            const Icon = icons[reason.kind];
            return (
              <li class="flex items-start gap-2">
                <Icon
                  class={`mt-0.5 ${reason.kind === "grant" || reason.kind === "admin" ? "text-good" : "text-ink-3"}`}
                />
                {reason.text}
              </li>
            );
          }}
        </For>
      </ol>
      <Show when={props.report.places.length > 0}>
        <p class="mt-1.5 text-sm text-ink-2">
          {props.report.places
            .map((place) => `${place.name}: ${place.level === "none" ? "no access" : place.level}`)
            .join(" · ")}
        </p>
      </Show>
      <p class="mt-1.5 text-sm text-ink-3">
        The most generous grant counts; the plan and your enterprise can only take away.
      </p>
    </div>
  );
}
