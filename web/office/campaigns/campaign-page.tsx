import { Match, Switch } from "solid-js";
import type { CampaignPage as Page } from "../../../worker/domains/campaigns/shapes.ts";
import { createQuery } from "../../shared/query.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { RecordPlaceholder } from "../staff/record-placeholder.tsx";
import { CampaignEditor } from "./campaign-editor.tsx";
import { CampaignResult } from "./campaign-result.tsx";

/** One campaign: what it says until it is sent, what became of it from then on. */
export default function CampaignPage(props: { id: string }) {
  const page = createQuery<Page>(() => `/campaigns/${props.id}`);
  const isOpen = () => ["draft", "scheduled"].includes(page.data()?.state ?? "");
  return (
    <Switch>
      <Match when={isOpen() && page.data()}>
        {(data) => <CampaignEditor page={data()} onChanged={page.refetch} />}
      </Match>
      <Match when={page.data()}>{(data) => <CampaignResult page={data()} onChanged={page.refetch} />}</Match>
      <Match when={page.error()}>{(error) => <ErrorState error={error()} onRetry={page.refetch} />}</Match>
      <Match when={page.pending()}>
        <RecordPlaceholder label="this campaign" />
      </Match>
    </Switch>
  );
}
