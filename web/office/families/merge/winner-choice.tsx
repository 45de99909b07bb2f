import { For, Show } from "solid-js";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { createQuery } from "../../../shared/query.ts";
import { StatusPill } from "../../../shared/ui/pill.tsx";
import { SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { familyStatus } from "../family-columns.tsx";

type WinnerChoiceProps = { ids: string[]; winnerId: string; onChoose: (id: string) => void };

export function WinnerChoice(props: WinnerChoiceProps) {
  return (
    <fieldset>
      <legend class="mb-2 font-semibold">
        Which one stays?
        <span class="block font-regular text-ink-2">
          It keeps its name, address and other facts; what it leaves blank is filled from the others.
        </span>
      </legend>
      <div class="flex flex-col gap-2">
        <For each={props.ids}>
          {(id) => <Candidate id={id} chosen={id === props.winnerId} onChoose={() => props.onChoose(id)} />}
        </For>
      </div>
    </fieldset>
  );
}

function Candidate(props: { id: string; chosen: boolean; onChoose: () => void }) {
  const page = createQuery<FamilyPage>(() => `/families/${props.id}`);
  return (
    <label class="flex cursor-pointer items-start gap-3 rounded-md border border-line px-3 py-2.5 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        name="winner"
        class="mt-1 size-4 flex-none"
        checked={props.chosen}
        onChange={() => props.onChoose()}
      />
      <Show when={page.data()} fallback={<CandidateWaiting />}>
        {(known) => <CandidateFacts page={known()} />}
      </Show>
    </label>
  );
}

function CandidateFacts(props: { page: FamilyPage }) {
  const { family } = props.page;
  const guardians = () =>
    props.page.guardians.map(({ firstName, lastName }) => `${firstName} ${lastName}`).join(", ");
  const contacts = () =>
    [
      ...props.page.phones.map(({ e164, number }) => (e164 ? formats().phone(e164) : number)),
      ...props.page.emails.map(({ address }) => address),
    ].join(" · ");
  const address = () => [family.addressLine1, family.city].filter(Boolean).join(", ");
  return (
    <span class="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 sm:grid-cols-[1fr_1fr_auto]">
      <span class="min-w-0">
        <span class="block font-semibold [overflow-wrap:anywhere]">{family.name}</span>
        <span class="block text-ink-3">
          Since {formats().instant(family.createdAt, { month: "short", year: "numeric" })}
          <Show when={address()}> · {address()}</Show>
        </span>
      </span>
      <span class="min-w-0 text-ink-2">
        <span class="block truncate">{guardians() || "No guardian"}</span>
        <span class="block truncate text-ink-3 tabular-nums" title={contacts()}>
          {contacts() || "No phone or e-mail"}
        </span>
        <span class="block text-ink-3 [overflow-wrap:anywhere]">
          <Students page={props.page} />
        </span>
      </span>
      <span>
        <StatusPill
          status={familyStatus({ isSuspended: family.suspension !== null, isActive: family.isActive })}
        />
      </span>
    </span>
  );
}

function Students(props: { page: FamilyPage }) {
  return (
    <For each={props.page.students} fallback="No students">
      {(student, index) => (
        <>
          <Show when={index() > 0}>, </Show>
          {student.firstName}
          <Show when={student.birthDate}>
            {(birthDate) => <span class="tabular-nums"> {formats().age(birthDate())}</span>}
          </Show>
        </>
      )}
    </For>
  );
}

/** As high as the three lines that will be here. */
function CandidateWaiting() {
  return (
    <span class="flex h-15 flex-1 flex-col justify-around" aria-hidden="true">
      <SkeletonText width={140} />
      <SkeletonText width={220} />
      <SkeletonText width={180} />
    </span>
  );
}
