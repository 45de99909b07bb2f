import { Show } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { ObstacleList } from "../obstacle-list.tsx";
import { SlotChoice } from "../slot-choice.tsx";
import { kindLabel } from "../words.ts";
import { createEdit } from "./edit-state.ts";

type EditDrawerProps = { row: EnrollmentRow; onClose: () => void; onDone: () => void };

/** Dates, slots and note of an enrollment that stays what it is. */
export default function EditDrawer(props: EditDrawerProps) {
  const row = props.row;
  const { form, roster, single, slotIds, setSlotIds, inTheWay, mayPass } = createEdit(row, () => {
    props.onDone();
    props.onClose();
  });
  return (
    <Drawer
      open
      onClose={props.onClose}
      title={row.studentName}
      description={`${kindLabel(row.kind)} in ${row.className}`}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting()}>
            Save
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-5" noValidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show when={inTheWay()}>
          {(told) => (
            <div class="flex flex-col gap-2" role="alert">
              <ObstacleList
                tone={mayPass() ? "warn" : "bad"}
                title={mayPass() ? "Against the rules of the class" : "This cannot be done"}
                obstacles={told().obstacles}
              />
              <Show when={mayPass()}>
                <Checkbox field={form.field("anyway")} label="Save all the same" />
              </Show>
            </div>
          )}
        </Show>
        <Show when={!single}>
          <SlotChoice slots={roster.data()?.slots ?? []} chosen={slotIds()} onChange={setSlotIds} />
        </Show>
        <div class="grid gap-3 sm:grid-cols-2">
          <DateInput field={form.field("startsOn")} label={single ? "Day" : "First day"} />
          <Show when={!single}>
            <DateInput field={form.field("endsOn")} label="Last day" optional />
          </Show>
        </div>
        <TextArea field={form.field("note")} label="Note" optional rows={2} maxLength={1000} />
      </form>
    </Drawer>
  );
}
