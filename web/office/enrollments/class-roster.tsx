import { For, Match, Show, Switch } from "solid-js";
import type { EnrollmentRow, ClassRoster as Roster } from "../../../worker/domains/enrollments/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { can } from "../../shared/session.ts";
import { stableRows } from "../../shared/stable-rows.ts";
import { Button } from "../../shared/ui/button.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { ArrowRightLeftIcon, PlusIcon, UsersIcon } from "../../shared/ui/icons.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { classRosterPath } from "./calls.ts";
import { EnrollmentMenu } from "./enrollment-menu.tsx";
import { FamilyLink } from "./family-link.tsx";
import { KindPill } from "./kind-pill.tsx";
import { openDropClass, openEnroll, openTransfer } from "./opening.ts";
import { PlacesList } from "./places-list.tsx";
import { RosterSkeleton } from "./roster-skeleton.tsx";
import { StudentBadges } from "./student-badges.tsx";
import { slotsText } from "./words.ts";

type NotesOf = (studentId: string) => { allergies: string | null; flagText: string | null } | undefined;
type ClassRosterProps = { classId: string; notesOf?: NotesOf };

/** Everybody in a class, now and soon. */
export function ClassRoster(props: ClassRosterProps) {
  const roster = createQuery<Roster>(() => classRosterPath(props.classId));
  return (
    <Switch>
      <Match when={roster.data()}>{(data) => <People roster={data()} notesOf={props.notesOf} />}</Match>
      <Match when={roster.error()}>
        {(error) => (
          <ErrorState error={error()} title="The roster could not be loaded" onRetry={roster.refetch} />
        )}
      </Match>
      <Match when={roster.pending()}>
        <RosterSkeleton label="the roster" />
      </Match>
    </Switch>
  );
}

function People(props: { roster: Roster; notesOf?: NotesOf }) {
  const current = stableRows<EnrollmentRow>(() => props.roster.current, "id");
  const future = stableRows<EnrollmentRow>(() => props.roster.future, "id");
  const enroll = () => openEnroll({ classId: props.roster.classId });
  const everybody = () => current().length + future().length;
  return (
    <Show
      when={everybody() > 0}
      fallback={
        <EmptyState
          icon={UsersIcon}
          title="Nobody is in this class yet"
          action={
            <Show when={can("enrollments", "full")}>
              <Button variant="primary" icon={PlusIcon} onClick={enroll}>
                Enroll a student
              </Button>
            </Show>
          }
        >
          Whoever is enrolled stands here with the days on which they come.
        </EmptyState>
      }
    >
      <div class="flex max-w-5xl flex-col gap-6">
        <PlacesList slots={props.roster.slots} />
        <Group title="Now" rows={current()} notesOf={props.notesOf} empty="Nobody comes at the moment." />
        <Show when={future().length > 0}>
          <Group title="Begin later" rows={future()} notesOf={props.notesOf} empty="" />
        </Show>
        <Show when={can("enrollments", "full")}>
          <WholeClass roster={props.roster} />
        </Show>
      </div>
    </Show>
  );
}

type GroupProps = {
  title: string;
  rows: EnrollmentRow[];
  empty: string;
  notesOf?: NotesOf;
};

function Group(props: GroupProps) {
  return (
    <section class="min-w-0">
      <header class="flex min-h-8 items-center gap-2 pb-1">
        <h2 class="font-semibold">{props.title}</h2>
        <span class="flex-1 text-ink-3 tabular-nums">{props.rows.length || ""}</span>
      </header>
      <ul class="flex flex-col border-t border-line">
        <For each={props.rows} fallback={<li class="py-3 text-ink-3">{props.empty}</li>}>
          {(row) => <Entry row={row} notes={props.notesOf?.(row.studentId)} />}
        </For>
      </ul>
    </section>
  );
}

function Entry(props: { row: EnrollmentRow; notes: ReturnType<NotesOf> }) {
  const row = () => props.row;
  const days = () => {
    const { startsOn, endsOn } = row();
    if (startsOn === endsOn) return `on ${formats().date(startsOn)}`;
    const since = `${startsOn > formats().today() ? "from" : "since"} ${formats().date(startsOn)}`;
    return endsOn === null ? since : `${since}, until ${formats().date(endsOn)}`;
  };
  return (
    <li class="flex min-h-11 items-center gap-x-3 border-b border-line py-1.5 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto]">
      <span class="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5">
        <span class="font-book [overflow-wrap:anywhere]">
          <FamilyLink row={row()} />
        </span>
        <Show when={row().birthDate}>
          {(birthDate) => <span class="text-sm text-ink-3 tabular-nums">{formats().age(birthDate())}</span>}
        </Show>
        <StudentBadges row={row()} />
        <Show when={props.notes?.allergies}>{(text) => <Pill tone="bad">Allergy: {text()}</Pill>}</Show>
        <Show when={props.notes?.flagText}>{(text) => <Pill tone="warn">{text()}</Pill>}</Show>
        <Show when={row().isOverCapacity}>
          <Pill tone="warn">Over capacity</Pill>
        </Show>
        <Show when={row().note}>
          <span class="block w-full text-sm text-ink-2 [overflow-wrap:anywhere]">{row().note}</span>
        </Show>
      </span>
      <span class="flex flex-none items-center gap-3 text-sm text-ink-2 tabular-nums max-sm:order-last max-sm:col-span-2 max-sm:justify-between">
        <span>
          {days()}
          <Show when={row().slotIds !== null}> · {slotsText(row().slots)}</Show>
        </span>
        <KindPill kind={row().kind} />
      </span>
      <EnrollmentMenu
        subject={row()}
        kind={row().kind}
        endsOn={row().endsOn}
        studentName={row().studentName}
        className={row().className}
      />
    </li>
  );
}

/** Acts on everybody at once stand apart, below the names. */
function WholeClass(props: { roster: Roster }) {
  const movable = () =>
    [...props.roster.current, ...props.roster.future].filter(({ kind }) => kind === "active");
  return (
    <div class="flex flex-wrap gap-2" data-no-print>
      <Button
        size="small"
        icon={ArrowRightLeftIcon}
        disabled={movable().length === 0}
        onClick={() => openTransfer(movable())}
      >
        Transfer everybody…
      </Button>
      <Button size="small" onClick={() => openDropClass(props.roster.classId)}>
        Drop everybody…
      </Button>
    </div>
  );
}
