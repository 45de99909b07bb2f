import { For, Show } from "solid-js";
import { type FamilyAccess, familyRoles } from "../../../worker/domains/family-logins/schemas.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { createForm } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { checked, isEmail } from "../sign-in/required.ts";
import { accessWords } from "../words/access.ts";
import { language } from "../words/language.ts";
import { ACCESS } from "./act.ts";

type InviteDialogProps = { invitable: FamilyAccess["invitable"]; onClose: () => void };

export function InviteDialog(props: InviteDialogProps) {
  const words = accessWords;
  const form = createForm({
    initial: { email: "", role: "viewer", guardianId: null as string | null },
    schema: checked((values: { email: string; role: string; guardianId: string | null }) => ({
      email: !isEmail(values.email) && words().mustEmail,
    })),
    send: (values, idempotencyKey) =>
      api.post(
        "/access/invites",
        { ...values, guardianId: guardianOf(values.email), language: language() },
        {
          idempotencyKey,
        },
      ),
    onSaved: () => {
      showToast(words().sent(form.values.email), { tone: "good" });
      invalidate(ACCESS);
      props.onClose();
    },
  });
  const guardianOf = (email: string) =>
    props.invitable.find((one) => one.email.toLowerCase() === email.trim().toLowerCase())?.guardianId ?? null;
  const roles = () => familyRoles.map((value) => ({ value, label: words().roles[value] }));
  const help = () => words().roleHelp[form.values.role as (typeof familyRoles)[number]];
  return (
    <Dialog
      open
      size="narrow"
      title={words().invite}
      description={words().inviteHelp}
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{words().cancel}</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            {words().send}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <EmailInput field={form.field("email")} label={words().email} autofocus />
        <Show when={props.invitable.length > 0}>
          <div class="flex flex-wrap gap-2">
            <For each={props.invitable}>
              {(one) => <Button onClick={() => form.set("email", one.email)}>{one.name}</Button>}
            </For>
          </div>
        </Show>
        <Select field={form.field("role")} label={words().role} description={help()} options={roles()} />
      </form>
    </Dialog>
  );
}
