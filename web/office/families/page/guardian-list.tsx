import { For, Show } from "solid-js";
import type { FamilyGuardian } from "../../../../worker/domains/families/shapes.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { PencilIcon, PlusIcon } from "../../../shared/ui/icons.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { labelOf } from "../forms/family-options.ts";
import { EmailLine, PhoneLine } from "./contact-line.tsx";
import type { FamilyRoom } from "./family-room.ts";
import { fullName } from "./names.ts";
import { NothingYet, Section } from "./section.tsx";

export function GuardianList(props: { room: FamilyRoom }) {
  const page = () => props.room.page();
  const shared = () => ({
    emails: page().emails.filter((email) => email.guardianId === null),
    phones: page().phones.filter((phone) => phone.guardianId === null),
  });
  return (
    <Section
      title="Guardians"
      count={page().guardians.length}
      action={
        <Show when={props.room.mayEdit()}>
          <Button
            size="small"
            variant="quiet"
            icon={PlusIcon}
            onClick={() => props.room.open({ kind: "guardian" })}
          >
            Add guardian
          </Button>
        </Show>
      }
    >
      <For
        each={page().guardians}
        fallback={<NothingYet>Nobody yet. Add whoever the school speaks to.</NothingYet>}
      >
        {(guardian) => <GuardianEntry room={props.room} guardian={guardian} />}
      </For>
      <Show when={shared().emails.length + shared().phones.length > 0}>
        <div class="border-t border-line py-2">
          <p class="text-sm text-ink-3">Of the whole family</p>
          <For each={shared().phones}>{(phone) => <PhoneLine number={phone.e164 ?? phone.number} />}</For>
          <For each={shared().emails}>{(email) => <EmailLine address={email.address} />}</For>
        </div>
      </Show>
    </Section>
  );
}

function GuardianEntry(props: { room: FamilyRoom; guardian: FamilyGuardian }) {
  const page = () => props.room.page();
  const lists = () => props.room.options();
  const own = <T extends { readonly guardianId: string | null }>(list: readonly T[]) =>
    list.filter((entry) => entry.guardianId === props.guardian.id);
  const phones = () => own(page().phones);
  const emails = () => own(page().emails);
  const facts = () =>
    [
      labelOf(lists()?.relationships, props.guardian.relationshipId),
      !props.guardian.livesWithStudents && "Lives elsewhere",
      props.guardian.employer,
    ].filter(Boolean);
  return (
    <article class="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-t border-line py-2.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_auto]">
      <div class="min-w-0 py-1.5">
        <h3 class="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi class="font-semibold [overflow-wrap:anywhere]">{fullName(props.guardian)}</bdi>
          <Show when={props.guardian.isPrimary}>
            <Pill tone="accent">Primary</Pill>
          </Show>
          <Show when={!props.guardian.mayPickUp}>
            <Pill tone="bad">No pick-up</Pill>
          </Show>
        </h3>
        <Show when={facts().length > 0}>
          <p class="text-ink-3">{facts().join(" · ")}</p>
        </Show>
      </div>
      <div class="min-w-0 max-sm:order-last max-sm:col-span-2">
        <For each={phones()}>
          {(phone) => (
            <PhoneLine
              number={phone.e164 ?? phone.number}
              notes={[
                labelOf(lists()?.phoneTypes, phone.typeId),
                phone.isPrimary && page().phones.length > 1 && "Primary",
                phone.textOptIn && "Texts",
              ]}
            />
          )}
        </For>
        <For each={emails()}>
          {(email) => (
            <EmailLine
              address={email.address}
              notes={[
                labelOf(lists()?.emailTypes, email.typeId),
                email.isPrimary && page().emails.length > 1 && "Primary",
                !email.bulkOptIn && "No group e-mails",
              ]}
            />
          )}
        </For>
        <Show when={phones().length + emails().length === 0}>
          <p class="py-1.5 text-ink-3">No phone or e-mail</p>
        </Show>
      </div>
      <Show when={props.room.mayEdit()}>
        <span class="-mr-2" data-no-print>
          <IconButton
            label={`Edit ${fullName(props.guardian)}`}
            icon={PencilIcon}
            onClick={() => props.room.open({ kind: "guardian", id: props.guardian.id })}
          />
        </span>
      </Show>
    </article>
  );
}
