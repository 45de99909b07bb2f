import { For, Show } from "solid-js";
import type { OwnEmail, OwnGuardian, OwnPhone } from "../../../worker/domains/families/own-shapes.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { profileWords } from "../words/profile.ts";
import { CheckField, TextField } from "./fields.tsx";
import { cardClass } from "./parts.tsx";

type NewPart<T> = Omit<T, "id"> & { readonly id?: string };
interface Values {
  firstName: string;
  lastName: string;
  emails: NewPart<OwnEmail>[];
  phones: NewPart<OwnPhone>[];
}

/** A guardian with e-mails and phones, changed as one whole. */
export function GuardianForm(props: { guardian: OwnGuardian; onSaved: () => void; onClose: () => void }) {
  const words = profileWords;
  const { id, version, firstName, lastName, emails, phones } = props.guardian;
  const initial: Values = { firstName, lastName, emails: [...emails], phones: [...phones] };
  const form = createForm({
    initial,
    send: (values, idempotencyKey) => {
      const body = {
        ...values,
        emails: values.emails.map(({ isLogin: _login, ...email }) => email),
        version,
      };
      return api.put(`/profile/guardians/${id}`, body, { idempotencyKey });
    },
    onSaved: () => {
      showToast(words().saved, { tone: "good" });
      props.onSaved();
    },
  });
  const without = (key: "emails" | "phones", at: number) =>
    form.set(
      key,
      form.values[key].filter((_, i) => i !== at),
    );
  const addEmail = () =>
    form.set("emails", [
      ...form.values.emails,
      { address: "", typeId: null, isPrimary: false, bulkOptIn: true, isLogin: false },
    ]);
  const addPhone = () =>
    form.set("phones", [
      ...form.values.phones,
      { number: "", typeId: null, isPrimary: false, textOptIn: false },
    ]);
  return (
    <form class={`${cardClass} flex flex-col gap-4 p-4`} noValidate onSubmit={form.submit}>
      <h2 class="text-md font-bold tracking-tight">{`${firstName} ${lastName}`}</h2>
      <ErrorSummary form={form} />
      <div class="grid gap-4 sm:grid-cols-2">
        <TextField
          field={form.field("firstName")}
          label={words().firstName}
          autocomplete="given-name"
          required
        />
        <TextField field={form.field("lastName")} label={words().lastName} autocomplete="family-name" />
      </div>
      <For each={form.values.phones}>
        {(phone, i) => (
          <div class="flex flex-wrap items-end gap-x-4">
            <TextField
              class="flex-1 basis-48"
              field={form.field(`phones.${i()}.number`)}
              label={words().phone}
              type="tel"
              autocomplete="tel"
            />
            <CheckField field={form.field(`phones.${i()}.textOptIn`)} label={words().texts} />
            <Button
              variant="quiet"
              aria-label={words().removeEntry(phone.number || words().phone)}
              onClick={() => without("phones", i())}
            >
              {words().remove}
            </Button>
          </div>
        )}
      </For>
      <Button class="self-start" onClick={addPhone}>
        {words().addPhone}
      </Button>
      <For each={form.values.emails}>
        {(email, i) => (
          <div class="flex flex-wrap items-end gap-x-4">
            <TextField
              class="flex-1 basis-48"
              field={form.field(`emails.${i()}.address`)}
              label={words().email}
              type="email"
              autocomplete="email"
              readOnly={email.isLogin}
            />
            <CheckField field={form.field(`emails.${i()}.bulkOptIn`)} label={words().bulk} />
            <Show
              when={!email.isLogin}
              fallback={<p class="basis-full text-sm text-ink-3">{words().signsInHelp}</p>}
            >
              <Button
                variant="quiet"
                aria-label={words().removeEntry(email.address || words().email)}
                onClick={() => without("emails", i())}
              >
                {words().remove}
              </Button>
            </Show>
          </div>
        )}
      </For>
      <Button class="self-start" onClick={addEmail}>
        {words().addEmail}
      </Button>
      <div class="flex flex-wrap gap-2.5">
        <Button type="submit" variant="primary" busy={form.submitting()}>
          {words().save}
        </Button>
        <Button onClick={props.onClose}>{words().cancel}</Button>
      </div>
    </form>
  );
}
