import { createSignal, For, Show } from "solid-js";
import type { OwnSession } from "../../../worker/domains/family-logins/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { LogOutIcon } from "../../shared/ui/icons.tsx";
import { cardClass } from "../account/parts.tsx";
import { leave } from "../shell/leave.ts";
import { accessWords } from "../words/access.ts";
import { deviceName } from "./device-name.ts";
import { Section } from "./section.tsx";

export function Sessions(props: { sessions: readonly OwnSession[] }) {
  const words = accessWords;
  const [busy, setBusy] = createSignal(false);
  return (
    <Section title={words().sessions}>
      <ul class={`${cardClass} divide-y divide-line`}>
        <For each={props.sessions}>
          {(session) => (
            <li class="px-4 py-3">
              <p class="font-semibold">
                {deviceName(session.userAgent) ?? words().browser}
                <Show when={session.isThis}>
                  <span class="font-regular text-ink-2"> · {words().thisBrowser}</span>
                </Show>
              </p>
              <p class="text-sm text-ink-2">{words().lastSeen(formats().ago(session.lastSeenAt))}</p>
            </li>
          )}
        </For>
      </ul>
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          icon={LogOutIcon}
          busy={busy()}
          onClick={() => {
            setBusy(true);
            void leave(true).finally(() => setBusy(false));
          }}
        >
          {words().leaveAll}
        </Button>
        <p class="text-sm text-ink-2">{words().leaveAllHelp}</p>
      </div>
    </Section>
  );
}
