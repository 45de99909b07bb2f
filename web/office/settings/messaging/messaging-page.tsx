import type { MessagingSettingsPage } from "../../../../worker/domains/messaging-settings/schemas.ts";
import { createQuery } from "../../../shared/query.ts";
import { QueryStates } from "../query-states.tsx";
import { SettingsPage } from "../settings-page.tsx";
import { Credits } from "./credits.tsx";
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
