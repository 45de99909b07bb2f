import { createSignal, Match, Show, Switch } from "solid-js";
import {
  type ConnectProcessorInput,
  connectProcessorInput,
} from "../../../../worker/domains/payments/schemas.ts";
import type { ConnectOutcome, ProcessorSettings } from "../../../../worker/domains/payments/shapes.ts";
import { invalidate } from "../../../shared/cache.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { processorPath, processors } from "../../payments/calls.ts";
import { SettingsPage } from "../settings-page.tsx";
import { ReceiptRule } from "./receipt-rule.tsx";

const names = { stripe: "Stripe", sandbox: "Sandbox" } as const;

/** The processor through which families pay by card and bank account; its secrets never come back. */
export default function ProcessorPage() {
  const query = createQuery<ProcessorSettings>(() => processorPath);
  return (
    <SettingsPage
      title="Card and bank payments"
      intro="The payment processor that moves money to the school’s own account."
      may={can("billing_setup", "full")}
    >
      <Switch>
        <Match when={query.error()}>
          {(error) => <ErrorState error={error()} onRetry={query.refetch} />}
        </Match>
        <Match when={query.pending()}>
          <SkeletonRegion label="the payment processor" class="flex flex-col gap-3 px-4 sm:px-6">
            <SkeletonText width={260} />
            <SkeletonText width={200} />
          </SkeletonRegion>
        </Match>
        <Match when={query.data()}>{(settings) => <Connection settings={settings()} />}</Match>
      </Switch>
    </SettingsPage>
  );
}

function Connection(props: { settings: ProcessorSettings }) {
  const [leaving, setLeaving] = createSignal(false);
  const mayChange = () => can("billing_setup", "full");
  return (
    <div class="flex max-w-xl flex-col gap-6 px-4 pb-8 sm:px-6">
      <Show
        when={props.settings.connected}
        fallback={
          <p class="text-ink-2">No processor is connected: cards and bank accounts cannot be charged.</p>
        }
      >
        {(connected) => (
          <section aria-label="Connected processor" class="flex flex-col gap-2">
            <h2 class="font-semibold">{names[connected().kind]} is connected</h2>
            <p class="text-sm text-ink-3 [overflow-wrap:anywhere]">
              Publishable key {connected().publishableKey}. Connected on{" "}
              {formats().instant(connected().updatedAt)}. The secret key is sealed and is never shown again.
            </p>
            <Show when={!connected().hasWebhookSecret}>
              <p class="text-bad">The processor cannot tell us what becomes of payments. Connect it again.</p>
            </Show>
            <Show when={mayChange()}>
              <p>
                <Button onClick={() => setLeaving(true)}>Disconnect…</Button>
              </p>
            </Show>
          </section>
        )}
      </Show>
      <Show when={mayChange()}>
        <KeysForm settings={props.settings} />
      </Show>
      <ReceiptRule />
      <Show when={props.settings.sandboxHint}>
        {(href) => (
          <p class="text-sm text-ink-3">
            On this machine the sandbox stands in for a processor: no money moves.{" "}
            <a class="link" href={href()}>
              Test cards and what happens to payments
            </a>
          </p>
        )}
      </Show>
      <Show when={leaving()}>
        <LeaveDialog onClose={() => setLeaving(false)} />
      </Show>
    </div>
  );
}

const refresh = () => invalidate("/payments");

function KeysForm(props: { settings: ProcessorSettings }) {
  const form = createForm<ConnectProcessorInput, ConnectProcessorInput, ConnectOutcome>({
    initial: { kind: props.settings.kinds[0] ?? "stripe", publishableKey: "", secretKey: "" },
    schema: connectProcessorInput,
    send: (input, idempotencyKey) => processors.connect(input, { idempotencyKey }),
    onSaved(answer) {
      if (answer.outcome === "connected") showToast("The payment processor is connected", { tone: "good" });
      else showToast("Nothing was changed", { tone: "bad", detail: answer.message, durationMs: 12_000 });
      form.set("secretKey", "");
      refresh();
    },
  });
  return (
    <form
      id={form.id}
      class="flex flex-col gap-4 border-t border-line pt-4"
      noValidate
      onSubmit={form.submit}
    >
      <h2 class="font-semibold">{props.settings.connected ? "Other keys" : "Connect a processor"}</h2>
      <ErrorSummary form={form} />
      <Select
        field={form.field("kind")}
        label="Processor"
        options={props.settings.kinds.map((value) => ({ value, label: names[value] }))}
      />
      <TextInput field={form.field("publishableKey")} label="Publishable key" autocomplete="off" />
      <TextInput
        field={form.field("secretKey")}
        label="Secret key"
        description="It is tried at once and then kept sealed."
        type="password"
        autocomplete="off"
      />
      <p>
        <Button type="submit" variant="primary" busy={form.submitting()}>
          Check and connect
        </Button>
      </p>
    </form>
  );
}

function LeaveDialog(props: { onClose: () => void }) {
  const [busy, setBusy] = createSignal(false);
  async function leave() {
    setBusy(true);
    try {
      await processors.disconnect();
      showToast("The payment processor is disconnected");
      refresh();
      props.onClose();
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      size="narrow"
      title="Disconnect the processor?"
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Keep it</Button>
          <Button variant="danger" busy={busy()} onClick={() => void leave()}>
            Disconnect
          </Button>
        </>
      }
    >
      <p>
        The keys are forgotten at once. Cards and bank accounts that families entered cannot be charged, and
        what becomes of payments on their way is not told here any more.
      </p>
    </Dialog>
  );
}
