import { createGroupInput, type Group, updateGroupInput } from "../../../worker/enterprise/groups/schemas.ts";
import { api } from "../../shared/api.ts";
import { createForm } from "../../shared/form.ts";
import { showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { withBelow } from "../accounts/group-tree.ts";
import { isEnterpriseUser } from "../session.ts";
import { type People, refreshPeople } from "./people.ts";

type GroupDialogProps = { people: People; group?: Group; parentId?: string | null; onClose: () => void };

const NONE = "";

/** Makes a group or a subgroup, or gives one another name or another place. */
export default function GroupDialog(props: GroupDialogProps) {
  const group = props.group;
  type Values = { name: string; parentId: string };
  const parents = () => {
    const own = group ? withBelow(props.people.groups(), new Set([group.id])) : new Set<string>();
    const free = props.people.places().filter(({ id }) => !own.has(id));
    const none = isEnterpriseUser() ? [{ value: NONE, label: "Nothing: a group of its own" }] : [];
    return [...none, ...free.map(({ id, path }) => ({ value: id, label: path.join(" › ") }))];
  };
  const form = createForm<Values, object, unknown>({
    initial: {
      name: group?.name ?? "",
      parentId: group?.parentId ?? props.parentId ?? parents()[0]?.value ?? NONE,
    },
    schema: {
      "~standard": {
        validate: (value) => {
          const { name, parentId } = value as Values;
          const input = { name, parentId: parentId === NONE ? null : parentId };
          return (
            group
              ? updateGroupInput["~standard"].validate({ ...input, version: group.version })
              : createGroupInput["~standard"].validate(input)
          ) as never;
        },
      },
    },
    send: (input, idempotencyKey) =>
      group
        ? api.patch(`/groups/${group.id}`, input, { idempotencyKey })
        : api.post("/groups", input, { idempotencyKey }),
    onSaved: () => {
      refreshPeople();
      if (group) showToast("Saved", { tone: "good" });
      else showToast("The group is made", { detail: "It is off until you switch it on.", tone: "good" });
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      title={group ? group.name : "New group"}
      description={group ? undefined : "Its users may enter its accounts and those of the groups below it."}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form.id} busy={form.submitting()}>
            {group ? "Save" : "Make the group"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" novalidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={80} autofocus />
        <Select field={form.field("parentId")} label="Stands below" options={parents()} />
      </form>
    </Dialog>
  );
}
