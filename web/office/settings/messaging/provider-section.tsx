import { Show } from "solid-js";
import {
  type ConnectTextsInput,
  connectTextsInput,
  type MessagingSettingsPage,
} from "../../../../worker/domains/messaging-settings/schemas.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { maySet } from "../settings-page.tsx";

type ProviderSectionProps = { page: MessagingSettingsPage; onChanged: () => void };

const names = { twilio: "Twilio", simulator: "Simulated phones" } as const;

/** Through whom texts leave; the token never comes back. */
export function ProviderSection(props: ProviderSectionProps) {
  async function disconnect() {
    try {
      await api.delete("/settings/messaging/provider");
      showToast("Disconnected. Nothing is texted from now on.");
    } catch (cause) {
      showProblem(cause);
    }
    props.onChanged();
  }
  return (
    <section class="flex max-w-xl flex-col gap-4 px-4 sm:px-6">
      <h2 class="text-md font-bold tracking-tight">Number and provider</h2>
      <Show
        when={props.page.connected}
        fallback={<p class="text-ink-2">No provider is connected: texts cannot leave.</p>}
      >
        {(connected) => (
          <div class="flex flex-col items-start gap-2">
            <p>
              <strong>{names[connected().kind]}</strong>
              {", "}
              {connected().fromNumber
                ? `from ${formats().phone(connected().fromNumber ?? "")}`
                : `service ${connected().messagingService}`}
            </p>
            <p class="text-sm text-ink-3 [overflow-wrap:anywhere]">
              Account {connected().providerAccount}. The token is sealed and is never shown again.
            </p>
            <Show when={maySet()}>
              <Button size="small" onClick={() => void disconnect()}>
                Disconnect
              </Button>
            </Show>
          </div>
        )}
      </Show>
      <Show when={maySet()}>
        <ConnectForm page={props.page} onChanged={props.onChanged} />
      </Show>
    </section>
  );
}

type Typed = Record<keyof ConnectTextsInput, string>;

function ConnectForm(props: ProviderSectionProps) {
  const form = createForm<Typed, ConnectTextsInput>({
    initial: {
      kind: props.page.kinds[0] ?? "twilio",
      providerAccount: "",
      authToken: "",
      messagingService: "",
      fromNumber: "",
    },
    schema: {
      "~standard": {
        validate: (typed) => {
          const { messagingService, fromNumber, ...rest } = typed as Typed;
          const input = {
            ...rest,
            messagingService: messagingService || null,
            fromNumber: fromNumber || null,
          };
          return connectTextsInput["~standard"].validate(input) as { value: ConnectTextsInput };
        },
      },
    },
    send: (input, idempotencyKey) => api.post("/settings/messaging/provider", input, { idempotencyKey }),
    onSaved: () => {
      showToast("The number is connected", { tone: "good" });
      form.set("authToken", "");
      props.onChanged();
    },
  });
  return (
    <details class="rounded-sm border border-line px-4 py-3">
      <summary class="cursor-pointer font-semibold">
        {props.page.connected ? "Connect another account" : "Connect an account"}
      </summary>
      <form id={form.id} class="flex flex-col gap-4 pt-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Select
          field={form.field("kind")}
          label="Provider"
          options={props.page.kinds.map((value) => ({ value, label: names[value] }))}
        />
        <TextInput field={form.field("providerAccount")} label="Account" autocomplete="off" />
        <TextInput
          field={form.field("authToken")}
          label="Token"
          description="It is tried at once and then kept sealed."
          type="password"
          autocomplete="off"
        />
        <TextInput field={form.field("fromNumber")} label="Number that texts come from" autocomplete="off" />
        <TextInput
          field={form.field("messagingService")}
          label="Messaging service"
          optional
          autocomplete="off"
        />
        <p>
          <Button type="submit" variant="primary" busy={form.submitting()}>
            Check and connect
          </Button>
        </p>
      </form>
    </details>
  );
}
