import { createSignal, type JSX, onCleanup, Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import type { Me } from "../../shared/session.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PasswordInput } from "../../shared/ui/password-input.tsx";
import { requireText } from "./required.ts";

type LoginFormProps = { login?: string; onEntered: (me: Me) => void; beside?: JSX.Element };

export function LoginForm(props: LoginFormProps) {
  const form = createForm({
    initial: { login: props.login ?? "", password: "" },
    schema: requireText({ login: "Enter your e-mail or username", password: "Enter your password" }),
    send: (values, idempotencyKey) => api.post<{ me: Me }>("/session", values, { idempotencyKey }),
    onSaved: (answer) => props.onEntered(answer.me),
  });
  const waitSeconds = countdown(() => form.problem()?.problem.retryAfterSeconds);

  return (
    <form class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <EmailInput
        field={form.field("login")}
        label="E-mail or username"
        autocomplete="username"
        autofocus={!props.login}
      />
      <PasswordInput field={form.field("password")} label="Password" autocomplete="current-password" />
      <Button
        type="submit"
        variant="primary"
        size="large"
        busy={form.submitting()}
        disabled={waitSeconds() > 0}
      >
        <Show when={waitSeconds() > 0} fallback="Log in">
          <span class="tabular-nums">Try again in {waitSeconds()} s</span>
        </Show>
      </Button>
      {props.beside}
    </form>
  );
}

/** Counts down from whatever number of seconds the server last asked for. */
function countdown(asked: () => number | undefined) {
  const [nowMs, setNowMs] = createSignal(Date.now());
  const timer = setInterval(() => setNowMs(Date.now()), 500);
  onCleanup(() => clearInterval(timer));
  let since = { asked: undefined as number | undefined, atMs: 0 };
  return () => {
    const seconds = asked();
    if (seconds === undefined) return 0;
    if (since.asked !== seconds || since.atMs === 0) since = { asked: seconds, atMs: Date.now() };
    return Math.max(0, Math.ceil(seconds - (nowMs() - since.atMs) / 1000));
  };
}
