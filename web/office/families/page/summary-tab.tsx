import { ContactList } from "./contact-list.tsx";
import { FamilyFacts } from "./family-facts.tsx";
import type { FamilyRoom } from "./family-room.ts";
import { GuardianList } from "./guardian-list.tsx";
import { PickupList } from "./pickup-list.tsx";
import { StudentCards } from "./student-cards.tsx";

export function SummaryTab(props: { room: FamilyRoom }) {
  return (
    <div class="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div class="flex min-w-0 flex-col gap-8">
        <GuardianList room={props.room} />
        <StudentCards room={props.room} />
      </div>
      <div class="flex min-w-0 flex-col gap-8">
        <PickupList room={props.room} />
        <ContactList room={props.room} />
        <FamilyFacts room={props.room} />
      </div>
    </div>
  );
}
