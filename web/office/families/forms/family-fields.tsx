import { Show } from "solid-js";
import type { FamilyOptions } from "../../../../worker/domains/families/shapes.ts";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { countryOptions } from "./countries.ts";
import { CustomValueFields, customFieldsOf } from "./custom-value-fields.tsx";
import { discountOptions } from "./discount-options.ts";
import { choices } from "./family-options.ts";
import { FieldPair, FieldSection } from "./field-section.tsx";
import { type FieldSource, orNull } from "./field-source.ts";

type FamilyFieldsProps = { form: FieldSource; options: FamilyOptions | undefined };

/** The facts of the family itself; its people have their own groups. */
export function FamilyFields(props: FamilyFieldsProps) {
  return (
    <>
      <FieldSection>
        <FamilyNameField form={props.form} />
      </FieldSection>
      <AddressFields form={props.form} />
      <FamilyMoreFields {...props} />
    </>
  );
}

export function FamilyNameField(props: { form: FieldSource }) {
  return (
    <TextInput
      label="Family name"
      description="As your school speaks of it, for example Núñez – Ortega."
      field={props.form.field("name")}
      maxLength={120}
    />
  );
}

export function AddressFields(props: { form: FieldSource }) {
  const field = (name: string) => orNull(props.form.field(name));
  return (
    <FieldSection title="Address">
      <TextInput label="Street" optional field={field("addressLine1")} maxLength={120} />
      <TextInput label="Apartment, building" optional field={field("addressLine2")} maxLength={120} />
      <FieldPair>
        <TextInput label="City" optional field={field("city")} maxLength={80} />
        <TextInput label="State or region" optional field={field("region")} maxLength={80} />
      </FieldPair>
      <FieldPair>
        <TextInput label="Postal code" optional field={field("postalCode")} maxLength={20} />
        <Select label="Country" optional field={field("country")} options={countryOptions()} />
      </FieldPair>
    </FieldSection>
  );
}

export function FamilyMoreFields(props: FamilyFieldsProps) {
  const field = (name: string) => orNull(props.form.field(name));
  const places = () => props.options?.locations.map(({ id, name }) => ({ id, label: name }));
  return (
    <FieldSection title="More about the family">
      <TextInput
        label="Flag"
        description="A short remark that staff see beside the name."
        optional
        field={field("flagText")}
        maxLength={200}
      />
      <FieldPair>
        <Select
          label="Home location"
          optional
          field={field("homeLocationId")}
          options={choices(places(), field("homeLocationId").value(), "None")}
        />
        <Show when={props.options?.referralSources.length !== 0}>
          <Select
            label="Found us through"
            optional
            field={field("referralSourceId")}
            options={choices(props.options?.referralSources, field("referralSourceId").value(), "Not known")}
          />
        </Show>
        <Select
          label="Special discount"
          optional
          field={field("specialDiscount")}
          options={discountOptions}
        />
      </FieldPair>
      <CustomValueFields form={props.form} fields={customFieldsOf(props.options, "family")} />
    </FieldSection>
  );
}
