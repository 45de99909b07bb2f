import { For, Show } from "solid-js";
import type { FamilyEnrollment, FamilyPage } from "../../../worker/domains/families/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { PeekSection } from "../../shared/ui/peek-panel.tsx";
import { EnrollmentMenu } from "../enrollments/enrollment-menu.tsx";

const kinds: Record<FamilyEnrollment["kind"], string | undefined> = {
  active: undefined,
  trial: "Trial",
  makeup: "Makeup",
  single_day: "One day",
  wait: "Waiting",
};

function when(enrollment: FamilyEnrollment): string {
  const { startsOn, endsOn } = enrollment;
  const starts =
    startsOn > formats().today() ? `Starts ${formats().date(startsOn)}` : `Since ${formats().date(startsOn)}`;
  return endsOn ? `${starts}, until ${formats().date(endsOn)}` : starts;
}

export function PeekEnrollments(props: { page: FamilyPage }) {
  const nameOf = (studentId: string) => {
    const student = props.page.students.find(({ id }) => id === studentId);
    return student?.preferredName ?? student?.firstName;
  };
  const active = () => props.page.enrollments.filter(({ kind }) => kind === "active").length;
  return (
    <Show when={props.page.enrollments.length > 0}>
      <PeekSection title="Enrollments" note={`${active()} active`}>
        <ul class="flex flex-col gap-2.5">
          <For each={props.page.enrollments}>
            {(enrollment) => (
              <li class="relative rounded-md border border-line px-3 py-2">
                <span class="absolute top-1.5 right-1.5">
                  <EnrollmentMenu
                    subject={{ enrollmentId: enrollment.id }}
                    kind={enrollment.kind}
                    endsOn={enrollment.endsOn}
                    studentName={nameOf(enrollment.studentId) ?? ""}
                    className={enrollment.className}
                  />
                </span>
                <p class="pr-8 [overflow-wrap:anywhere]">
                  <span class="font-medium">{enrollment.className}</span>{" "}
                  <span class="text-ink-3">{nameOf(enrollment.studentId)}</span>
                </p>
                <p class="text-ink-3">
                  <Show when={kinds[enrollment.kind]}>{(kind) => <>{kind()} · </>}</Show>
                  {when(enrollment)}
                </p>
              </li>
            )}
          </For>
        </ul>
      </PeekSection>
    </Show>
  );
}
