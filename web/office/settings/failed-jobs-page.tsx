import { For, Show } from "solid-js";
import type { DeadLetter } from "../../../worker/domains/dead-letters/shapes.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { CircleCheckIcon, RefreshCwIcon } from "../../shared/ui/icons.tsx";
import { spelled } from "../audit/words.ts";
import { QueryStates } from "./query-states.tsx";
import { maySet, SettingsPage } from "./settings-page.tsx";

const path = "/dead-letters";

export default function FailedJobsPage() {
  const letters = createQuery<{ rows: DeadLetter[] }>(() => path);
  async function decide(letter: DeadLetter, decision: "retry" | "dismiss") {
    try {
      await api.post(`${path}/${letter.id}/${decision}`);
      showToast(decision === "retry" ? "It is tried again now" : "Given up", { tone: "good" });
      invalidate(path);
    } catch (cause) {
      showProblem(cause);
    }
  }
  return (
    <SettingsPage
      title="Failed jobs"
      intro="Work in the background that failed again and again, such as a mail that could not be sent. Nothing is lost: try it again once the cause is gone."
    >
      <QueryStates query={letters} label="failed jobs">
        {(data) => (
          <Show
            when={data().rows.length > 0}
            fallback={
              <EmptyState icon={CircleCheckIcon} title="Everything is done">
                What fails for good appears here, so that it is never lost in silence.
              </EmptyState>
            }
          >
            <ul class="max-w-4xl border-t border-line">
              <For each={data().rows}>
                {(letter) => (
                  <li class="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line px-4 py-3 sm:px-6">
                    <div class="min-w-48 flex-1">
                      <p class="font-semibold">{spelled(letter.what)}</p>
                      <p class="text-sm text-ink-3">
                        {formats().instant(letter.failedAt)} · tried {letter.attempts} times
                      </p>
                      <Show when={letter.error}>
                        <p class="mt-1 font-mono text-sm [overflow-wrap:anywhere] text-ink-2">
                          {letter.error}
                        </p>
                      </Show>
                    </div>
                    <Show when={maySet()}>
                      <div class="flex gap-2">
                        <Button
                          size="small"
                          icon={RefreshCwIcon}
                          onClick={() => void decide(letter, "retry")}
                        >
                          Try again
                        </Button>
                        <Button size="small" onClick={() => void decide(letter, "dismiss")}>
                          Give up
                        </Button>
                      </div>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </QueryStates>
    </SettingsPage>
  );
}
