import { For, Show } from "solid-js";
import type { MessagingSettingsPage } from "../../../../worker/domains/messaging-settings/schemas.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { Notice } from "../../../shared/ui/notice.tsx";
import { QueryStates } from "../query-states.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { HoursForm } from "./hours-form.tsx";
import { ProviderSection } from "./provider-section.tsx";
import { SnippetList } from "./snippet-list.tsx";

/** How the school texts: through whom, when, with what, and what it costs. */
export default function MessagingPage() {
  const page = createQuery<MessagingSettingsPage>(() => "/settings/messaging");
  return (
    <SettingsPage
      title="Messaging"
      intro="How you text families and staff: the number that texts come from, the hours in which they leave, and what they cost."
    >
      <QueryStates query={page} label="messaging">
        {(data) => (
          <div class="flex flex-col gap-8 pb-8">
            <ProviderSection page={data()} onChanged={page.refetch} />
            <Credits page={data()} />
            <SnippetList snippets={data().snippets} onChanged={page.refetch} />
            <HoursForm page={data()} />
          </div>
        )}
      </QueryStates>
    </SettingsPage>
  );
}

function Credits(props: { page: MessagingSettingsPage }) {
  const credits = () => props.page.credits;
  const price = () =>
    new Intl.NumberFormat(undefined, { style: "currency", currency: credits().currency }).format(
      credits().priceMicros / 1_000_000,
    );
  return (
    <section class="flex max-w-3xl flex-col gap-3 border-t border-line px-4 pt-5 sm:px-6">
      <h2 class="text-md font-bold tracking-tight">Message credits</h2>
      <Show when={credits().isLow}>
        <Notice tone="warn">
          Only {formats().number(credits().left)} credits are left. Ask whoever runs the service for more.
        </Notice>
      </Show>
      <p>
        <span class="text-lg font-bold tabular-nums">{formats().number(credits().left)}</span> left, at{" "}
        {price()} each. A text costs a credit for each segment, one with pictures three; what cannot be sent
        costs nothing.
      </p>
      <ul class="flex flex-col gap-1 text-sm text-ink-2">
        <For each={props.page.movements}>
          {(one) => (
            <li class="flex flex-wrap gap-x-3">
              <span class="tabular-nums">+{formats().number(one.credits)}</span>
              <span>{one.kind === "bought" ? "bought" : "given"}</span>
              <span class="text-ink-3">{formats().instant(one.at)}</span>
              <span>{one.reason}</span>
            </li>
          )}
        </For>
      </ul>
    </section>
  );
}
