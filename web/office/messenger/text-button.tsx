import { useNavigate } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { can } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { MessageIcon } from "../../shared/ui/icons.tsx";
import { beginWith } from "./messenger-calls.ts";

/** Leads from a record to the conversation with it. */
export function TextButton(props: { whom: { familyId: string } | { staffId: string } }) {
  const navigate = useNavigate();
  const [isBusy, setBusy] = createSignal(false);
  async function begin() {
    setBusy(true);
    const id = await beginWith(props.whom);
    setBusy(false);
    if (id) navigate(`/messenger/${id}`);
  }
  return (
    <Show when={can("sms_logs") && can("mass_text", "full")}>
      <Button icon={MessageIcon} busy={isBusy()} onClick={() => void begin()}>
        Text
      </Button>
    </Show>
  );
}
