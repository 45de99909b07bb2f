import { Show } from "solid-js";
import type { StaffRow } from "../../../worker/domains/staff/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Fact, Facts, PeekPanel } from "../../shared/ui/peek-panel.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";

export function StaffPeek(props: { row: StaffRow; onClose: () => void }) {
  return (
    <PeekPanel
      title={props.row.name}
      subtitle={props.row.title}
      href={`/staff/${props.row.id}`}
      onClose={props.onClose}
    >
      <Facts>
        <Fact label="Status">
          <StatusPill status={props.row.isActive ? "active" : "inactive"} />
        </Fact>
        <Fact label="User name">{props.row.username}</Fact>
        <Fact label="Groups">{props.row.groups.map((group) => group.name).join(", ") || "None"}</Fact>
        <Show when={props.row.phone}>
          {(phone) => (
            <Fact label="Phone">
              <a class="hover:underline" href={`tel:${phone().replace(/[^\d+]/g, "")}`}>
                {formats().phone(phone())}
              </a>
            </Fact>
          )}
        </Show>
        <Show when={props.row.email}>
          {(email) => (
            <Fact label="E-mail">
              <a class="hover:underline" href={`mailto:${email()}`}>
                {email()}
              </a>
            </Fact>
          )}
        </Show>
      </Facts>
    </PeekPanel>
  );
}
