import type { RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { calledName, type Sheet } from "./sheet-state.ts";

/** What is said beside a mark; it goes the way of marks and so works without a network too. */
export default function NoteDialog(props: { sheet: Sheet; student: RollSheetStudent }) {
  const close = () => props.sheet.setNoting(undefined);
  const form = createForm({
    initial: { note: props.sheet.markOf(props.student).note ?? "" },
    send: async ({ note }) => props.sheet.note(props.student, note),
    onSaved: close,
  });
  return (
    <Dialog
      open
      size="narrow"
      title={`Note on ${calledName(props.student)}`}
      description="About this meeting only. Whoever opens this roll sheet reads it."
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary">
            Save
          </Button>
        </>
      }
    >
      <form
        id={form.id}
        noValidate
        onSubmit={form.submit}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void form.submit(event);
        }}
      >
        <TextArea field={form.field("note")} label="Note" optional rows={3} maxLength={500} />
      </form>
    </Dialog>
  );
}
