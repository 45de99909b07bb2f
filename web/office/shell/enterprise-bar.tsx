import { createSignal, Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { me } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { ArrowLeftIcon, KeyRoundIcon } from "../../shared/ui/icons.tsx";
import { Spinner } from "../../shared/ui/spinner.tsx";
import { enterprisePortal } from "../account/account.ts";

/** On every page while somebody is here through the enterprise portal: who they are to this account, and the way back. */
export function EnterpriseBar() {
  const [leaving, setLeaving] = createSignal(false);

  /** The way back ends the session here; both audit logs tell of it. */
  async function leave() {
    setLeaving(true);
    try {
      await api.delete("/session");
      location.assign(enterprisePortal);
    } catch (cause) {
      setLeaving(false);
      showProblem(cause, "Could not leave the account");
    }
  }

  return (
    <Show when={me()?.enterprise}>
      {(enterprise) => (
        <aside
          aria-label="Enterprise portal"
          class="flex min-h-9 items-center gap-x-2 bg-[oklch(0.52_0.19_25)] py-0.5 pr-1 pl-3 text-sm text-[oklch(1_0_0)] sm:pr-3 sm:pl-4"
        >
          <KeyRoundIcon />
          <p class="min-w-0 flex-1 truncate">
            <span class="max-sm:sr-only">Logged in from the enterprise portal as </span>
            <strong class="font-semibold">{me()?.actor.name.replace(/ \(enterprise, .*\)$/, "")}</strong>
            <span> · {enterprise().groupName}</span>
          </p>
          <button
            type="button"
            class="hit inline-flex h-8 flex-none items-center gap-1.5 rounded-sm px-2 font-medium underline-offset-3 hover:underline focus-visible:outline-[oklch(1_0_0)] pointer-coarse:h-11"
            disabled={leaving()}
            onClick={() => void leave()}
          >
            {leaving() ? <Spinner /> : <ArrowLeftIcon />}
            <span class="sm:hidden">Back</span>
            <span class="max-sm:hidden">Back to the enterprise portal</span>
          </button>
        </aside>
      )}
    </Show>
  );
}
