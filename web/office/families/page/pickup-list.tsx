import { For, Show } from "solid-js";
import type { FamilyPickup } from "../../../../worker/domains/families/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { IconButton } from "../../../shared/ui/icon-button.tsx";
import { CheckIcon, PencilIcon, PlusIcon, XIcon } from "../../../shared/ui/icons.tsx";
import { PhoneLine } from "./contact-line.tsx";
import type { FamilyRoom } from "./family-room.ts";
import { studentName } from "./names.ts";
import { NothingYet, Section } from "./section.tsx";

export const isOver = (pickup: FamilyPickup) =>
  pickup.validUntil !== null && pickup.validUntil < formats().today();

/** Who may take the children with them. Barred people come first and are told apart by word, sign and colour. */
export function PickupList(props: { room: FamilyRoom }) {
  const pickups = () => {
    const all = props.room.page().pickups;
    return [...all.filter(({ kind }) => kind === "barred"), ...all.filter(({ kind }) => kind !== "barred")];
  };
  return (
    <Section
      title="Pick-up"
      count={pickups().length}
      action={
        <Show when={props.room.mayEdit()}>
          <Button
            size="small"
            variant="quiet"
            icon={PlusIcon}
            onClick={() => props.room.open({ kind: "pickup" })}
          >
            Add person
          </Button>
        </Show>
      }
    >
      <For
        each={pickups()}
        fallback={<NothingYet>Only the guardians. Add whoever else may, and whoever must not.</NothingYet>}
      >
        {(pickup) => <PickupEntry room={props.room} pickup={pickup} />}
      </For>
    </Section>
  );
}

function PickupEntry(props: { room: FamilyRoom; pickup: FamilyPickup }) {
  const pickup = () => props.pickup;
  const isBarred = () => pickup().kind === "barred";
  const verdict = () => {
    if (isOver(pickup())) return `Over since ${formats().date(pickup().validUntil ?? "")}`;
    if (isBarred()) return "Must not pick up";
    return pickup().validUntil ? `May until ${formats().date(pickup().validUntil ?? "")}` : "May pick up";
  };
  const details = () =>
    [
      pickup().relationship,
      pickup().studentId && `for ${studentName(props.room.page(), pickup().studentId)}`,
    ].filter(Boolean);
  return (
    <div
      class="flex items-start gap-2.5 border-t border-line py-2"
      classList={{ "text-ink-3": isOver(pickup()) }}
    >
      <span
        class="mt-0.5 grid size-5 flex-none place-items-center"
        classList={{
          "rounded-full bg-good-soft text-good": !isBarred(),
          "rounded-xs bg-bad text-accent-ink": isBarred(),
        }}
      >
        <Show when={isBarred()} fallback={<CheckIcon class="size-3.5" />}>
          <XIcon class="size-3.5" />
        </Show>
      </span>
      <div class="min-w-0 flex-1">
        <p class="[overflow-wrap:anywhere]">
          <bdi class="font-medium">{pickup().name}</bdi>{" "}
          <span class="text-ink-3">{details().join(" · ")}</span>
        </p>
        <p
          classList={{ "font-semibold text-bad": isBarred() && !isOver(pickup()), "text-ink-2": !isBarred() }}
        >
          {verdict()}
        </p>
        <Show when={pickup().reason}>
          <p class="text-ink-2 [overflow-wrap:anywhere]">{pickup().reason}</p>
        </Show>
        <Show when={pickup().phone}>{(phone) => <PhoneLine number={phone()} />}</Show>
      </div>
      <Show when={props.room.mayEdit()}>
        <span class="-mt-1 -mr-2" data-no-print>
          <IconButton
            label={`Edit ${pickup().name}`}
            icon={PencilIcon}
            onClick={() => props.room.open({ kind: "pickup", id: pickup().id })}
          />
        </span>
      </Show>
    </div>
  );
}
