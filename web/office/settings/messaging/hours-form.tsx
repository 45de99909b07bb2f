import { For, Show, untrack } from "solid-js";
import {
  type MessagingSettings,
  type MessagingSettingsPage,
  updateMessagingInput,
} from "../../../../worker/domains/messaging-settings/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { followRecord } from "../../../shared/follow-record.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { LeaveGuard } from "../../../shared/ui/leave-guard.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announce } from "../../audit/announce.ts";
import { SaveBar } from "../save-bar.tsx";
import { maySet } from "../settings-page.tsx";
import { numeric } from "./numeric.ts";
import { RefillFields } from "./refill-fields.tsx";
import { WordsAround } from "./words-around.tsx";

export type MessagingValues = MessagingSettings & { version: number };

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const halfHours = Array.from({ length: 49 }, (_, i) => i * 30);
const clocks = () =>
  halfHours.map((minute) => ({
    value: String(minute),
    label: minute === 1440 ? "Midnight" : formats().clock(minute),
  }));

/** When texts leave, when somebody is there, and what happens by itself. */
export function HoursForm(props: { page: MessagingSettingsPage }) {
  const form = createForm<MessagingValues, MessagingValues, { change: Committed | null }>({
    initial: untrack(() => ({ ...props.page.settings, version: props.page.version })),
    schema: updateMessagingInput,
    send: (values, idempotencyKey) => api.put("/settings/messaging", values, { idempotencyKey }),
    onSaved: ({ change }) => announce(change, "/settings/messaging", "/messenger"),
  });
  followRecord(
    form,
    () => props.page.version,
    () => ({ ...props.page.settings, version: props.page.version }),
  );
  const hoursOf = (i: number) => form.field(`businessHours.${i}`).value();
  return (
    <form id={form.id} noValidate onSubmit={form.submit}>
      <LeaveGuard dirty={form.dirty()} what="Messaging" />
      <div class="max-w-3xl px-4 sm:px-6">
        <ErrorSummary form={form} />
      </div>
      <fieldset
        class="flex max-w-3xl flex-col gap-4 border-t border-line px-4 pt-5 sm:px-6"
        disabled={!maySet()}
      >
        <legend class="sr-only">Messaging</legend>
        <h2 class="text-md font-bold tracking-tight">Sending hours</h2>
        <p class="text-sm text-ink-3">What is written outside of them waits until the next morning.</p>
        <div class="grid gap-4 sm:grid-cols-2">
          <Select field={numeric(form.field("sendsFrom"))} label="Texts leave from" options={clocks()} />
          <Select field={numeric(form.field("sendsUntil"))} label="until" options={clocks()} />
        </div>
        <h2 class="pt-4 text-md font-bold tracking-tight">When you are there</h2>
        <ul class="flex flex-col gap-2">
          <For each={days}>
            {(day, i) => (
              <li class="grid grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)] items-center gap-3">
                <Checkbox
                  label={day}
                  field={{
                    ...form.field(`businessHours.${i()}`),
                    value: () => hoursOf(i()) !== null,
                    set: (isOpen) =>
                      form.set(`businessHours.${i()}`, isOpen ? { opens: 540, closes: 1200 } : null),
                  }}
                />
                <Show when={hoursOf(i()) !== null} fallback={<span class="text-ink-3">Closed</span>}>
                  <Select
                    field={numeric(form.field(`businessHours.${i()}.opens`))}
                    label={`${day} from`}
                    hideLabel
                    options={clocks()}
                  />
                  <Select
                    field={numeric(form.field(`businessHours.${i()}.closes`))}
                    label={`${day} until`}
                    hideLabel
                    options={clocks()}
                  />
                </Show>
              </li>
            )}
          </For>
        </ul>
        <Checkbox field={form.field("repliesWhenClosed")} label="Answer by itself when you are closed" />
        <Show when={form.field("repliesWhenClosed").value() === true}>
          <TextArea field={form.field("closedReply")} label="The answer" maxLength={160} />
        </Show>
        <h2 class="pt-4 text-md font-bold tracking-tight">Housekeeping</h2>
        <Select
          field={numeric(form.field("closesAfterDays"))}
          label="Close a conversation by itself"
          options={[
            { value: "0", label: "Never" },
            ...[3, 7, 14, 30, 60].map((count) => ({
              value: String(count),
              label: `After ${count} quiet days`,
            })),
          ]}
        />
        <WordsAround form={form} />
        <RefillFields form={form} page={props.page} />
      </fieldset>
      <SaveBar form={form} />
    </form>
  );
}
