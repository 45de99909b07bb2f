import { useParams } from "@solidjs/router";
import { lazy, Show } from "solid-js";

const CampaignsPage = lazy(() => import("./campaigns-page.tsx"));
const CampaignPage = lazy(() => import("./campaign-page.tsx"));

/** Everything that is written to many: the lists, and one of them. */
export default function CampaignsRoom() {
  const params = useParams<{ rest?: string }>();
  return (
    <Show when={params.rest} fallback={<CampaignsPage />} keyed>
      {(id) => <CampaignPage id={id} />}
    </Show>
  );
}
