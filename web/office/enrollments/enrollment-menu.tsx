import { Show } from "solid-js";
import type { EnrollmentKind } from "../../../worker/domains/enrollments/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import { EllipsisIcon } from "../../shared/ui/icons.tsx";
import { Menu, MenuItem } from "../../shared/ui/menu.tsx";
import { type EnrollmentSubject, openBilling, openDrop, openEdit, openTransfer } from "./opening.ts";

type EnrollmentMenuProps = {
  subject: EnrollmentSubject;
  kind: EnrollmentKind;
  endsOn: string | null;
  studentName: string;
  className: string;
};

/** What can be done with one enrollment; nothing with one that is over. */
export function EnrollmentMenu(props: EnrollmentMenuProps) {
  const isOver = () => props.endsOn !== null && props.endsOn < formats().today();
  return (
    <Show when={can("enrollments", "full") && !isOver()}>
      <Menu
        label={`Change the enrollment of ${props.studentName} in ${props.className}`}
        placement="bottom-end"
        triggerClass="relative grid size-7 flex-none place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-11"
        trigger={<EllipsisIcon />}
      >
        <Show when={props.kind !== "wait"}>
          <MenuItem label="Edit dates and slots…" onSelect={() => openEdit(props.subject)} />
        </Show>
        <Show when={props.kind === "active" || props.kind === "single_day"}>
          <MenuItem label="How it is billed…" onSelect={() => openBilling(props.subject)} />
        </Show>
        <Show when={props.kind === "active"}>
          <MenuItem label="Transfer…" onSelect={() => openTransfer([props.subject])} />
        </Show>
        <MenuItem
          label={props.kind === "wait" ? "Take off the waitlist…" : "Drop…"}
          onSelect={() => openDrop([props.subject])}
        />
      </Menu>
    </Show>
  );
}
