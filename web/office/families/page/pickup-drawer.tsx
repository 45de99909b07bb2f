import { type PickupInput, pickupInput } from "../../../../worker/domains/families/schemas.ts";
import { api } from "../../../shared/api.ts";
import { newPickup } from "../forms/new-records.ts";
import { PickupFields } from "../forms/pickup-fields.tsx";
import type { FamilyRoom, Written } from "./family-room.ts";
import { RecordDrawer } from "./record-drawer.tsx";
import { createRecordForm } from "./record-form.ts";
import { withoutRecord } from "./without-record.ts";

const labels = {
  kind: "This person",
  name: "Name",
  relationship: "Relationship",
  phone: "Phone",
  reason: "Reason",
  validUntil: "Valid until",
  studentId: "Holds for",
};

export function PickupDrawer(props: { room: FamilyRoom; id?: string }) {
  const { room } = props;
  const path = `${room.path()}/pickups`;
  const pickup = room.snapshot().pickups.find(({ id }) => id === props.id);
  const form = createRecordForm<PickupInput, PickupInput>({
    room,
    find: (page) => {
      const found = page.pickups.find(({ id }) => id === props.id);
      if (!found) return undefined;
      const { id: _id, version, ...values } = found;
      return { values, version };
    },
    fresh: newPickup("authorised"),
    schema: pickupInput,
    send: (output, kept, idempotencyKey) =>
      kept
        ? api.put<Written>(`${path}/${props.id}`, { ...output, version: kept.version }, { idempotencyKey })
        : api.post<Written>(path, output, { idempotencyKey }),
  });

  function remove() {
    room.close();
    if (!pickup) return;
    const { id, version } = pickup;
    void room.act(() => api.delete<Written>(`${path}/${id}`, { version }), withoutRecord("pickups", id));
  }

  return (
    <RecordDrawer
      room={room}
      form={form}
      title={pickup?.name ?? "New pick-up person"}
      labels={labels}
      onDelete={remove}
    >
      <PickupFields form={form} students={room.page().students} />
    </RecordDrawer>
  );
}
