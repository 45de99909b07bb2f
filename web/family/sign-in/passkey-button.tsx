import { createSignal, onCleanup, onMount, Show } from "solid-js";
import type { FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { toApiError } from "../../shared/api-error.ts";
import { Button } from "../../shared/ui/button.tsx";
import { LockIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { signInWords } from "../words/sign-in.ts";
import { enterWithPasskey, hasPasskeys, offersPasskeys, stopOffering, wasCancelled } from "./passkey.ts";

/** A passkey by a button, and in the browser's own list under the e-mail field. */
export function PasskeyButton(props: { onEntered: (me: FamilyMe) => void }) {
  const [busy, setBusy] = createSignal(false);
  const [problem, setProblem] = createSignal<string>();
  let isOffering = false;
  let isChosen = false;
  const isFirst = () => {
    const first = !isChosen;
    isChosen = true;
    return first;
  };

  async function enter(offered: boolean) {
    setProblem(undefined);
    try {
      const me = await enterWithPasskey(offered, isFirst);
      if (me) props.onEntered(me);
    } catch (cause) {
      isChosen = false;
      if (!wasCancelled(cause)) setProblem(toApiError(cause).problem.title);
    }
  }

  onMount(async () => {
    isOffering = await offersPasskeys().catch(() => false);
    if (isOffering) void enter(true);
  });
  onCleanup(() => {
    if (isOffering) void stopOffering();
  });

  return (
    <Show when={hasPasskeys()}>
      <Show when={problem()}>{(text) => <Notice tone="bad">{text()}</Notice>}</Show>
      <Button
        size="large"
        icon={LockIcon}
        busy={busy()}
        onClick={() => {
          setBusy(true);
          void enter(false).finally(() => setBusy(false));
        }}
      >
        {signInWords().passkey}
      </Button>
    </Show>
  );
}
