import { For, Show } from "solid-js";
import type { ClassPage, ClassRow } from "../../../worker/domains/classes/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { Fact, Facts, PeekPanel, PeekSection } from "../../shared/ui/peek-panel.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import {
  ageText,
  genderLabel,
  openingsText,
  statusLabel,
  statusTones,
  timeRange,
  weekdayName,
} from "./class-words.ts";
import { LevelMark } from "./level-mark.tsx";
import { ConflictList } from "./page/conflict-list.tsx";

type ClassPeekProps = { id: string; row?: ClassRow; onClose: () => void };

const rosterMax = 12;

export function ClassPeek(props: ClassPeekProps) {
  const page = createQuery<ClassPage>(() => `/classes/${props.id}`);
  return (
    <PeekPanel
      title={page.data()?.class.name ?? props.row?.name ?? "Class"}
      subtitle={page.data()?.class.programName ?? props.row?.programName ?? " "}
      href={`/classes/${props.id}`}
      onClose={props.onClose}
    >
      <Show when={props.row}>{(row) => <Head row={row()} />}</Show>
      <Show
        when={page.data()}
        fallback={
          <Show when={page.error()} fallback={<Waiting />}>
            {(error) => <ErrorState error={error()} onRetry={page.refetch} />}
          </Show>
        }
      >
        {(known) => <Details page={known()} />}
      </Show>
    </PeekPanel>
  );
}

/** What the list knows already. */
function Head(props: { row: ClassRow }) {
  return (
    <>
      <Facts>
        <Fact label="Status">
          <Pill dot tone={statusTones[props.row.status]}>
            {statusLabel(props.row.status)}
          </Pill>
        </Fact>
        <Show when={props.row.levelName}>
          <Fact label="Level">
            <LevelMark name={props.row.levelName} color={props.row.levelColor} />
          </Fact>
        </Show>
        <Fact label="For">
          {[genderLabel(props.row.gender), ageText(props.row)].filter(Boolean).join(", ")}
        </Fact>
        <Fact label="Where">{props.row.locationName}</Fact>
      </Facts>
      <PeekSection title="Every week">
        <ul class="flex flex-col gap-2">
          <For each={props.row.slots} fallback={<li class="text-ink-3">No times yet</li>}>
            {(slot) => (
              <li class="flex items-baseline gap-3">
                <span class="min-w-0 flex-1">
                  <span class="block font-medium tabular-nums">
                    {weekdayName(slot.weekday)} {timeRange(slot)}
                  </span>
                  <span class="block truncate text-sm text-ink-3">
                    {[slot.roomName, slot.instructors.join(", ")].filter(Boolean).join(" · ")}
                  </span>
                </span>
                <span class={slot.openings > 0 ? "text-ink-2 tabular-nums" : "font-medium text-warn"}>
                  {openingsText(slot.openings)}
                </span>
              </li>
            )}
          </For>
        </ul>
      </PeekSection>
    </>
  );
}

function Details(props: { page: ClassPage }) {
  const students = () => props.page.roster?.filter((entry) => entry.kind !== "wait") ?? [];
  return (
    <>
      <Show when={props.page.conflicts.length > 0}>
        <PeekSection title="Clashes">
          <ConflictList conflicts={props.page.conflicts} />
        </PeekSection>
      </Show>
      <Show when={props.page.roster}>
        <PeekSection title="Students" note={formats().number(students().length)}>
          <ul class="flex flex-col gap-1">
            <For
              each={students().slice(0, rosterMax)}
              fallback={<li class="text-ink-3">Nobody is enrolled</li>}
            >
              {(entry) => (
                <li class="flex gap-2">
                  <span class="min-w-0 flex-1 truncate">{entry.studentName}</span>
                  <span class="text-ink-3 tabular-nums">
                    {entry.birthDate && formats().age(entry.birthDate)}
                  </span>
                </li>
              )}
            </For>
          </ul>
          <Show when={students().length > rosterMax}>
            <p class="mt-1 text-ink-3">and {students().length - rosterMax} more</p>
          </Show>
        </PeekSection>
      </Show>
    </>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label="the class" class="p-4">
      <SkeletonText width={180} />
    </SkeletonRegion>
  );
}
