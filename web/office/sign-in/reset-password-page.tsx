import { createSignal, Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { Entrance } from "../../shared/ui/entrance.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PasswordInput } from "../../shared/ui/password-input.tsx";
import { requireText } from "./required.ts";

/** The token is behind the #, which browsers do not send: it reaches no log and no referrer. */
function takeToken(): string {
  const token = location.hash.slice(1);
  history.replaceState(history.state, "", location.pathname);
  return token;
}

export default function ResetPasswordPage() {
  const token = takeToken();
  const [changed, setChanged] = createSignal(false);
  const form = createForm({
    initial: { password: "" },
    schema: requireText({ password: "Enter a new password" }),
    send: (values, idempotencyKey) =>
      api.post("/password-resets/redeem", { token, ...values }, { idempotencyKey }),
    onSaved: () => setChanged(true),
  });
  return (
    <Show
      when={!changed()}
      fallback={
        <Entrance title="Your password is changed" lead="You have been signed out everywhere else.">
          <ButtonLink href="/login" variant="primary" size="large">
            Log in
          </ButtonLink>
        </Entrance>
      }
    >
      <Entrance title="Choose a new password" lead="It takes the place of the old one at once.">
        <form class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
          <ErrorSummary form={form} />
          <PasswordInput
            field={form.field("password")}
            label="New password"
            description="At least 8 characters. Three or four words are easy to remember and hard to guess."
            autocomplete="new-password"
          />
          <Button type="submit" variant="primary" size="large" busy={form.submitting()} disabled={!token}>
            Change password
          </Button>
          <Show when={!token}>
            <p role="alert" class="text-bad">
              This link is incomplete. Open it from the mail again, or ask for a new one on the log-in page.
            </p>
          </Show>
        </form>
      </Entrance>
    </Show>
  );
}
