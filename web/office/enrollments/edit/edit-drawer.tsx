import { createSignal, Show } from "solid-js";
import { isIsoDate } from "../../../../tenant-schema/dates.ts";
import type { EditInput } from "../../../../worker/domains/enrollments/schemas.ts";
import type {
  ClassRoster,
  EditOutcome,
  EnrollmentRow,
  Obstacle,
} from "../../../../worker/domains/enrollments/shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { createQuery } from "../../../shared/query.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Checkbox } from "../../../shared/ui/checkbox.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextArea } from "../../../shared/ui/text-area.tsx";
import { announcePlaces } from "../announce-places.ts";
import { classRosterPath, enrollments } from "../calls.ts";
import { ObstacleList } from "../obstacle-list.tsx";
import { SlotChoice } from "../slot-choice.tsx";
import { isOneDay, kindLabel } from "../words.ts";

type EditDrawerProps = { row: EnrollmentRow; onClose: () => void; onDone: () => void };
type EditValues = { startsOn: string; endsOn: string; note: string; anyway: boolean };
type InTheWay = { obstacles: readonly Obstacle[]; mayOverride: boolean };

const full: Obstacle = {
  code: "capacity",
  text: "There is no place on the days that this adds.",
  isOverridable: true,
};

/** Dates, slots and note of an enrollment that stays what it is. */
export default function EditDrawer(props: EditDrawerProps) {
  const row = props.row;
  const single = isOneDay(row.kind);
  const [slotIds, setSlotIds] = createSignal<string[] | null>(row.slotIds === null ? null : [...row.slotIds]);
  const [inTheWay, setInTheWay] = createSignal<InTheWay>();
  const roster = createQuery<ClassRoster>(() => classRosterPath(row.classId));

  const form = createForm<EditValues, EditInput, EditOutcome>({
    initial: { startsOn: row.startsOn, endsOn: row.endsOn ?? "", note: row.note ?? "", anyway: false },
    schema: { "~standard": { validate: (value) => toInput(value as EditValues) } },
    send: (input, idempotencyKey) => enrollments.edit(row.id, input, { idempotencyKey }),
    onSaved(answer) {
      if (answer.outcome !== "saved") {
        const obstacles = answer.outcome === "full" ? [full] : answer.obstacles;
        setInTheWay({ obstacles, mayOverride: answer.mayOverride });
        return;
      }
      announcePlaces([answer.change]);
      props.onDone();
      props.onClose();
    },
  });

  function toInput(values: EditValues) {
    const { startsOn, note } = values;
    const endsOn = single ? startsOn : values.endsOn;
    const issues = [
      ...(isIsoDate(startsOn) ? [] : [{ message: "Enter a day such as 3/14/2026", path: ["startsOn"] }]),
      ...(endsOn === "" || isIsoDate(endsOn)
        ? []
        : [{ message: "Enter a day such as 3/14/2026", path: ["endsOn"] }]),
    ];
    if (issues.length > 0) return { issues };
    const may = inTheWay()?.obstacles.map(({ code }) => code) ?? [];
    const overrides = values.anyway ? may.filter((code) => code !== "already_enrolled") : [];
    return {
      value: {
        version: row.version,
        startsOn: startsOn === row.startsOn ? undefined : startsOn,
        endsOn: (endsOn || null) === row.endsOn ? undefined : endsOn || null,
        slotIds: sameSlots(slotIds(), row.slotIds) ? undefined : slotIds(),
        note: note.trim(),
        overrides: overrides as EditInput["overrides"],
      },
    };
  }

  const isHard = () => inTheWay()?.obstacles.some(({ isOverridable }) => !isOverridable) ?? false;
  const mayPass = () => inTheWay()?.mayOverride === true && !isHard();

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

const sameSlots = (one: readonly string[] | null, other: readonly string[] | null) =>
  JSON.stringify(one === null ? null : one.toSorted()) ===
  JSON.stringify(other === null ? null : other.toSorted());
