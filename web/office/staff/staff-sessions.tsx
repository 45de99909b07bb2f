import { For, Show } from "solid-js";
import type { StaffPage } from "../../../worker/domains/staff/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { LogOutIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { announce } from "../audit/announce.ts";
import { deviceName } from "./device-name.ts";

/** Where somebody is signed in now. Ending a session takes effect with its next request. */
export function StaffSessions(props: { page: StaffPage; path: string }) {
  const mayEnd = () => can("staff", "full");
  async function end(sessionId?: string) {
    try {
      const body = sessionId === undefined ? {} : { sessionId };
      const { change } = await api.post<{ change: Committed | null }>(`${props.path}/sessions/end`, body);
      announce(change, "/staff");
    } catch (cause) {
      showProblem(cause);
    }
  }
  return (
    <div class="max-w-3xl px-4 py-5 sm:px-6">
      <Show
        when={props.page.sessions.length > 0}
        fallback={
          <EmptyState icon={LogOutIcon} title="Not signed in anywhere">
            Sessions end by themselves after an hour without use.
          </EmptyState>
        }
      >
        <ul>
          <For each={props.page.sessions}>
            {(session) => (
              <li class="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-3">
                <div class="min-w-0 flex-1">
                  <p class="font-semibold">
                    {deviceName(session.userAgent)}{" "}
                    <Show when={session.isCurrent}>
                      <Pill tone="accent">This one</Pill>
                    </Show>
                  </p>
                  <p class="text-sm text-ink-3">
                    Since {formats().instant(session.createdAt)} · last used{" "}
                    {formats().instant(session.lastSeenAt)}
                    <Show when={session.ip}>{(ip) => <>{` · from ${ip()}`}</>}</Show>
                  </p>
                </div>
                <Show when={mayEnd()}>
                  <Button size="small" onClick={() => void end(session.id)}>
                    Sign out
                  </Button>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Show when={mayEnd() && props.page.sessions.length > 1}>
          <div class="mt-4">
            <Button icon={LogOutIcon} onClick={() => void end()}>
              Sign out everywhere
            </Button>
          </div>
        </Show>
      </Show>
    </div>
  );
}
