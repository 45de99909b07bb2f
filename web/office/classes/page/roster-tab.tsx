import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { RosterEntry } from "../../../../worker/domains/classes/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { LockIcon, UsersIcon } from "../../../shared/ui/icons.tsx";
import { Pill, type PillTone } from "../../../shared/ui/pill.tsx";
import { ClassRoster } from "../../enrollments/class-roster.tsx";
import { Section } from "../../families/page/section.tsx";
import { studentHref } from "../../families/student-href.ts";
import { dayText, shownVersion, slotTime } from "../class-words.ts";
import type { ClassRoom } from "./class-room.ts";

const kinds: Record<RosterEntry["kind"], { label: string; tone: PillTone }> = {
  active: { label: "Active", tone: "good" },
  trial: { label: "Trial", tone: "warn" },
  makeup: { label: "Makeup", tone: "accent" },
  single_day: { label: "Single day", tone: "plain" },
  wait: { label: "Waiting", tone: "plain" },
};

/** Who is in the class now or will be, and who waits for a place. */
export default function RosterTab(props: { room: ClassRoom }) {
  const roster = () => props.room.page().roster;
  const id = () => props.room.page().class.id;
  /** What whoever looks at the names must know of one of them. */
  const notesOf = (studentId: string) => {
    const entry = roster()?.find((one) => one.studentId === studentId);
    return entry && { allergies: entry.allergies, flagText: entry.flagText };
  };
  return (
    <Show when={!can("enrollments")} fallback={<ClassRoster classId={id()} notesOf={notesOf} />}>
      <Seen room={props.room} />
    </Show>
  );
}

/** Who takes attendance without a right to enrollments sees the names and nothing to do with them. */
function Seen(props: { room: ClassRoom }) {
  const roster = () => props.room.page().roster;
  const of = (isWaiting: boolean) => roster()?.filter((entry) => (entry.kind === "wait") === isWaiting) ?? [];
  return (
    <Show
      when={roster()}
      fallback={
        <EmptyState icon={LockIcon} title="You may not see who is enrolled">
          Ask an administrator of your school for the right to “Enrollments” or “Attendance”.
        </EmptyState>
      }
    >
      <Show
        when={roster()?.length}
        fallback={
          <EmptyState icon={UsersIcon} title="Nobody is enrolled">
            Students who are enrolled in this class, now or from a later day on, are listed here.
          </EmptyState>
        }
      >
        <div class="flex flex-col gap-8">
          <Section title="Students" count={of(false).length}>
            <Entries entries={of(false)} room={props.room} />
          </Section>
          <Show when={of(true).length > 0}>
            <Section title="Waitlist" count={of(true).length}>
              <Entries entries={of(true)} room={props.room} isQueue />
            </Section>
          </Show>
        </div>
      </Show>
    </Show>
  );
}

function Entries(props: { entries: RosterEntry[]; room: ClassRoom; isQueue?: boolean }) {
  return (
    <ol class="flex flex-col divide-y divide-line border-t border-line">
      <For each={props.entries}>
        {(entry, index) => (
          <li class="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-0.5 py-1.5">
            <Show when={props.isQueue}>
              <span class="w-6 text-right text-ink-3 tabular-nums">{index() + 1}</span>
            </Show>
            <span class="min-w-40 flex-1 font-medium [overflow-wrap:anywhere]">
              <Show when={can("families")} fallback={entry.studentName}>
                <A class="hover:underline" href={studentHref(entry.familyId, entry.studentId)}>
                  {entry.studentName}
                </A>
              </Show>
              <Show when={entry.birthDate}>
                {(date) => (
                  <span class="ml-2 font-regular text-ink-3 tabular-nums">{formats().age(date())}</span>
                )}
              </Show>
            </span>
            <Show when={entry.allergies}>{(text) => <Pill tone="bad">Allergy: {text()}</Pill>}</Show>
            <Show when={entry.flagText}>{(text) => <Pill tone="warn">{text()}</Pill>}</Show>
            <Show when={entry.isOverCapacity}>
              <Pill tone="warn">Over capacity</Pill>
            </Show>
            <span class="text-ink-3 tabular-nums">{daysText(entry, props.room)}</span>
            <Pill tone={entry.waitState === "offered" ? "accent" : kinds[entry.kind].tone}>
              {entry.waitState === "offered" ? "Offered a place" : kinds[entry.kind].label}
            </Pill>
          </li>
        )}
      </For>
    </ol>
  );
}

/** Which slots, and from when until when. */
function daysText(entry: RosterEntry, room: ClassRoom): string {
  const today = formats().today();
  const slots = room
    .page()
    .slots.filter((slot) => entry.slotIds?.includes(slot.id))
    .flatMap((slot) => shownVersion(slot.versions, today) ?? [])
    .map(slotTime);
  const parts = [slots.join(", ")];
  if (entry.startsOn === entry.endsOn) parts.push(dayText(entry.startsOn));
  else {
    if (entry.startsOn > today) parts.push(`from ${dayText(entry.startsOn)}`);
    if (entry.endsOn !== null) parts.push(`until ${dayText(entry.endsOn)}`);
  }
  return parts.filter(Boolean).join(" · ");
}
