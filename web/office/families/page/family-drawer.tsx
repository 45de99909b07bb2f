import { type FamilyFields as Fields, familyFields } from "../../../../worker/domains/families/schemas.ts";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { api } from "../../../shared/api.ts";
import { changedOnly } from "../../../shared/merge-edits.ts";
import { filledValues } from "../forms/custom-value-fields.tsx";
import { FamilyFields } from "../forms/family-fields.tsx";
import { newFamily } from "../forms/new-records.ts";
import type { FamilyRoom, Written } from "./family-room.ts";
import { RecordDrawer } from "./record-drawer.tsx";
import { createRecordForm } from "./record-form.ts";

const labels: Record<keyof Fields, string> = {
  name: "Family name",
  addressLine1: "Street",
  addressLine2: "Apartment, building",
  city: "City",
  region: "State or region",
  postalCode: "Postal code",
  country: "Country",
  homeLocationId: "Home location",
  referralSourceId: "Found us through",
  flagText: "Flag",
  specialDiscount: "Special discount",
  customValues: "Your school's own fields",
};

function find({ family }: FamilyPage) {
  const keys = Object.keys(labels) as (keyof Fields)[];
  const values = Object.fromEntries(keys.map((key) => [key, family[key]])) as Fields;
  return { values: structuredClone(values), version: family.version };
}

export function FamilyDrawer(props: { room: FamilyRoom }) {
  const form = createRecordForm<Fields, Fields>({
    room: props.room,
    find,
    fresh: newFamily(),
    schema: familyFields,
    send: (output, kept, idempotencyKey) => {
      const values = { ...output, customValues: filledValues(output.customValues) };
      const changed = kept ? changedOnly(kept.values, values) : values;
      return api.patch<Written>(
        props.room.path(),
        { ...changed, version: kept?.version },
        { idempotencyKey },
      );
    },
  });
  return (
    <RecordDrawer room={props.room} form={form} title="Edit the family" labels={labels}>
      <FamilyFields form={form} options={props.room.options()} />
    </RecordDrawer>
  );
}
