import { type JSX, Show } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { Trash2Icon } from "../../../shared/ui/icons.tsx";
import { LeaveGuard } from "../../../shared/ui/leave-guard.tsx";
import type { Duplicates } from "../forms/duplicates.ts";
import type { FamilyRoom } from "./family-room.ts";
import { RecordClash } from "./record-clash.tsx";
import type { createRecordForm } from "./record-form.ts";

export type RecordForm = Omit<
  ReturnType<typeof createRecordForm<object, unknown>>,
  "values" | "reset" | "adopt"
>;

type RecordDrawerProps = {
  room: FamilyRoom;
  form: RecordForm;
  title: string;
  description?: string;
  /** What the record's fields are called, for a clash. */
  labels?: Record<string, string>;
  duplicates?: Duplicates;
  saveLabel?: string;
  onDelete?: () => void;
  children: JSX.Element;
};

/** A record of the family in a drawer: its fields, what is wrong, and at the foot what can be done. */
export function RecordDrawer(props: RecordDrawerProps) {
  return (
    <Drawer
      open
      onClose={props.form.leave}
      asksItself
      title={props.title}
      description={props.description}
      actions={
        <>
          <Show when={props.onDelete && !props.form.isNew}>
            <span class="mr-auto">
              <Button variant="quiet" icon={Trash2Icon} onClick={() => props.onDelete?.()}>
                Delete
              </Button>
            </span>
          </Show>
          <Button onClick={props.form.leave}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form={props.form.id}
            busy={props.form.submitting()}
            disabled={props.form.clash() !== undefined}
          >
            {props.saveLabel ?? "Save"}
          </Button>
        </>
      }
    >
      <LeaveGuard dirty={props.form.dirty()} what={props.title} />
      <form
        id={props.form.id}
        novalidate
        onSubmit={props.form.submit}
        onFocusOut={() => props.duplicates?.check()}
      >
        <div class="flex flex-col gap-4 not-empty:pb-5 empty:hidden">
          <ErrorSummary form={props.form} />
          <RecordClash form={props.form} labels={props.labels ?? {}} />
        </div>
        <div>{props.children}</div>
      </form>
    </Drawer>
  );
}
