import { Show } from "solid-js";
import type { FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PasswordInput } from "../../shared/ui/password-input.tsx";
import { signInWords } from "../words/sign-in.ts";
import { createCountdown } from "./countdown.ts";
import { inOurWords } from "./in-our-words.ts";
import { email } from "./journey.ts";
import { checked } from "./required.ts";

type PasswordStepProps = {
  onEntered: (me: FamilyMe) => void;
  onCode: () => void;
  onForgot: () => void;
};

export function PasswordStep(props: PasswordStepProps) {
  const words = signInWords;
  const [waitSeconds, wait] = createCountdown();
  const form = createForm({
    initial: { password: "" },
    schema: checked(({ password }: { password: string }) => ({
      password: !password && words().enterPassword,
    })),
    send: (values, idempotencyKey) =>
      inOurWords(
        api.post<{ me: FamilyMe }>("/session", { email: email(), ...values }, { idempotencyKey }),
      ).catch((error) => {
        if (error.problem.retryAfterSeconds) wait(error.problem.retryAfterSeconds);
        throw error;
      }),
    onSaved: (answer) => props.onEntered(answer.me),
  });
  return (
    <form class="flex flex-col gap-5" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      {/* Password managers file what is typed under a name. */}
      <input type="hidden" autocomplete="username" name="username" value={email()} />
      <PasswordInput
        field={form.field("password")}
        label={words().password}
        autocomplete="current-password"
      />
      <Button
        type="submit"
        variant="primary"
        size="large"
        busy={form.submitting()}
        disabled={waitSeconds() > 0}
      >
        <Show when={waitSeconds() > 0} fallback={words().logIn}>
          <span class="tabular-nums">{words().tryIn(waitSeconds())}</span>
        </Show>
      </Button>
      <button type="button" class="link min-h-11 self-start" onClick={() => props.onForgot()}>
        {words().forgot}
      </button>
      <div class="flex flex-col items-start gap-3 border-t border-line pt-5">
        <p class="text-ink-2">{words().noPassword}</p>
        <Button onClick={() => props.onCode()}>{words().useCode}</Button>
      </div>
    </form>
  );
}
