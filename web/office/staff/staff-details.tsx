import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import type { StaffPage } from "../../../worker/domains/staff/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { countryName } from "../settings/places.ts";
import { PersonGroups } from "./person-groups.tsx";
import { StaffAbsences } from "./staff-absences.tsx";

type StaffDetailsProps = { page: StaffPage; path: string };

export function StaffDetails(props: StaffDetailsProps) {
  const person = () => props.page.person;
  const address = () => {
    const { addressLine1, addressLine2, city, region, postalCode, country } = person();
    const town = [city, [region, postalCode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
    return [addressLine1, addressLine2, town, country && countryName(country)].filter(Boolean).join("\n");
  };
  return (
    <div class="grid max-w-5xl gap-x-12 gap-y-8 px-4 py-5 sm:px-6 lg:grid-cols-2">
      <LogIn person={person()} />
      <section>
        <h2 class="mb-2 text-md font-bold tracking-tight">Groups</h2>
        <PersonGroups page={props.page} path={props.path} />
      </section>
      <Show when={can("classes")}>
        <StaffAbsences staffId={person().id} path={props.path} />
      </Show>
      <Section title="Person">
        <Row label="Phone">
          <Show when={person().phone}>
            {(phone) => (
              <a class="hover:underline" href={`tel:${phone().replace(/[^\d+]/g, "")}`}>
                {formats().phone(phone())}
              </a>
            )}
          </Show>
        </Row>
        <Row label="Address">
          <Show when={address()}>{(text) => <span class="whitespace-pre-line">{text()}</span>}</Show>
        </Row>
        <Row label="Born">{dateText(person().birthDate)}</Row>
        <Row label="Hired">{dateText(person().hiredOn)}</Row>
        <Row label="About">
          <Show when={person().bio}>{(bio) => <span class="whitespace-pre-line">{bio()}</span>}</Show>
        </Row>
      </Section>
      <Section title="In an emergency">
        <Row label="Call">{person().emergencyContactName}</Row>
        <Row label="Phone">
          {person().emergencyContactPhone && formats().phone(person().emergencyContactPhone ?? "")}
        </Row>
      </Section>
      <Show when={props.page.customFields.length > 0}>
        <Section title="Our own fields">
          <For each={props.page.customFields}>
            {(field) => <Row label={field.label}>{person().customValues[field.id]}</Row>}
          </For>
        </Section>
      </Show>
      <Show when={can("audit")}>
        <p class="text-sm text-ink-3 lg:col-span-2">
          Here since {formats().instant(person().createdAt, { dateStyle: "medium" })}.{" "}
          <A class="link" href={`/audit?actor=${person().id}`}>
            What {person().firstName} did
          </A>
        </p>
      </Show>
    </div>
  );
}

function LogIn(props: { person: StaffPage["person"] }) {
  return (
    <Section title="Log-in">
      <Row label="User name">{props.person.username}</Row>
      <Row label="E-mail">
        <Show when={props.person.email}>
          {(email) => (
            <a class="hover:underline" href={`mailto:${email()}`}>
              {email()}
            </a>
          )}
        </Show>
      </Row>
      <Row label="Password">
        <Show when={props.person.hasPassword} fallback={<Pill tone="warn">None yet</Pill>}>
          Set
        </Show>
        <Show when={props.person.invitedUntil}>
          {(until) => (
            <p class="text-sm text-ink-3">A link was sent; it works until {formats().instant(until())}.</p>
          )}
        </Show>
      </Row>
    </Section>
  );
}

const dateText = (date: string | null) => (date ? formats().date(date) : null);

function Section(props: { title: string; children: JSX.Element }) {
  return (
    <section>
      <h2 class="mb-2 text-md font-bold tracking-tight">{props.title}</h2>
      <dl class="flex flex-col">{props.children}</dl>
    </section>
  );
}

function Row(props: { label: string; children: JSX.Element }) {
  return (
    <div class="grid grid-cols-[7rem_1fr] gap-3 border-b border-line py-2 last:border-0">
      <dt class="text-ink-3">{props.label}</dt>
      <dd class="min-w-0 [overflow-wrap:anywhere] empty:after:text-ink-3 empty:after:content-['–']">
        {props.children}
      </dd>
    </div>
  );
}
