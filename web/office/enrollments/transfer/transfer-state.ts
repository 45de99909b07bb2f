import { createMemo, createSignal } from "solid-js";
import { addDays, isIsoDate } from "../../../../tenant-schema/dates.ts";
import type { ClassRow } from "../../../../worker/domains/classes/shapes.ts";
import type { TransferInput, TransferPreviewInput } from "../../../../worker/domains/enrollments/schemas.ts";
import type { ClassRoster, EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import type {
  TransferOutcome,
  TransferPreview,
} from "../../../../worker/domains/enrollments/transfer-shapes.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { showToast } from "../../../shared/toasts.ts";
import { announcePlaces } from "../announce-places.ts";
import { classRosterPath, enrollments } from "../calls.ts";
import { createLivePreview } from "../live-preview.ts";
import { createMoneyTicks } from "./money-ticks.ts";

export type TransferValues = { startsOn: string; lastDayOn: string; note: string; anyway: boolean };

export type Transfer = ReturnType<typeof createTransfer>;

/** Where to, from when on, and what would come of it. */
export function createTransfer(rows: EnrollmentRow[], onMoved: () => void) {
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
          detail: answer.outcome === "changed_meanwhile" ? answer.message : "Look at what can be done now.",
        });
        return;
      }
      announcePlaces([answer.change], { isMoneyDecided: moneyOf().length > 0 });
      onMoved();
    },
  });

  const wanted = createMemo<TransferPreviewInput | undefined>(() => {
    const row = target();
    const { startsOn, lastDayOn } = form.values;
    if (!row || !isIsoDate(startsOn)) return undefined;
    return {
      enrollments: rows.map(({ id, version }) => ({ id, version })),
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

  const money = createMoneyTicks();
  const moneyOf = () => preview.data()?.money ?? [];

  function inputOf(values: TransferValues): TransferInput {
    const input = wanted();
    if (!input) throw new Error("No class was chosen");
    const overrides = values.anyway ? [...(preview.data()?.overrides ?? [])] : [];
    return { ...input, note: values.note.trim() || null, overrides, money: money.chosen(moneyOf()) };
  }

  const isReady = () => preview.isCurrent() && mayMove(form.values, preview.data());

  return {
    form,
    preview,
    money,
    roster,
    chosen,
    choose(row: ClassRow | undefined) {
      setTarget(row);
      setSlotIds(null);
    },
    slotIds,
    setSlotIds,
    isReady,
  };
}

/** Nothing is in the way, or what is has been looked at, with the right and for a reason. */
function mayMove(values: TransferValues, data: TransferPreview | undefined): boolean {
  if (!data) return false;
  const all = [...data.obstacles, ...data.enrollments.flatMap(({ obstacles }) => obstacles)];
  if (all.some(({ isOverridable }) => !isOverridable)) return false;
  if (data.overrides.length === 0) return true;
  return data.mayOverride && values.anyway && values.note.trim() !== "";
}
