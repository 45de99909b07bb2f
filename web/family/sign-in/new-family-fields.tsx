import { Index, Show } from "solid-js";
import type { AccountOptions } from "../../../worker/domains/family-accounts/schemas.ts";
import type { createForm } from "../../shared/form.ts";
import { createQuery } from "../../shared/query.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Checkbox } from "../../shared/ui/checkbox.tsx";
import { DateInput } from "../../shared/ui/date-input.tsx";
import { PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { PasswordInput } from "../../shared/ui/password-input.tsx";
import { Select } from "../../shared/ui/select.tsx";
import { TextInput } from "../../shared/ui/text-input.tsx";
import { school } from "../portal.ts";
import { createAccountWords } from "../words/create-account.ts";
import { signInWords } from "../words/sign-in.ts";
import { type NewFamilyValues, noStudent } from "./new-family.ts";

export type NewFamilyForm = ReturnType<typeof createForm<NewFamilyValues>>;

export function GuardianFields(props: { form: NewFamilyForm }) {
  const words = createAccountWords;
  const options = createQuery<AccountOptions>(() => "/accounts/options");
  const locations = () => [
    { value: "", label: words().chooseLocation },
    ...school().locations.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const sources = () => [
    { value: "", label: words().choose },
    ...(options.data()?.referralSources ?? []).map(({ id, label }) => ({ value: id, label })),
  ];
  const field = (path: string) => props.form.field(path);
  return (
    <div class="grid gap-5 sm:grid-cols-2">
      <TextInput field={field("firstName")} label={words().firstName} autocomplete="given-name" />
      <TextInput field={field("lastName")} label={words().lastName} autocomplete="family-name" />
      <TextInput field={field("phone")} label={words().phone} inputmode="tel" autocomplete="tel" />
      <Show when={school().locations.length > 1}>
        <Select field={field("homeLocationId")} label={words().location} options={locations()} />
      </Show>
      <div class="sm:col-span-2">
        <TextInput
          field={field("addressLine1")}
          label={words().address}
          autocomplete="street-address"
          optional
        />
      </div>
      <TextInput field={field("city")} label={words().city} autocomplete="address-level2" optional />
      <div class="grid grid-cols-2 gap-5">
        <TextInput field={field("region")} label={words().region} autocomplete="address-level1" optional />
        <TextInput
          field={field("postalCode")}
          label={words().postalCode}
          autocomplete="postal-code"
          optional
        />
      </div>
      <Show when={sources().length > 1}>
        <Select field={field("referralSourceId")} label={words().referral} options={sources()} optional />
      </Show>
    </div>
  );
}

export function StudentFields(props: { form: NewFamilyForm }) {
  const words = createAccountWords;
  const students = () => props.form.values.students;
  const genders = () => [
    { value: "", label: words().noGender },
    ...(["female", "male", "other"] as const).map((value) => ({ value, label: words().genders[value] })),
  ];
  const add = () => props.form.set("students", [...students(), noStudent(props.form.values.lastName)]);
  const remove = (index: number) =>
    props.form.set(
      "students",
      students().filter((_, i) => i !== index),
    );
  return (
    <div class="flex flex-col gap-6">
      <Index each={students()}>
        {(_, i) => (
          <fieldset class="surface flex flex-col gap-5 p-4">
            <legend class="sr-only">{words().student(i + 1)}</legend>
            <div class="flex min-h-11 items-center justify-between">
              <p class="font-semibold" aria-hidden="true">
                {words().student(i + 1)}
              </p>
              <Show when={students().length > 1}>
                <Button
                  icon={Trash2Icon}
                  aria-label={words().removeStudent(i + 1)}
                  onClick={() => remove(i)}
                />
              </Show>
            </div>
            <div class="grid gap-5 sm:grid-cols-2">
              <TextInput field={props.form.field(`students.${i}.firstName`)} label={words().firstName} />
              <TextInput field={props.form.field(`students.${i}.lastName`)} label={words().lastName} />
              <DateInput field={props.form.field(`students.${i}.birthDate`)} label={words().birthDate} />
              <Select
                field={props.form.field(`students.${i}.gender`)}
                label={words().gender}
                options={genders()}
                optional
              />
            </div>
          </fieldset>
        )}
      </Index>
      <Show when={students().length < 10}>
        <Button icon={PlusIcon} onClick={add}>
          {words().addStudent}
        </Button>
      </Show>
    </div>
  );
}

export function ConsentFields(props: { form: NewFamilyForm; username: string }) {
  const words = createAccountWords;
  return (
    <div class="flex flex-col gap-5">
      <input type="hidden" autocomplete="username" name="username" value={props.username} />
      <PasswordInput
        field={props.form.field("password")}
        label={signInWords().password}
        description={signInWords().passwordHelp}
        autocomplete="new-password"
      />
      <Checkbox field={props.form.field("isAdult")} label={words().adult} />
      <Checkbox field={props.form.field("wantsNews")} label={words().news} />
      <Checkbox field={props.form.field("wantsTexts")} label={words().texts} />
    </div>
  );
}
