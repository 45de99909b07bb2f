import { createSignal, Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { MailIcon } from "../../shared/ui/icons.tsx";
import { requireText } from "./required.ts";

export function ForgotPassword(props: { onBack: () => void }) {
  const [sent, setSent] = createSignal(false);
  const form = createForm({
    initial: { login: "" },
    schema: requireText({ login: "Enter your e-mail or username" }),
    send: (values, idempotencyKey) => api.post("/password-resets", values, { idempotencyKey }),
    onSaved: () => setSent(true),
  });
  return (
    <div class="flex flex-col gap-4">
      <Show
        when={!sent()}
        fallback={
          <p role="status" class="flex gap-2.5 rounded-sm bg-good-soft px-3 py-2.5 text-good">
            <MailIcon class="mt-0.5" />
            {/* The same sentence whether or not the account exists, so that nobody learns who works here. */}
            <span>If that account exists, a mail is on its way. The link in it works for one hour.</span>
          </p>
        }
      >
        <form class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
          <ErrorSummary form={form} />
          <EmailInput
            field={form.field("login")}
            label="E-mail or username"
            autocomplete="username"
            autofocus
          />
          <Button type="submit" variant="primary" size="large" busy={form.submitting()}>
            Mail me a link
          </Button>
        </form>
      </Show>
      <button type="button" class="link self-center py-1" onClick={() => props.onBack()}>
        Back to log in
      </button>
    </div>
  );
}
