import { For, Show } from "solid-js";
import {
  type FamilyAccess,
  familyRoles,
  inviteInput,
} from "../../../../worker/domains/family-logins/schemas.ts";
import type { FamilyRole } from "../../../../worker/kernel/context.ts";
import { api } from "../../../shared/api.ts";
import { invalidate } from "../../../shared/cache.ts";
import { createForm } from "../../../shared/form.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { EmailInput } from "../../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { Select } from "../../../shared/ui/select.tsx";

export const ROLE_LABELS: Readonly<Record<FamilyRole, string>> = {
  owner: "Owner",
  payer: "Payer",
  viewer: "Viewer",
  pickup_only: "Pick-up only",
};
const ROLE_HELP: Readonly<Record<FamilyRole, string>> = {
  owner: "Books, pays, and decides who else may",
  payer: "Sees everything, books and pays",
  viewer: "Sees classes and attendance",
  pickup_only: "Sees when and where to pick up",
};

type PortalInviteProps = { path: string; invitable: FamilyAccess["invitable"]; onClose: () => void };

export function PortalInvite(props: PortalInviteProps) {
  const [first] = props.invitable;
  const form = createForm({
    initial: {
      email: first?.email ?? "",
      role: "owner" as FamilyRole,
    },
    schema: inviteInput,
    send: (output, idempotencyKey) =>
      api.post(
        `${props.path}/invites`,
        { ...output, guardianId: guardianOf(output.email) },
        { idempotencyKey },
      ),
    onSaved: () => {
      showToast(`Invited ${form.values.email}`, { tone: "good" });
      invalidate(props.path, "/history");
      props.onClose();
    },
  });
  const guardianOf = (email: string) =>
    props.invitable.find((one) => one.email.toLowerCase() === email.toLowerCase())?.guardianId ?? null;
  const roles = familyRoles.map((value) => ({ value, label: ROLE_LABELS[value] }));
  return (
    <Dialog
      open
      size="narrow"
      title="Invite to the portal"
      description="They get a mail with a link that works for 48 hours."
      onClose={() => props.onClose()}
      actions={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Send invitation
          </Button>
        </>
      }
    >
      <form id={form.id} novalidate class="flex flex-col gap-4" onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <EmailInput field={form.field("email")} label="E-mail" autofocus />
        <Show when={props.invitable.length > 1}>
          <div class="flex flex-wrap gap-2">
            <For each={props.invitable}>
              {(one) => <Button onClick={() => form.set("email", one.email)}>{one.name}</Button>}
            </For>
          </div>
        </Show>
        <Select
          field={form.field("role")}
          label="Role"
          description={ROLE_HELP[form.values.role]}
          options={roles}
        />
      </form>
    </Dialog>
  );
}
