import { createSignal, Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { language } from "../words/language.ts";
import { signInWords } from "../words/sign-in.ts";
import { inOurWords } from "./in-our-words.ts";
import { email, setEmail } from "./journey.ts";
import { checked, isEmail } from "./required.ts";

export function ForgotStep(props: { onCode: () => void }) {
  const words = signInWords;
  const [sent, setSent] = createSignal(false);
  const form = createForm({
    initial: { email: email() },
    schema: checked(({ email: typed }: { email: string }) => ({
      email: !isEmail(typed) && words().enterEmail,
    })),
    send: (values, idempotencyKey) =>
      inOurWords(api.post("/password-resets", { ...values, language: language() }, { idempotencyKey })),
    onSaved: () => {
      setEmail(form.values.email.trim());
      setSent(true);
    },
  });
  return (
    <Show
      when={!sent()}
      fallback={
        <div class="flex flex-col items-start gap-5">
          {/* The same sentence whether or not the address is known, so that nobody learns who comes here. */}
          <Notice tone="good">{words().forgotSent(email())}</Notice>
          <Button onClick={() => props.onCode()}>{words().enterFromMail}</Button>
        </div>
      }
    >
      <form class="flex flex-col gap-5" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <EmailInput field={form.field("email")} label={words().email} autocomplete="username" autofocus />
        <Button type="submit" variant="primary" size="large" busy={form.submitting()}>
          {words().mailLink}
        </Button>
      </form>
    </Show>
  );
}
