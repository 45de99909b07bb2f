import { duplicateClassInput } from "../../../../worker/domains/classes/schemas.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announce } from "../../audit/announce.ts";
import { FieldPair } from "../../families/forms/field-section.tsx";
import { orNull } from "../../families/forms/field-source.ts";

type DuplicateDialogProps = { id: string; name: string; onClose: () => void; onMade: (id: string) => void };

/** A class like another, with its times and rooms; nobody is enrolled in it. */
export default function DuplicateDialog(props: DuplicateDialogProps) {
  const form = createForm({
    initial: {
      name: `${props.name} (copy)`,
      startsOn: formats().today(),
      endsOn: null,
      withInstructors: true,
    },
    schema: duplicateClassInput as never,
    send: (input: object, idempotencyKey) =>
      api.post<{ id: string; change: Committed }>(`/classes/${props.id}/duplicate`, input, {
        idempotencyKey,
      }),
    onSaved: ({ id, change }) => {
      announce(change, "/classes", "/calendar");
      props.onClose();
      props.onMade(id);
    },
  });
  return (
    <Dialog
      open
      title={`Duplicate ${props.name}`}
      description="Facts, keywords, sessions and weekly times come along; students do not."
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form.id} busy={form.submitting()}>
            Make the copy
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" novalidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <TextInput field={form.field("name")} label="Name" maxLength={120} autofocus />
        <FieldPair>
          <DateInput field={form.field("startsOn")} label="First day" />
          <DateInput field={orNull(form.field("endsOn"))} label="Last day" optional />
        </FieldPair>
        <Checkbox field={form.field("withInstructors")} label="With the same instructors" />
      </form>
    </Dialog>
  );
}
