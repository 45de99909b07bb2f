import { For, Show } from "solid-js";
import type {
  NotificationChoice,
  NotificationChoices,
} from "../../../worker/domains/notification-choices/schemas.ts";
import { api } from "../../shared/api.ts";
import { createQuery, patchQuery, setQuery } from "../../shared/query.ts";
import { showProblem } from "../../shared/toasts.ts";
import { notificationWords } from "../words/notifications.ts";
import { AccountPage, Answer, cardClass } from "./parts.tsx";
import { ThisDevice } from "./this-device.tsx";

const PATH = "/notifications";

/** What the guardian who is signed in is told of, and how; each switch takes effect at once. */
export default function NotificationsPage() {
  const words = notificationWords;
  const own = createQuery<NotificationChoices>(() => PATH);
  async function choose(choice: NotificationChoice, isOn: boolean) {
    const { topic, channel } = choice;
    const takeBack = patchQuery<NotificationChoices>(PATH, ({ choices }) => ({
      choices: choices.map((one) =>
        one.topic === topic && one.channel === channel ? { ...one, isOn } : one,
      ),
    }));
    try {
      const body = { choices: [{ topic, channel, isOn }] };
      setQuery(PATH, await api.put<NotificationChoices>(PATH, body));
    } catch (cause) {
      takeBack();
      showProblem(cause, words().failed);
    }
  }
  return (
    <AccountPage title={words().title} lead={words().lead}>
      <Answer query={own} label={words().loading}>
        {(data) => (
          <div class={`${cardClass} divide-y divide-line`}>
            <For each={[...Map.groupBy(data().choices, ({ topic }) => topic)]}>
              {([topic, choices]) => (
                <fieldset class="p-4">
                  <legend class="contents">
                    <span class="font-semibold">{words().topics[topic]}</span>
                  </legend>
                  <div class="mt-1 flex flex-wrap gap-x-6">
                    <For each={choices}>
                      {(choice) => (
                        <label class="flex min-h-11 items-center gap-2.5">
                          <input
                            type="checkbox"
                            role="switch"
                            class="switch"
                            checked={choice.isOn}
                            aria-checked={choice.isOn}
                            disabled={choice.isFixed}
                            onChange={(event) => void choose(choice, event.currentTarget.checked)}
                          />
                          <span>
                            {words().channels[choice.channel]}
                            <Show when={choice.isFixed}>
                              <span class="block text-sm text-ink-3">{words().always}</span>
                            </Show>
                          </span>
                        </label>
                      )}
                    </For>
                  </div>
                </fieldset>
              )}
            </For>
          </div>
        )}
      </Answer>
      <ThisDevice />
      <p class="text-sm text-ink-3">{words().later}</p>
    </AccountPage>
  );
}
