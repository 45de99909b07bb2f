import { createSignal, Show } from "solid-js";
import {
  type Onboarding,
  type RetryInput,
  retryInput,
} from "../../../worker/enterprise/onboarding/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { RefreshCwIcon } from "../../shared/ui/icons.tsx";
import { Notice } from "../../shared/ui/notice.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";

/** What stopped it and what to do; as it was, or with another name or database. */
export function RetryForm(props: { onboarding: Onboarding; onSent: () => void }) {
  const [isOther, setIsOther] = createSignal(false);
  const first = { urlName: props.onboarding.urlName, url: props.onboarding.databaseUrl ?? "", token: "" };
  const form = createForm({
    initial: first,
    schema: {
      "~standard": {
        validate: (value: unknown) =>
          retryInput["~standard"].validate(toInput(value as typeof first)) as never,
      },
    },
    send: (input: RetryInput, idempotencyKey) =>
      api.post(`/onboardings/${props.onboarding.id}/retry`, input, { idempotencyKey }),
    onSaved: () => props.onSent(),
  });

  function toInput({ urlName, url, token }: typeof first): unknown {
    const isSame = url === first.url && token === "";
    return {
      ...(urlName === first.urlName ? {} : { urlName }),
      ...(isSame ? {} : { database: url === "" ? "pool" : { url: url.trim(), token: token.trim() || null } }),
    };
  }

  return (
    <form class="mt-5 flex flex-col gap-4" noValidate onSubmit={form.submit}>
      <Notice tone="bad" title="It could not go on">
        {props.onboarding.error}
      </Notice>
      <ErrorSummary form={form} />
      <Show when={isOther()}>
        <div class="grid gap-4 sm:grid-cols-2">
          <TextInput
            field={form.field("urlName")}
            label="Name in addresses"
            maxLength={40}
            spellcheck={false}
          />
          <TextInput
            field={form.field("url")}
            label="Address of a libSQL database"
            description="Empty: one of ours"
            optional
            type="url"
          />
          <TextInput
            field={form.field("token")}
            label="Its token"
            optional
            type="password"
            autocomplete="off"
          />
        </div>
      </Show>
      <div class="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" icon={RefreshCwIcon} busy={form.submitting()}>
          Try again
        </Button>
        <Show when={!isOther()}>
          <Button onClick={() => setIsOther(true)}>With another name or database</Button>
        </Show>
      </div>
    </form>
  );
}
