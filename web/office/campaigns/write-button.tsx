import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import type { AudienceList } from "../../../worker/domains/campaigns/schemas.ts";
import { can } from "../../shared/session.ts";
import type { Selection } from "../../shared/table/selection.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";

type WriteButtonProps = {
  list: AudienceList;
  filter: () => Readonly<Record<string, string | number | undefined>>;
  /** Left out: everybody the filter leaves. */
  selection?: Selection;
};

/** To a mail, a text or a push message to the ticked rows, or to all that the list shows. */
export function WriteButton(props: WriteButtonProps) {
  const navigate = useNavigate();
  const [busy, setBusy] = createSignal(false);
  const begin = async () => {
    setBusy(true);
    try {
      const { beginCampaign } = await import("./begin-campaign.ts");
      const target = props.selection?.target() ?? null;
      navigate(await beginCampaign({ list: props.list, filter: props.filter(), target }));
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Show when={can("campaigns", "full") || can("mass_text", "full")}>
      <Button size="small" busy={busy()} onClick={() => void begin()}>
        {props.selection ? "Write…" : "Write to all…"}
      </Button>
    </Show>
  );
}
