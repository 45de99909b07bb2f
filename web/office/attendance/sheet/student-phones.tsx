import { For, Show } from "solid-js";
import type { RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { PhoneIcon } from "../../../shared/ui/icons.tsx";
import { Popover } from "../../../shared/ui/popover.tsx";
import { calledName } from "./sheet-state.ts";

/** Whom to call, one press away; on a phone the second press dials. */
export function StudentPhones(props: { student: RollSheetStudent }) {
  const shown = (phone: string) => (phone.startsWith("+") ? formats().phone(phone) : phone);
  return (
    <Show when={props.student.phones.length > 0}>
      <Popover
        label={`Phones for ${calledName(props.student)}`}
        triggerClass="inline-grid size-8 flex-none place-items-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:size-11"
        class="w-72"
        trigger={
          <>
            <PhoneIcon />
            <span class="sr-only">Phones for {calledName(props.student)}</span>
          </>
        }
      >
        <ul class="flex flex-col">
          <For each={props.student.phones}>
            {(entry) => (
              <li>
                <a
                  class="flex min-h-11 flex-col justify-center rounded-sm px-2 py-1 hover:bg-hover"
                  href={`tel:${entry.phone}`}
                >
                  <span class="text-sm text-ink-3">
                    <bdi>{entry.name}</bdi>
                    {entry.relationship ? `, ${entry.relationship}` : ""}
                    {entry.isGuardian ? "" : " · emergency contact"}
                  </span>
                  <span class="text-md font-medium tabular-nums">{shown(entry.phone)}</span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </Popover>
    </Show>
  );
}
