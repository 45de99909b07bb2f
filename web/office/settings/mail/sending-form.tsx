import { Show } from "solid-js";
import { campaignSettingsInput } from "../../../../worker/domains/campaigns/schemas.ts";
import type { CampaignSettings } from "../../../../worker/domains/campaigns/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announce } from "../../audit/announce.ts";
import { maySet } from "../settings-page.tsx";

const path = "/campaigns/settings";

/** How fast mail to many goes out, and whether it tells who read it. */
export function SendingForm() {
  const query = createQuery<CampaignSettings>(() => path);
  return (
    <Show when={query.data()} keyed>
      {(settings) => <Loaded settings={settings} />}
    </Show>
  );
}

function Loaded(props: { settings: CampaignSettings }) {
  const form = createForm({
    initial: { ...props.settings } as Record<string, unknown>,
    schema: {
      "~standard": {
        validate: (value: unknown) => {
          const typed = value as Record<string, unknown>;
          const numbers = { ...typed, mailsPerMinute: Number(typed.mailsPerMinute) };
          return campaignSettingsInput["~standard"].validate(numbers) as never;
        },
      },
    },
    send: (values: object, idempotencyKey) =>
      api.put<{ change: Committed | null }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => announce(change, path),
  });
  return (
    <form class="flex max-w-3xl flex-col gap-4" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <Checkbox
        field={form.field("isTracked")}
        label="Tell who opened news and offers, and which links they followed"
        description="Never for what people must be told."
      />
      <TextInput
        field={form.field("mailsPerMinute")}
        label="Mails a minute"
        description="A sender that suddenly writes to thousands is taken for a spammer."
        inputMode="numeric"
        class="max-w-40"
      />
      <Show when={maySet()}>
        <div>
          <Button type="submit" variant="primary" busy={form.submitting()}>
            Save
          </Button>
        </div>
      </Show>
    </form>
  );
}
