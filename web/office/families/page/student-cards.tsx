import { For, Show } from "solid-js";
import type { FamilyEnrollment, FamilyStudent } from "../../../../worker/domains/families/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { PlusIcon, TriangleAlertIcon } from "../../../shared/ui/icons.tsx";
import { Pill, StatusPill } from "../../../shared/ui/pill.tsx";
import { EnrollmentMenu } from "../../enrollments/enrollment-menu.tsx";
import { openEnroll } from "../../enrollments/opening.ts";
import type { FamilyRoom } from "./family-room.ts";
import { fullName } from "./names.ts";
import { NothingYet, Section } from "./section.tsx";

export function StudentCards(props: { room: FamilyRoom }) {
  const page = () => props.room.page();
  return (
    <Section
      title="Students"
      count={page().students.length}
      action={
        <Show when={props.room.mayEditStudents()}>
          <Button
            size="small"
            variant="quiet"
            icon={PlusIcon}
            onClick={() => props.room.open({ kind: "student" })}
          >
            Add student
          </Button>
        </Show>
      }
    >
      <Show
        when={page().students.length > 0}
        fallback={<NothingYet>Nobody yet. Students are added here, in their family.</NothingYet>}
      >
        <ul class="grid gap-3 pt-1 sm:grid-cols-2">
          <For each={page().students}>{(student) => <StudentCard room={props.room} student={student} />}</For>
        </ul>
      </Show>
    </Section>
  );
}

const kinds: Record<FamilyEnrollment["kind"], string | undefined> = {
  active: undefined,
  trial: "Trial",
  makeup: "Makeup",
  single_day: "Single day",
  wait: "Waitlist",
};

function StudentCard(props: { room: FamilyRoom; student: FamilyStudent }) {
  const student = () => props.student;
  const enrollments = () =>
    props.room.page().enrollments.filter(({ studentId }) => studentId === student().id);
  const about = () => {
    const { birthDate, preferredName } = student();
    return [
      birthDate && `Age ${formats().age(birthDate)} · born ${formats().date(birthDate)}`,
      preferredName && `called ${preferredName}`,
    ]
      .filter(Boolean)
      .join(" · ");
  };
  return (
    <li class="relative flex min-w-0 flex-col gap-2 rounded-md border border-line bg-sheet px-3.5 py-3 hover:border-line-strong">
      <div class="flex items-start gap-2">
        <div class="min-w-0 flex-1">
          <h3 class="font-semibold [overflow-wrap:anywhere]">
            {/* The whole card opens the student; the name is what is announced and focused. */}
            <button
              type="button"
              class="text-left after:absolute after:inset-0 after:rounded-md"
              onClick={() => props.room.open({ kind: "student", id: student().id })}
            >
              <bdi>{fullName(student())}</bdi>
            </button>
          </h3>
          <p class="text-ink-3 tabular-nums">{about() || "No birth date"}</p>
        </div>
        <StatusPill status={student().isActive ? "active" : "inactive"} />
      </div>
      <Show when={student().allergies}>
        <p class="flex items-start gap-1.5 font-medium text-warn">
          <TriangleAlertIcon class="mt-0.5" label="Allergy" />
          <span class="min-w-0 [overflow-wrap:anywhere]">{student().allergies}</span>
        </p>
      </Show>
      <Show when={student().flagText}>
        <p class="text-ink-2 [overflow-wrap:anywhere]">{student().flagText}</p>
      </Show>
      <ul class="mt-auto flex flex-col gap-0.5">
        <For each={enrollments()} fallback={<li class="text-ink-3">In no class</li>}>
          {(enrollment) => (
            <li class="flex items-start gap-1">
              <span class="flex min-h-7 min-w-0 flex-1 flex-wrap items-center gap-x-2">
                <span class="[overflow-wrap:anywhere]">{enrollment.className}</span>
                <Show when={kinds[enrollment.kind]}>{(kind) => <Pill>{kind()}</Pill>}</Show>
                <Show when={enrollment.startsOn > formats().today()}>
                  <span class="text-sm text-ink-3">from {formats().date(enrollment.startsOn)}</span>
                </Show>
                <Show when={enrollment.endsOn}>
                  {(endsOn) => <span class="text-sm text-ink-3">until {formats().date(endsOn())}</span>}
                </Show>
              </span>
              <EnrollmentMenu
                subject={{ enrollmentId: enrollment.id }}
                kind={enrollment.kind}
                endsOn={enrollment.endsOn}
                studentName={fullName(student())}
                className={enrollment.className}
              />
            </li>
          )}
        </For>
      </ul>
      <Show when={can("enrollments", "full")}>
        <span class="relative -mb-1 -ml-2.5 self-start" data-no-print>
          <Button
            size="small"
            variant="quiet"
            icon={PlusIcon}
            aria-label={`Enroll ${fullName(student())}`}
            onClick={() => openEnroll({ students: [{ id: student().id, name: fullName(student()) }] })}
          >
            Enroll
          </Button>
        </span>
      </Show>
    </li>
  );
}
