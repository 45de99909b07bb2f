import { For, Show } from "solid-js";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { PencilIcon, PlusIcon } from "../../../shared/ui/icons.tsx";
import { PhoneLine } from "./contact-line.tsx";
import type { FamilyRoom } from "./family-room.ts";
import { studentName } from "./names.ts";
import { NothingYet, Section } from "./section.tsx";

/** Whom to call when no guardian answers. */
export function ContactList(props: { room: FamilyRoom }) {
  const page = () => props.room.page();
  const about = (studentId: string | null) => {
    const name = studentName(page(), studentId);
    return name && `for ${name}`;
  };
  return (
    <Section
      title="Emergency contacts"
      count={page().contacts.length}
      action={
        <Show when={props.room.mayEdit()}>
          <Button
            size="small"
            variant="quiet"
            icon={PlusIcon}
            onClick={() => props.room.open({ kind: "contact" })}
          >
            Add contact
          </Button>
        </Show>
      }
    >
      <For
        each={page().contacts}
        fallback={<NothingYet>Nobody to call when no guardian answers.</NothingYet>}
      >
        {(contact) => (
          <div class="flex items-start gap-2 border-t border-line py-2">
            <div class="min-w-0 flex-1">
              <p class="[overflow-wrap:anywhere]">
                <bdi class="font-medium">{contact.name}</bdi>{" "}
                <span class="text-ink-3">
                  {[contact.relationship, about(contact.studentId), contact.mayPickUp && "may pick up"]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </p>
              <Show when={contact.phone}>{(phone) => <PhoneLine number={phone()} />}</Show>
              <Show when={contact.secondPhone}>{(phone) => <PhoneLine number={phone()} />}</Show>
            </div>
            <Show when={props.room.mayEdit()}>
              <span class="-mt-1 -mr-2" data-no-print>
                <IconButton
                  label={`Edit ${contact.name}`}
                  icon={PencilIcon}
                  onClick={() => props.room.open({ kind: "contact", id: contact.id })}
                />
              </span>
            </Show>
          </div>
        )}
      </For>
    </Section>
  );
}
