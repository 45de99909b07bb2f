import { createSignal, Show } from "solid-js";
import {
  addSlotInput,
  changeSlotInput,
  correctVersionInput,
} from "../../../../worker/domains/classes/schemas.ts";
import { api } from "../../../shared/api.ts";
import { ApiError, toApiError } from "../../../shared/api-error.ts";
import { createForm, type Schema } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { dayText, shownVersion, slotTime } from "../class-words.ts";
import { newSlot, readySlots, type SlotValues, slotInputOf, slotValuesOf } from "../forms/class-values.ts";
import { createConflicts } from "../forms/conflicts.ts";
import { SlotFieldGroup } from "../forms/slot-fields.tsx";
import type { ClassRoom, Opened, Written } from "./class-room.ts";
import { ConflictList } from "./conflict-list.tsx";
import { createClosing, Unsaved } from "./unsaved.tsx";

type What = Extract<Opened, { kind: "add_slot" | "change_slot" | "correct" }>;
type Values = SlotValues & { from: string };

/** A new slot, a slot that changes from a day on, or a version that has not begun and is put right. */
export function SlotDrawer(props: { room: ClassRoom; what: What }) {
  const { room, what } = props;
  const page = room.page();
  const plan = planOf(room, what);
  const [isOverSeen, setOverSeen] = createSignal(false);
  const [asksOver, setAsksOver] = createSignal(false);
  const form = createForm<Values, object, Written>({
    initial: plan.initial,
    schema: plan.schema,
    send: async (input, idempotencyKey) => {
      try {
        return await plan.send({ ...input, overCapacitySeen: isOverSeen() }, idempotencyKey);
      } catch (cause) {
        const error = toApiError(cause);
        if (error.code !== "over_capacity") throw error;
        setAsksOver(true);
        throw new ApiError({ ...error.problem, fields: [{ path: "capacity", message: error.message }] });
      }
    },
    onSaved: room.saved,
  });
  const isDate = () => /^\d{4}-\d{2}-\d{2}$/.test(form.values.from);
  const conflicts = createConflicts(() => {
    const [ready] = readySlots([form.values]);
    if (!ready || !isDate()) return undefined;
    const slot = { ...ready.slot, capacity: ready.slot.capacity ?? page.class.capacity };
    return { classId: page.class.id, startsOn: form.values.from, endsOn: page.class.endsOn, slots: [slot] };
  });
  const closing = createClosing(form.dirty, room.close);
  const goOn = () => {
    setOverSeen(true);
    void form.submit();
  };
  return (
    <Drawer
      open
      onClose={closing.close}
      asksItself
      title={plan.title}
      description={plan.description}
      actions={
        <>
          <Button onClick={closing.close}>Cancel</Button>
          <Show when={asksOver()}>
            <Button variant="danger" onClick={goOn}>
              Save over capacity
            </Button>
          </Show>
          <Button variant="primary" type="submit" form={form.id} busy={form.submitting()}>
            {plan.save}
          </Button>
        </>
      }
    >
      <Unsaved closing={closing} what="this slot" />
      <form id={form.id} class="flex flex-col gap-5" novalidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <Show when={what.kind !== "correct"}>
          <DateInput
            field={form.field(plan.datePath)}
            label="From"
            description={
              what.kind === "change_slot" ? "Meetings before that day stay as they were." : undefined
            }
          />
        </Show>
        <SlotFieldGroup
          form={form}
          options={room.options()}
          locationId={page.class.locationId}
          classCapacity={page.class.capacity}
        />
        <Show when={conflicts().length > 0}>
          <div role="status">
            <ConflictList conflicts={conflicts()} />
          </div>
        </Show>
      </form>
    </Drawer>
  );
}

interface Plan {
  readonly title: string;
  readonly description?: string;
  readonly save: string;
  readonly initial: Values;
  readonly datePath: "from";
  readonly schema: Schema<object>;
  readonly send: (input: object, idempotencyKey: string) => Promise<Written>;
}

function planOf(room: ClassRoom, what: What): Plan {
  const page = room.page();
  const today = formats().today();
  const path = `${room.path()}/slots`;
  const later = (day: string) => [day, today].sort()[1] ?? day;
  switch (what.kind) {
    case "add_slot":
      return {
        title: "Add a slot",
        description: page.class.name,
        save: "Add",
        initial: { ...newSlot(lastSlot(room)), from: later(page.class.startsOn) },
        datePath: "from",
        schema: schemaOf(addSlotInput, ({ from, ...slot }) => ({ ...slot, startsOn: from })),
        send: (input, idempotencyKey) => api.post<Written>(path, input, { idempotencyKey }),
      };
    case "change_slot": {
      const { slot } = what;
      const held = shownVersion(slot.versions, today) ?? slot.versions.at(-1);
      const version = (day: string) =>
        (
          slot.versions.find(
            ({ startsOn, endsOn }) => startsOn <= day && (endsOn === null || endsOn >= day),
          ) ?? slot.versions.at(-1)
        )?.version ?? 1;
      return {
        title: "Change from a day on",
        description: held && `${page.class.name}, now ${slotTime(held)}`,
        save: "Change",
        initial: { ...(held ? slotValuesOf(ownOf(held)) : newSlot()), from: later(page.class.startsOn) },
        datePath: "from",
        schema: schemaOf(changeSlotInput, (values) => ({
          ...values,
          version: version(values.from as string),
        })),
        send: (input, idempotencyKey) =>
          api.post<Written>(`${path}/${slot.id}/change`, input, { idempotencyKey }),
      };
    }
    case "correct": {
      const { slot, version } = what;
      return {
        title: "Correct what is planned",
        description: `${page.class.name}, from ${dayText(version.startsOn)}`,
        save: "Save",
        initial: { ...slotValuesOf(ownOf(version)), from: version.startsOn },
        datePath: "from",
        schema: schemaOf(correctVersionInput, (values) => ({ ...values, version: version.version })),
        send: (input, idempotencyKey) =>
          api.patch<Written>(`${path}/${slot.id}/versions/${version.id}`, input, { idempotencyKey }),
      };
    }
  }
}

type Fields = Record<string, unknown>;
const schemaOf = (
  schema: { "~standard": { validate(value: unknown): unknown } },
  toInput: (values: Fields) => Fields,
): Schema<object> => ({
  "~standard": {
    validate: (value: unknown) =>
      schema["~standard"].validate(
        toInput({ ...(value as Fields), ...slotInputOf(value as SlotValues) }),
      ) as never,
  },
});

/** Without when it holds and which version it is. */
function ownOf(version: NonNullable<ReturnType<typeof shownVersion>>) {
  const { weekday, startMinute, durationMinutes, roomId, capacity, instructorIds } = version;
  return { weekday, startMinute, durationMinutes, roomId, capacity, instructorIds: [...instructorIds] };
}

function lastSlot(room: ClassRoom): SlotValues | undefined {
  const last = room.page().slots.at(-1)?.versions.at(-1);
  return last && slotValuesOf(ownOf(last));
}
