import {
  type EnterpriseUser,
  inviteUserInput,
  updateUserInput,
} from "../../../worker/enterprise/users/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { EmailInput } from "../../shared/ui/email-input.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { isEnterpriseUser } from "../session.ts";
import { mayManage, type People, refreshPeople } from "./people.ts";

type UserDialogProps = {
  people: People;
  user?: EnterpriseUser;
  groupId?: string | null;
  onClose: () => void;
};

const WHOLE = "";

const levels = [
  { value: "user", label: "User: works in the accounts" },
  { value: "admin", label: "Admin: also manages groups and users" },
];

/** Invites somebody, or changes who they are to the enterprise. */
export default function UserDialog(props: UserDialogProps) {
  const user = props.user;
  const toOutput = (values: Values) => ({
    ...values,
    groupId: values.groupId === WHOLE ? null : values.groupId,
  });
  const start =
    user?.groupId ?? props.groupId ?? (isEnterpriseUser() ? WHOLE : (props.people.places()[0]?.id ?? WHOLE));
  type Values = { name: string; email: string; level: string; groupId: string };
  const form = createForm<Values, object, { mailed?: boolean }>({
    initial: {
      name: user?.name ?? "",
      email: user?.email ?? "",
      level: user?.level ?? "user",
      groupId: start,
    },
    schema: {
      "~standard": {
        validate: (value) => {
          const output = toOutput(value as Values);
          const schema = user ? updateUserInput : inviteUserInput;
          const { email, ...changed } = output;
          return schema["~standard"].validate(
            user ? { ...changed, version: user.version } : { ...changed, email },
          ) as never;
        },
      },
    },
    send: (input, idempotencyKey) =>
      user
        ? api.patch(`/users/${user.id}`, input, { idempotencyKey })
        : api.post("/users", input, { idempotencyKey }),
    onSaved: ({ mailed }) => {
      refreshPeople();
      if (user) showToast("Saved", { tone: "good" });
      else if (mailed) showToast("The invitation is on its way", { tone: "good" });
      else
        showToast("Invited, but the mail could not be sent", {
          detail: "Send it again from the list.",
          tone: "bad",
        });
      props.onClose();
    },
  });
  const groups = () => [
    ...(isEnterpriseUser() ? [{ value: WHOLE, label: "Whole enterprise: every account" }] : []),
    ...props.people.places().map(({ id, path }) => ({ value: id, label: path.join(" › ") })),
  ];
  const isOwn = () => user !== undefined && !mayManage(user);

  return (
    <Dialog
      open
      size="narrow"
      title={user ? user.name : "Invite somebody"}
      description={
        user
          ? user.email
          : "They get a mail with a link and sign in with their Google or Microsoft account of this address."
      }
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form.id} busy={form.submitting()}>
            {user ? "Save" : "Send the invitation"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" novalidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={120} autofocus />
        {user ? undefined : <EmailInput field={form.field("email")} label="E-mail" />}
        <Select
          field={form.field("level")}
          label="Level"
          options={levels}
          disabled={isOwn()}
          description={isOwn() ? "Another Admin changes your own access." : undefined}
        />
        <Select
          field={form.field("groupId")}
          label="Works for"
          description="Its accounts, and those of the groups below it."
          options={groups()}
          disabled={isOwn()}
        />
      </form>
    </Dialog>
  );
}
