import { onMount, Show } from "solid-js";
import type { AfterCode } from "../../../worker/domains/family-sessions/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { language } from "../words/language.ts";
import { signInWords } from "../words/sign-in.ts";
import { createCountdown } from "./countdown.ts";
import { inOurWords } from "./in-our-words.ts";
import { email } from "./journey.ts";
import { checked } from "./required.ts";

const AGAIN_SECONDS = 30;

type CodeStepProps = {
  /** What the link of a mail brought along. */
  code?: string | undefined;
  /** A mail is on its way, so that another one can wait. */
  isMailed: boolean;
  onVerified: (answer: AfterCode) => void;
};

export function CodeStep(props: CodeStepProps) {
  const words = signInWords;
  const [again, startAgain] = createCountdown();
  onMount(() => props.isMailed && startAgain(AGAIN_SECONDS));
  const isCode = (text: string) => /^\d{6}$/.test(text.replace(/\D/g, ""));
  const form = createForm({
    initial: { code: props.code ?? "" },
    schema: checked(({ code }: { code: string }) => ({ code: !isCode(code) && words().enterCode })),
    send: ({ code }, idempotencyKey) =>
      inOurWords(
        api.post<AfterCode>(
          "/sign-in/verify",
          { email: email(), code: code.replace(/\D/g, "") },
          { idempotencyKey },
        ),
      ),
    onSaved: (answer) => props.onVerified(answer),
  });
  async function mailAgain() {
    startAgain(AGAIN_SECONDS);
    try {
      await inOurWords(api.post("/sign-in/code", { email: email(), language: language() }));
      showToast(words().sentAgain);
    } catch (cause) {
      showProblem(cause);
    }
  }
  return (
    <form class="flex flex-col gap-5" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <TextInput
        field={form.field("code")}
        label={words().code}
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={9}
        autofocus
        class="max-w-48 text-center text-lg tracking-widest tabular-nums"
      />
      <Button type="submit" variant="primary" size="large" busy={form.submitting()}>
        {words().goOn}
      </Button>
      <p class="text-sm text-ink-2">{words().nothingCame}</p>
      <Button disabled={again() > 0} onClick={() => void mailAgain()}>
        <Show when={again() > 0} fallback={words().again}>
          <span class="tabular-nums">{words().againIn(again())}</span>
        </Show>
      </Button>
    </form>
  );
}
