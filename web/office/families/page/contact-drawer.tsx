import { type ContactInput, contactInput } from "../../../../worker/domains/families/schemas.ts";
import { api } from "../../../shared/api.ts";
import { ContactFields } from "../forms/contact-fields.tsx";
import { newContact } from "../forms/new-records.ts";
import type { FamilyRoom, Written } from "./family-room.ts";
import { RecordDrawer } from "./record-drawer.tsx";
import { createRecordForm } from "./record-form.ts";
import { withoutRecord } from "./without-record.ts";

const labels = {
  name: "Name",
  relationship: "Relationship",
  phone: "Phone",
  secondPhone: "Second phone",
  studentId: "To call about",
  mayPickUp: "May pick up",
};

export function ContactDrawer(props: { room: FamilyRoom; id?: string }) {
  const { room } = props;
  const path = `${room.path()}/contacts`;
  const contact = room.snapshot().contacts.find(({ id }) => id === props.id);
  const form = createRecordForm<ContactInput, ContactInput>({
    room,
    find: (page) => {
      const found = page.contacts.find(({ id }) => id === props.id);
      if (!found) return undefined;
      const { id: _id, version, ...values } = found;
      return { values: { ...values, phone: values.phone ?? "" }, version };
    },
    fresh: newContact(),
    schema: contactInput,
    send: (output, kept, idempotencyKey) =>
      kept
        ? api.put<Written>(`${path}/${props.id}`, { ...output, version: kept.version }, { idempotencyKey })
        : api.post<Written>(path, output, { idempotencyKey }),
  });

  function remove() {
    room.close();
    if (!contact) return;
    const { id, version } = contact;
    void room.act(() => api.delete<Written>(`${path}/${id}`, { version }), withoutRecord("contacts", id));
  }

  return (
    <RecordDrawer
      room={room}
      form={form}
      title={contact?.name ?? "New emergency contact"}
      labels={labels}
      onDelete={remove}
    >
      <ContactFields form={form} students={room.page().students} />
    </RecordDrawer>
  );
}
