import { Match, Switch } from "solid-js";
import {
  deleteListItemInput,
  type ListItemRow,
  type Usage,
} from "../../../worker/domains/settings/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { createForm, type FormField } from "../../shared/form.ts";
import { createQuery, type Query } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../shared/ui/error-summary.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { SkeletonText } from "../../shared/ui/skeleton.tsx";
import { announce } from "../audit/announce.ts";
import { usageText } from "./usage-text.ts";

type DeleteEntryDialogProps = { entry: ListItemRow; others: ListItemRow[]; onClose: () => void };

/** What nothing uses goes at once; what is used goes only by naming what takes its place. Both can be undone. */
export function DeleteEntryDialog(props: DeleteEntryDialogProps) {
  const path = `/settings/lists/${props.entry.id}`;
  const usage = createQuery<Usage>(() => `${path}/usage`, { staleMs: 0 });
  const isUsed = () => (usage.data()?.count ?? 0) > 0;
  const isTooMany = () => usage.data()?.atLeast ?? false;
  const form = createForm({
    initial: { version: props.entry.version, moveToId: "" },
    schema: {
      "~standard": {
        validate: (value: unknown) => {
          const typed = value as { moveToId: string };
          if (isUsed() && typed.moveToId === "") {
            return { issues: [{ message: "Choose what takes its place", path: ["moveToId"] }] };
          }
          return deleteListItemInput["~standard"].validate({
            ...typed,
            moveToId: typed.moveToId || null,
          }) as never;
        },
      },
    },
    send: (values: object, idempotencyKey) =>
      api.delete<{ change: Committed }>(path, values, { idempotencyKey }),
    onSaved: ({ change }) => {
      announce(change, "/settings/lists", "/family-options", "/families");
      props.onClose();
    },
  });
  return (
    <Dialog
      open
      size="narrow"
      onClose={props.onClose}
      title={`Delete ${props.entry.label}`}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form.id}
            variant="danger"
            busy={form.submitting()}
            disabled={!usage.data() || isTooMany()}
          >
            Delete
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Consequence usage={usage} field={form.field("moveToId")} others={props.others} />
      </form>
    </Dialog>
  );
}

type ConsequenceProps = { usage: Query<Usage>; field: FormField; others: ListItemRow[] };

function Consequence(props: ConsequenceProps) {
  return (
    <Switch fallback={<SkeletonText width={240} />}>
      <Match when={props.usage.data()?.atLeast}>
        <p>{usageText(props.usage.data()!)} it. Rename it instead: that reaches all of them at once.</p>
      </Match>
      <Match when={props.usage.data()?.count}>
        <p>{usageText(props.usage.data()!)} it. What shall they have instead?</p>
        <Select
          field={props.field}
          label="Instead"
          options={[
            { value: "", label: "Choose an entry" },
            ...props.others.map((other) => ({ value: other.id, label: other.label })),
          ]}
        />
      </Match>
      <Match when={props.usage.data()}>
        <p>No record uses it. It can be brought back with undo.</p>
      </Match>
      <Match when={props.usage.error()}>{(error) => <p class="text-bad">{error().message}</p>}</Match>
    </Switch>
  );
}
