import { createMemo, createSignal, Show } from "solid-js";
import { addDays, isIsoDate } from "../../../../tenant-schema/dates.ts";
import type { ClassRow } from "../../../../worker/domains/classes/shapes.ts";
import type { TransferInput, TransferPreviewInput } from "../../../../worker/domains/enrollments/schemas.ts";
import type {
  ClassRoster,
  EnrollmentRow,
  TransferOutcome,
  TransferPreview,
} from "../../../../worker/domains/enrollments/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announcePlaces } from "../announce-places.ts";
import { classRosterPath, enrollments } from "../calls.ts";
import { ChosenClass } from "../chosen-class.tsx";
import { createLivePreview } from "../live-preview.ts";
import { SlotChoice } from "../slot-choice.tsx";
import { TransferOutlook } from "./transfer-outlook.tsx";

type TransferDrawerProps = { rows: EnrollmentRow[]; onClose: () => void; onDone: () => void };

export type TransferValues = { startsOn: string; lastDayOn: string; note: string; anyway: boolean };

/** From one class to another in one act: the old enrollment ends, the new one begins, nothing between goes unsaid. */
export default function TransferDrawer(props: TransferDrawerProps) {
  const [target, setTarget] = createSignal<ClassRow>();
  const [slotIds, setSlotIds] = createSignal<string[] | null>(null);
  const roster = createQuery<ClassRoster>(() => {
    const row = target();
    return row && classRosterPath(row.id);
  });

  const chosen = () => {
    const row = target();
    return row && { name: row.name, color: row.levelColor, slots: row.slots };
  };

  const form = createForm<TransferValues, TransferValues, TransferOutcome>({
    initial: { startsOn: addDays(formats().today(), 1), lastDayOn: "", note: "", anyway: false },
    send: (values, idempotencyKey) => enrollments.transfer(inputOf(values), { idempotencyKey }),
    onSaved(answer) {
      if (answer.outcome !== "transferred") {
        preview.refetch();
        showToast("Nobody was moved: something changed meanwhile", {
          tone: "bad",
          detail: "Look at what can be done now.",
        });
        return;
      }
      announcePlaces([answer.change]);
      props.onDone();
      props.onClose();
    },
  });

  const wanted = createMemo<TransferPreviewInput | undefined>(() => {
    const row = target();
    const { startsOn, lastDayOn } = form.values;
    if (!row || !isIsoDate(startsOn)) return undefined;
    return {
      enrollments: props.rows.map(({ id, version }) => ({ id, version })),
      classId: row.id,
      slotIds: slotIds(),
      startsOn,
      lastDayOn: isIsoDate(lastDayOn) ? lastDayOn : null,
      sessionId: null,
    };
  });
  const preview = createLivePreview<TransferPreviewInput, TransferPreview>(
    wanted,
    enrollments.transferPreview,
  );

  function inputOf(values: TransferValues): TransferInput {
    const input = wanted();
    if (!input) throw new Error("No class was chosen");
    const overrides = values.anyway ? [...(preview.data()?.overrides ?? [])] : [];
    return { ...input, note: values.note.trim() || null, overrides };
  }

  const isReady = () => {
    const data = preview.data();
    if (!data || !preview.isCurrent()) return false;
    const all = [...data.obstacles, ...data.enrollments.flatMap(({ obstacles }) => obstacles)];
    if (all.some(({ isOverridable }) => !isOverridable)) return false;
    if (data.overrides.length === 0) return true;
    return data.mayOverride && form.values.anyway && form.values.note.trim() !== "";
  };
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
        <ChosenClass
          label="New class"
          chosen={chosen()}
          on={form.values.startsOn}
          except={onlyClass(props.rows)}
          onChoose={(row) => {
            setTarget(row);
            setSlotIds(null);
          }}
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
        />
        <Show when={(preview.data()?.overrides.length ?? 0) > 0 && form.values.anyway}>
          <TextInput
            field={form.field("note")}
            label="Reason"
            description="Why it is done against the rules; kept with the enrollment."
            maxLength={1000}
          />
        </Show>
      </form>
    </Drawer>
  );
}

const onlyClass = (rows: EnrollmentRow[]) =>
  new Set(rows.map(({ classId }) => classId)).size === 1 ? rows[0]?.classId : undefined;

const fromText = (rows: EnrollmentRow[]) =>
  `From ${[...new Set(rows.map(({ className }) => className))].slice(0, 3).join(", ")}`;
