import { Show } from "solid-js";
import { type SignInRules, signInRulesInput } from "../../../worker/enterprise/users/schemas.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { createForm } from "../../shared/form.ts";
import { createQuery } from "../../shared/query.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { TextArea } from "../../shared/ui/text-area.tsx";

/** How people sign in: from which organizations at Microsoft. */
export function SignInRulesPanel() {
  const rules = createQuery<SignInRules>(() => "/users/sign-in");
  return (
    <div class="max-w-xl px-4 py-5 sm:px-6">
      <p class="mb-4 text-pretty text-ink-2">
        Everybody signs in with Google or Microsoft; second factors and passwords are decided there. At Google
        the invited address is enough. At Microsoft anybody could run an organization, so only people of those
        below are let in.
      </p>
      <Show when={rules.error()}>{(error) => <ErrorState error={error()} onRetry={rules.refetch} />}</Show>
      <Show when={rules.data()} keyed>
        {(found) => <RulesForm rules={found} />}
      </Show>
    </div>
  );
}

function RulesForm(props: { rules: SignInRules }) {
  const form = createForm<{ tenants: string }, object, SignInRules>({
    initial: { tenants: props.rules.tenants.join("\n") },
    schema: {
      "~standard": {
        validate: (value) => {
          const tenants = (value as { tenants: string }).tenants.split(/[\s,;]+/).filter(Boolean);
          const outcome = signInRulesInput["~standard"].validate({ tenants, version: props.rules.version });
          return Promise.resolve(outcome).then((checked) =>
            checked.issues
              ? { issues: checked.issues.map(({ message }) => ({ message, path: ["tenants"] })) }
              : { value: checked.value },
          );
        },
      },
    },
    send: (input, idempotencyKey) => api.put("/users/sign-in", input, { idempotencyKey }),
    onSaved: () => {
      invalidate("/users/sign-in");
      showToast("Saved", { tone: "good" });
    },
  });
  return (
    <form id={form.id} class="flex flex-col items-start gap-4" novalidate onSubmit={form.submit}>
      <ErrorSummary form={form} />
      <div class="w-full">
        <TextArea
          field={form.field("tenants")}
          label="Microsoft organizations"
          description="One tenant ID a line, from the overview of Microsoft Entra ID."
          rows={4}
        />
      </div>
      <Button variant="primary" type="submit" busy={form.submitting()} disabled={!form.dirty()}>
        Save
      </Button>
    </form>
  );
}
