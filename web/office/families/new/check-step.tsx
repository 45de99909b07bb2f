import { For, type JSX, Show } from "solid-js";
import { formats } from "../../../shared/formats.ts";
import { countryName } from "../forms/countries.ts";
import { DuplicateFamilies } from "./duplicate-families.tsx";
import type { PartProps } from "./guardian-parts.tsx";
import type { StepId } from "./steps.ts";

export function CheckStep(props: PartProps & { onGo: (id: StepId) => void }) {
  const values = () => props.form.values;
  const students = () => values().students.filter(({ firstName }) => firstName.trim());
  const address = () => {
    const { addressLine1, addressLine2, city, region, postalCode, country } = values();
    const place = [addressLine1, addressLine2, city, region, postalCode].filter(Boolean);
    return place.length > 0 ? [...place, country && countryName(country)].filter(Boolean).join(", ") : "";
  };
  return (
    <div class="flex flex-col gap-4">
      <DuplicateFamilies families={props.form.duplicates.found()} />
      <dl class="rounded-md border border-line bg-sheet">
        <Line label="Family" step="address" {...props}>
          <span class="font-semibold">{values().name || <Missing>No name yet</Missing>}</span>
          <Show when={address()}>
            <span class="block text-ink-2">{address()}</span>
          </Show>
        </Line>
        <Line label={values().guardians.length === 1 ? "Guardian" : "Guardians"} step="guardian" {...props}>
          <For each={values().guardians}>
            {(guardian) => (
              <span class="block">
                {`${guardian.firstName} ${guardian.lastName}`.trim() || <Missing>No name yet</Missing>}
              </span>
            )}
          </For>
        </Line>
        <Line label="Contact" step="contact" {...props}>
          <Contacts form={props.form} />
        </Line>
        <Line label="Students" step="students" {...props}>
          <For
            each={students()}
            fallback={<span class="text-ink-3">None yet; they can be added later.</span>}
          >
            {(student) => (
              <span class="block">
                {student.firstName} {student.lastName}
                <Show when={student.birthDate && formats().parseDate(student.birthDate)}>
                  {(birthDate) => (
                    <span class="text-ink-2 tabular-nums">
                      {" "}
                      {formats().age(birthDate())} · {formats().date(birthDate())}
                    </span>
                  )}
                </Show>
                <Show when={student.allergies}>
                  <span class="text-warn"> {student.allergies}</span>
                </Show>
              </span>
            )}
          </For>
        </Line>
      </dl>
    </div>
  );
}

function Contacts(props: Pick<PartProps, "form">) {
  const phones = () =>
    props.form.values.guardians.flatMap(({ phones }) => phones.map(({ number }) => number.trim()));
  const emails = () =>
    props.form.values.guardians.flatMap(({ emails }) => emails.map(({ address }) => address.trim()));
  const texts = () => [
    ...phones().map((number) => (number.startsWith("+") ? formats().phone(number) : number)),
    ...emails(),
  ];
  return (
    <For each={texts().filter(Boolean)} fallback={<span class="text-ink-3">No phone or e-mail.</span>}>
      {(text) => <span class="block tabular-nums">{text}</span>}
    </For>
  );
}

const Missing = (props: { children: JSX.Element }) => <span class="text-bad">{props.children}</span>;

function Line(props: { label: string; step: StepId; onGo: (id: StepId) => void; children: JSX.Element }) {
  return (
    <div class="grid grid-cols-[1fr_auto] gap-x-4 border-t border-line px-4 py-3 first:border-0 sm:grid-cols-[6rem_1fr_auto]">
      <dt class="text-ink-3">{props.label}</dt>
      <dd class="min-w-0 [overflow-wrap:anywhere] max-sm:order-last max-sm:col-span-2">{props.children}</dd>
      <dd>
        <button type="button" class="link" onClick={() => props.onGo(props.step)}>
          Change<span class="sr-only"> {props.label.toLowerCase()}</span>
        </button>
      </dd>
    </div>
  );
}
