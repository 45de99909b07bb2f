import { type GuardianInput, guardianInput } from "../../../../worker/domains/families/schemas.ts";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { api } from "../../../shared/api.ts";
import { createDuplicates } from "../forms/duplicates.ts";
import { GuardianFields } from "../forms/guardian-fields.tsx";
import { newGuardian, withoutEmptyRows } from "../forms/new-records.ts";
import type { FamilyRoom, Written } from "./family-room.ts";
import { fullName } from "./names.ts";
import { RecordDrawer } from "./record-drawer.tsx";
import { createRecordForm } from "./record-form.ts";

const labels = {
  firstName: "First name",
  lastName: "Last name",
  relationshipId: "Relationship",
  isPrimary: "Primary guardian",
  mayPickUp: "May pick up",
  livesWithStudents: "Lives with the students",
  birthDate: "Birth date",
  employer: "Employer",
  emails: "E-mail",
  phones: "Phone",
};

function find(page: FamilyPage, id: string | undefined) {
  const guardian = page.guardians.find((one) => one.id === id);
  if (!guardian) return undefined;
  const { id: _id, version, ...facts } = guardian;
  const own = <T extends { readonly guardianId: string | null }>(list: readonly T[]) =>
    list.filter((entry) => entry.guardianId === id);
  const values: GuardianInput = {
    ...facts,
    emails: own(page.emails).map(({ id, address, typeId, isPrimary, bulkOptIn }) => ({
      id,
      address,
      typeId,
      isPrimary,
      bulkOptIn,
    })),
    phones: own(page.phones).map(({ id, number, e164, typeId, isPrimary, textOptIn }) => ({
      id,
      number: e164 ?? number,
      typeId,
      isPrimary,
      textOptIn,
    })),
  };
  return { values, version };
}

/** A number that nobody touched keeps the notation in which somebody once wrote it. */
function asWritten(page: FamilyPage, guardian: GuardianInput): GuardianInput {
  const phones = guardian.phones.map((phone) => {
    const known = page.phones.find(({ id }) => id === phone.id);
    return known && known.e164 === phone.number ? { ...phone, number: known.number } : phone;
  });
  return { ...guardian, phones };
}

export function GuardianDrawer(props: { room: FamilyRoom; id?: string }) {
  const { room } = props;
  const path = `${room.path()}/guardians`;
  const page = room.snapshot();
  const lastName = page.guardians[0]?.lastName ?? "";
  const form = createRecordForm<GuardianInput, GuardianInput>({
    room,
    find: (current) => find(current, props.id),
    fresh: { ...newGuardian(lastName), isPrimary: page.guardians.length === 0 },
    schema: filledRows,
    send: (output, kept, idempotencyKey) => {
      const body = asWritten(page, output);
      return kept
        ? api.put<Written>(`${path}/${props.id}`, { ...body, version: kept.version }, { idempotencyKey })
        : api.post<Written>(path, body, { idempotencyKey });
    },
  });
  const duplicates = createDuplicates(
    () => ({
      emails: form.values.emails.map(({ address }) => address.trim()).filter(Boolean),
      phones: form.values.phones.map(({ number }) => number.trim()).filter(Boolean),
      students: [],
    }),
    page.family.id,
  );
  const guardian = page.guardians.find(({ id }) => id === props.id);

  function remove() {
    room.close();
    if (!guardian) return;
    void room.act(() => api.delete<Written>(`${path}/${guardian.id}`, { version: guardian.version }));
  }

  return (
    <RecordDrawer
      room={room}
      form={form}
      title={guardian ? fullName(guardian) : "New guardian"}
      labels={labels}
      duplicates={duplicates}
      onDelete={page.guardians.length > 1 ? remove : undefined}
    >
      <GuardianFields
        form={form}
        options={room.options()}
        duplicates={duplicates}
        onlyOne={guardian ? page.guardians.length === 1 : page.guardians.length === 0}
      />
    </RecordDrawer>
  );
}

/** Rows left empty are dropped before anything is judged. */
const filledRows = {
  "~standard": {
    validate: (value: unknown) =>
      guardianInput["~standard"].validate(withoutEmptyRows(value as GuardianInput)),
  },
};
