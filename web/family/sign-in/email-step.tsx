import { For, type JSX, Show } from "solid-js";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { accountName } from "../account.ts";
import { school } from "../portal.ts";
import { language } from "../words/language.ts";
import { signInWords } from "../words/sign-in.ts";
import { inOurWords } from "./in-our-words.ts";
import { email, setEmail } from "./journey.ts";
import { checked, isEmail } from "./required.ts";

export type Way = "start" | "code";

/** The one field that every way in begins with, and the question with both ways around it. */
export function EmailStep(props: { onSent: (way: Way) => void; isNew?: boolean; beside?: JSX.Element }) {
  const words = signInWords;
  const usual = (): Way => (props.isNew ? "code" : "start");
  let way: Way = usual();
  const form = createForm({
    initial: { email: email() },
    schema: checked(({ email: typed }: { email: string }) => ({
      email: !isEmail(typed) && words().enterEmail,
    })),
    send: (values, idempotencyKey) =>
      inOurWords(api.post(`/sign-in/${way}`, { ...values, language: language() }, { idempotencyKey })),
    onSaved: () => {
      setEmail(form.values.email.trim());
      props.onSent(way);
    },
  });
  const go = (next: Way) => (event: MouseEvent) => {
    event.preventDefault();
    way = next;
    void form.submit();
  };
  return (
    <form
      class="flex flex-col gap-5"
      noValidate
      onSubmit={(event) => {
        way = usual();
        void form.submit(event);
      }}
    >
      <ErrorSummary form={form} />
      <EmailInput field={form.field("email")} label={words().email} autocomplete="username webauthn" />
      <Show
        when={!props.isNew}
        fallback={
          <Button type="submit" variant="primary" size="large" busy={form.submitting()}>
            {words().goOn}
          </Button>
        }
      >
        <fieldset class="flex flex-col gap-3">
          <legend class="mb-3 font-semibold">{words().question}</legend>
          <Button type="submit" variant="primary" size="large" busy={form.submitting()}>
            {words().yes}
          </Button>
          <Show when={school().settings.takesNewAccounts}>
            <Button size="large" onClick={go("code")}>
              {words().no}
            </Button>
          </Show>
        </fieldset>
      </Show>
      {props.beside}
      <Show when={school().demo && !props.isNew}>
        <DemoLogIns onChosen={(chosen) => form.set("email", chosen)} />
      </Show>
    </form>
  );
}

function DemoLogIns(props: { onChosen: (email: string) => void }) {
  const people = ["guardian", "parent", "payer", "viewer", "suspended"];
  return (
    <div class="flex flex-col gap-2 border-t border-line pt-4">
      <p class="text-sm text-ink-2">{signInWords().demo}</p>
      <div class="flex flex-wrap gap-2">
        <For each={people}>
          {(person) => (
            <Button onClick={() => props.onChosen(`${person}@${accountName}.example`)}>{person}</Button>
          )}
        </For>
      </div>
      <p class="text-sm text-ink-2">{signInWords().demoPassword("chalkline-demo")}</p>
    </div>
  );
}
