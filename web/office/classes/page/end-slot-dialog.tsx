import { addDays } from "../../../../tenant-schema/dates.ts";
import { endSlotInput } from "../../../../worker/domains/classes/schemas.ts";
import type { ClassSlot } from "../../../../worker/domains/classes/shapes.ts";
import { api } from "../../../shared/api.ts";
import { toApiError } from "../../../shared/api-error.ts";
import { createForm } from "../../../shared/form.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { DateInput } from "../../../shared/ui/date-input.tsx";
import { Dialog } from "../../../shared/ui/dialog.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { shownVersion, slotTime } from "../class-words.ts";
import { asks, type ClassRoom, type Written } from "./class-room.ts";

/** The last day of a slot; what was planned for later goes. */
export function EndSlotDialog(props: { room: ClassRoom; slot: ClassSlot }) {
  const { room, slot } = props;
  const today = formats().today();
  const held = shownVersion(slot.versions, today) ?? slot.versions.at(-1);
  const version = slot.versions.at(-1)?.version ?? 1;
  const hasBegun = slot.versions.some((one) => one.startsOn <= today);
  const first = slot.versions[0]?.startsOn ?? today;
  const form = createForm({
    initial: {
      lastOn: hasBegun ? today : addDays([first, today].sort()[1] ?? today, -1),
      enrolledSeen: false,
    },
    schema: {
      "~standard": {
        validate: (value: unknown) =>
          endSlotInput["~standard"].validate({ ...(value as object), version }) as never,
      },
    },
    send: async (input: object, idempotencyKey) => {
      try {
        return await api.post<Written>(`${room.path()}/slots/${slot.id}/end`, input, { idempotencyKey });
      } catch (cause) {
        const error = toApiError(cause);
        if (asks.has(error.code)) form.set("enrolledSeen", true);
        throw error;
      }
    },
    onSaved: room.saved,
  });
  return (
    <Dialog
      open
      size="narrow"
      title={held ? `End ${slotTime(held)}?` : "End this slot?"}
      description="Meetings until that day stay. Other slots of the class go on."
      onClose={room.close}
      actions={
        <>
          <Button onClick={room.close}>Cancel</Button>
          <Button variant="danger" type="submit" form={form.id} busy={form.submitting()}>
            {form.values.enrolledSeen ? "End all the same" : "End slot"}
          </Button>
        </>
      }
    >
      <form id={form.id} class="flex flex-col gap-4" novalidate onSubmit={form.submit}>
        <ErrorSummary form={form} />
        <DateInput field={form.field("lastOn")} label="Last day" />
      </form>
    </Dialog>
  );
}
