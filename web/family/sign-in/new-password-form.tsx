import type { FamilyMe } from "../../../worker/domains/family-sessions/schemas.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { PasswordInput } from "../../shared/ui/password-input.tsx";
import { signInWords } from "../words/sign-in.ts";
import { inOurWords } from "./in-our-words.ts";
import { checked } from "./required.ts";

type NewPasswordFormProps = {
  username?: string | undefined;
  label: string;
  send: (password: string, idempotencyKey: string) => Promise<{ me: FamilyMe }>;
  onEntered: (me: FamilyMe) => void;
};

/** Choosing a password, whatever proves that one may: a code, a link, an invitation. */
export function NewPasswordForm(props: NewPasswordFormProps) {
  const form = createForm({
    initial: { password: "" },
    schema: checked(({ password }: { password: string }) => ({
      password: [...password].length < 8 && signInWords().passwordHelp,
    })),
    send: ({ password }, idempotencyKey) => inOurWords(props.send(password, idempotencyKey)),
    onSaved: (answer) => props.onEntered(answer.me),
  });
  return (
    <form class="flex flex-col gap-5" noValidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <input type="hidden" autocomplete="username" name="username" value={props.username ?? ""} />
      <PasswordInput
        field={form.field("password")}
        label={signInWords().newPassword}
        description={signInWords().passwordHelp}
        autocomplete="new-password"
      />
      <Button type="submit" variant="primary" size="large" busy={form.submitting()}>
        {props.label}
      </Button>
    </form>
  );
}
