import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Onboarding, OnboardingList } from "../../../worker/enterprise/onboarding/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { Pill, type PillTone } from "../../shared/ui/pill.tsx";

const looks: Record<Onboarding["state"], { label: string; tone: PillTone }> = {
  running: { label: "Under way", tone: "accent" },
  done: { label: "Done", tone: "good" },
  failed: { label: "Stopped", tone: "bad" },
};

/** What was begun before, also by others, and how far it is. */
export function RecentOnboardings() {
  const query = createQuery<OnboardingList>(() => "/onboardings");
  return (
    <Show when={query.data()?.onboardings.length}>
      <section class="mt-8">
        <h2 class="pb-1.5 font-bold tracking-tight">Set up lately</h2>
        <ul class="border-t border-line">
          <For each={query.data()?.onboardings}>
            {(one) => (
              <li class="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2.5">
                <A class="link font-semibold" href={`/onboarding/${one.id}`}>
                  {one.name}
                </A>
                <span class="flex-1 text-sm text-ink-3">{formats().instant(one.createdAt)}</span>
                <Pill tone={looks[one.state].tone}>{looks[one.state].label}</Pill>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}
