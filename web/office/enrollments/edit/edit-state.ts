import { createSignal } from "solid-js";
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
import { announcePlaces } from "../announce-places.ts";
import { classRosterPath, enrollments } from "../calls.ts";
import { isOneDay } from "../words.ts";

type EditValues = { startsOn: string; endsOn: string; note: string; anyway: boolean };
type InTheWay = { obstacles: readonly Obstacle[]; mayOverride: boolean };

const full: Obstacle = {
  code: "capacity",
  text: "There is no place on the days that this adds.",
  isOverridable: true,
};

/** The fields of an enrollment, and what was in the way when it was last saved. */
export function createEdit(row: EnrollmentRow, onSaved: () => void) {
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
      onSaved();
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

  return { form, roster, single, slotIds, setSlotIds, inTheWay, mayPass };
}

const sameSlots = (one: readonly string[] | null, other: readonly string[] | null) =>
  JSON.stringify(one === null ? null : one.toSorted()) ===
  JSON.stringify(other === null ? null : other.toSorted());
