import { Show } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { ChosenClass } from "../chosen-class.tsx";
import { SlotChoice } from "../slot-choice.tsx";
import { TransferOutlook } from "./transfer-outlook.tsx";
import { createTransfer, type Transfer } from "./transfer-state.ts";

type TransferDrawerProps = { rows: EnrollmentRow[]; onClose: () => void; onDone: () => void };

/** From one class to another in one act: the old enrollment ends, the new one begins, nothing between goes unsaid. */
export default function TransferDrawer(props: TransferDrawerProps) {
  const transfer = createTransfer(props.rows, () => {
    props.onDone();
    props.onClose();
  });
  const { form, isReady } = transfer;
  const who = () =>
    props.rows.length === 1 ? props.rows[0]?.studentName : plural(props.rows.length, "student");

  return (
    <Drawer
      open
      onClose={props.onClose}
      title={`Transfer ${who()}`}
      description={fromText(props.rows)}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            form={form.id}
            variant="primary"
            busy={form.submitting()}
            disabled={!isReady()}
          >
            Transfer
          </Button>
        </>
      }
    >
      <form
        id={form.id}
        class="flex flex-col gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady()) void form.submit();
        }}
      >
        <ErrorSummary form={form} />
        <Fields transfer={transfer} rows={props.rows} />
      </form>
    </Drawer>
  );
}

function Fields(props: { transfer: Transfer; rows: EnrollmentRow[] }) {
  const { form, preview, money, roster, chosen, choose, slotIds, setSlotIds } = props.transfer;
  return (
    <>
      <ChosenClass
        label="New class"
        chosen={chosen()}
        on={form.values.startsOn}
        except={onlyClass(props.rows)}
        students={[...new Set(props.rows.map(({ studentId }) => studentId))]}
        onChoose={choose}
      />
      <SlotChoice
        slots={roster.data()?.slots ?? []}
        places={preview.data()?.slots}
        chosen={slotIds()}
        onChange={setSlotIds}
      />
      <div class="grid gap-3 sm:grid-cols-2">
        <DateInput field={form.field("startsOn")} label="First day in the new class" />
        <DateInput field={form.field("lastDayOn")} label="Last day in the old one" optional />
      </div>
      <TransferOutlook
        form={form}
        rows={props.rows}
        slotCount={roster.data()?.slots.length ?? 0}
        preview={preview}
        money={money}
      />
      <Show when={(preview.data()?.overrides.length ?? 0) > 0 && form.values.anyway}>
        <TextInput
          field={form.field("note")}
          label="Reason"
          description="Why it is done against the rules; kept with the enrollment."
          maxLength={1000}
        />
      </Show>
    </>
  );
}

const onlyClass = (rows: EnrollmentRow[]) =>
  new Set(rows.map(({ classId }) => classId)).size === 1 ? rows[0]?.classId : undefined;

const fromText = (rows: EnrollmentRow[]) =>
  `From ${[...new Set(rows.map(({ className }) => className))].slice(0, 3).join(", ")}`;
