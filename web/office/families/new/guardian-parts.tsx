import { Index, type JSX, Show } from "solid-js";
import type { FamilyOptions } from "../../../../worker/domains/families/shapes.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { PlusIcon } from "../../../shared/ui/icons.tsx";
import { Select } from "../../../shared/ui/select.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { EmailRows } from "../forms/email-rows.tsx";
import { choices } from "../forms/family-options.ts";
import { FieldPair, FieldSection } from "../forms/field-section.tsx";
import { orNull } from "../forms/field-source.ts";
import { newGuardian } from "../forms/new-records.ts";
import { PhoneRows } from "../forms/phone-rows.tsx";
import type { NewFamilyForm } from "./new-family-form.ts";
import { PersonCard } from "./person-card.tsx";

const guardiansMax = 10;

export type PartProps = { form: NewFamilyForm; options: FamilyOptions | undefined };

/** One card a guardian, with whatever a step asks about her; guardians are added and removed where they are named. */
export function GuardianCards(
  props: PartProps & { fixed?: boolean; children: (prefix: string, index: number) => JSX.Element },
) {
  const guardians = () => props.form.values.guardians;
  const nameOf = (index: number) => {
    const { firstName = "", lastName = "" } = guardians()[index] ?? {};
    return `${firstName} ${lastName}`.trim();
  };
  const title = (index: number) => {
    const role = index === 0 ? "Primary guardian" : `Guardian ${index + 1}`;
    return props.fixed && nameOf(index) ? nameOf(index) : role;
  };
  const remove = (index: number) =>
    props.form.set(
      "guardians",
      guardians()
        .filter((_, place) => place !== index)
        .map((guardian, place) => ({ ...guardian, isPrimary: place === 0 })),
    );
  return (
    <div class="flex flex-col gap-4">
      <Index each={guardians()}>
        {(_, index) => (
          <PersonCard
            title={title(index)}
            removeLabel={`Remove ${nameOf(index) || title(index).toLowerCase()}`}
            onRemove={!props.fixed && guardians().length > 1 ? () => remove(index) : undefined}
          >
            {props.children(`guardians.${index}`, index)}
          </PersonCard>
        )}
      </Index>
      <Show when={!props.fixed && guardians().length < guardiansMax}>
        <Button
          class="self-start"
          icon={PlusIcon}
          onClick={() => {
            const place = guardians().length;
            props.form.set("guardians", [...guardians(), newGuardian()]);
            queueMicrotask(() =>
              document.getElementById(props.form.field(`guardians.${place}.firstName`).id)?.focus(),
            );
          }}
        >
          Add another guardian
        </Button>
      </Show>
    </div>
  );
}

export function GuardianNames(props: PartProps & { prefix: string }) {
  const field = (name: string) => props.form.field(`${props.prefix}.${name}`);
  return (
    <FieldSection>
      <FieldPair>
        <TextInput label="First name" field={field("firstName")} maxLength={80} />
        <TextInput label="Last name" optional field={field("lastName")} maxLength={80} />
      </FieldPair>
      <Select
        label="Relationship to the students"
        optional
        field={orNull(field("relationshipId"))}
        options={choices(props.options?.relationships, field("relationshipId").value(), "Not known")}
      />
    </FieldSection>
  );
}

export function GuardianContacts(props: PartProps & { prefix: string }) {
  return (
    <>
      <FieldSection title="E-mail">
        <EmailRows
          form={props.form}
          prefix={props.prefix}
          options={props.options}
          duplicates={props.form.duplicates}
        />
      </FieldSection>
      <FieldSection title="Phone">
        <PhoneRows
          form={props.form}
          prefix={props.prefix}
          options={props.options}
          duplicates={props.form.duplicates}
        />
      </FieldSection>
    </>
  );
}
