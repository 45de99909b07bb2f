import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { PortalCheck } from "../../../../worker/domains/portal-settings/schemas.ts";
import { Pill, type PillTone } from "../../../shared/ui/pill.tsx";

const weights: Record<PortalCheck["weight"], { label: string; tone: PillTone }> = {
  blocks: { label: "Stops families", tone: "bad" },
  notice: { label: "Confuses families", tone: "warn" },
  hint: { label: "Good to know", tone: "plain" },
};

/** What of the settings families would stumble over, with the way to change it. */
export function PortalChecks(props: { checks: readonly PortalCheck[] }) {
  return (
    <section class="mx-4 mb-6 max-w-3xl sm:mx-6" aria-labelledby="portal-checks">
      <h2 id="portal-checks" class="text-md font-bold tracking-tight">
        Check-up
      </h2>
      <Show
        when={props.checks.length > 0}
        fallback={
          <p class="mt-1 text-ink-2">
            Nothing here stands in a family's way. This is checked at every visit.
          </p>
        }
      >
        <ul class="mt-2 divide-y divide-line rounded-md border border-line bg-sheet">
          <For each={props.checks}>
            {(check) => (
              <li class="flex flex-wrap items-start gap-x-3 gap-y-1 px-3 py-2.5">
                <span class="sm:w-36">
                  <Pill tone={weights[check.weight].tone}>{weights[check.weight].label}</Pill>
                </span>
                <div class="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
                  <p>{check.text}</p>
                  <Fix check={check} />
                </div>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

/** A field of this page takes the focus; anything else is a page of its own. */
function Fix(props: { check: PortalCheck }) {
  const field = () => (props.check.href.startsWith("#") ? props.check.href.slice(1) : undefined);
  return (
    <Show
      when={field()}
      fallback={
        <A class="link inline-flex items-center pointer-coarse:min-h-11" href={props.check.href}>
          {props.check.action}
        </A>
      }
    >
      {(name) => (
        <button
          type="button"
          class="link pointer-coarse:min-h-11"
          onClick={() => document.querySelector<HTMLElement>(`[name="${name()}"]`)?.focus()}
        >
          {props.check.action}
        </button>
      )}
    </Show>
  );
}
