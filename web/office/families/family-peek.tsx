import { For, Show } from "solid-js";
import type { FamilyRow } from "../../../worker/domains/families/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { Fact, Facts, PeekPanel, PeekSection } from "../../shared/ui/peek-panel.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";
import { familyStatus } from "./family-columns.tsx";

export function FamilyPeek(props: { row: FamilyRow; onClose: () => void }) {
  return (
    <PeekPanel
      title={props.row.name}
      subtitle={props.row.guardianName}
      href={`/families/${props.row.id}`}
      onClose={props.onClose}
    >
      <Facts>
        <Fact label="Status">
          <StatusPill status={familyStatus(props.row)} />
        </Fact>
        <Show when={props.row.phone}>
          {(phone) => (
            <Fact label="Phone">
              <a class="hover:underline" href={`tel:${phone()}`}>
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
      <PeekSection title="Students" note={props.row.students.length}>
        <ul class="flex flex-col gap-1.5">
          <For each={props.row.students} fallback={<li class="text-ink-3">None yet</li>}>
            {(student) => (
              <li class="flex justify-between gap-3">
                {student.name}
                <Show when={student.birthDate}>
                  {(birthDate) => <span class="text-ink-3 tabular-nums">{formats().age(birthDate())}</span>}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </PeekSection>
    </PeekPanel>
  );
}
