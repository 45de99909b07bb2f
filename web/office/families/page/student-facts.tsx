import { createEffect, For, lazy, Show, Suspense } from "solid-js";
import type { StudentInput } from "../../../../worker/domains/families/schemas.ts";
import type { FamilyStudent } from "../../../../worker/domains/families/shapes.ts";
import { createPainted } from "../../../shared/after-paint.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { LockIcon, PencilIcon } from "../../../shared/ui/icons.tsx";
import { StatusPill } from "../../../shared/ui/pill.tsx";
import { customFieldsOf } from "../forms/custom-value-fields.tsx";
import { discountLabel, discountOptions } from "../forms/discount-options.ts";
import { genderOptions, photoOptions } from "../forms/student-fields.tsx";
import type { FactEditor } from "./fact-editor.tsx";
import { FactList, FactRow } from "./fact-list.tsx";
import { photoFact, studentCustomFact, studentFact } from "./facts.ts";
import { customEditor, shownCustom } from "./family-facts.tsx";
import type { FamilyRoom } from "./family-room.ts";
import { InlineFact } from "./inline-fact.tsx";
import { fullName } from "./names.ts";
import type { EditableFact } from "./save-fact.ts";

const StudentEnrollments = lazy(() => import("../../enrollments/student-enrollments.tsx"));
const StudentTokens = lazy(() => import("../../attendance/makeups/student-tokens.tsx"));

/** To be fetched before somebody looks at a student. */
export const studentParts = [StudentEnrollments, StudentTokens];

type StudentProps = { room: FamilyRoom; student: FamilyStudent };
type TextKey = Exclude<keyof StudentInput, "photoAllowed" | "specialDiscount" | "customValues">;

/** The one whom somebody came for takes the focus, so that eyes and keys begin there. */
export function StudentFacts(props: StudentProps & { isWanted?: boolean }) {
  const isPainted = createPainted();
  let name!: HTMLHeadingElement;
  createEffect(() => {
    if (isPainted() && props.isWanted) name.focus();
  });
  return (
    <article aria-label={fullName(props.student)}>
      <header class="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2
          ref={name}
          tabindex="-1"
          class="text-md font-bold tracking-tight outline-none [overflow-wrap:anywhere]"
        >
          <bdi>{fullName(props.student)}</bdi>
        </h2>
        <StatusPill status={props.student.isActive ? "active" : "inactive"} />
        <Show when={props.student.birthDate}>
          {(birthDate) => <span class="text-ink-3 tabular-nums">Age {formats().age(birthDate())}</span>}
        </Show>
        <span class="flex-1" />
        <Show when={props.room.mayEditStudents()}>
          <span data-no-print>
            <Button
              size="small"
              icon={PencilIcon}
              onClick={() => props.room.open({ kind: "student", id: props.student.id })}
            >
              Edit
            </Button>
          </span>
        </Show>
      </header>
      <div class="grid items-start gap-x-12 gap-y-4 md:grid-cols-2">
        <General {...props} />
        <Show when={props.room.maySeeStudents()} fallback={<HealthHidden />}>
          <Health {...props} />
        </Show>
        <Show when={isPainted()}>
          <Suspense>
            <StudentEnrollments studentId={props.student.id} studentName={fullName(props.student)} />
            <StudentTokens studentId={props.student.id} studentName={fullName(props.student)} />
          </Suspense>
        </Show>
      </div>
    </article>
  );
}

const day = (date: string) => formats().date(date);
const phone = (number: string) => formats().phone(number);
const labelIn = (options: { value: string; label: string }[]) => (value: string) =>
  options.find((option) => option.value === value)?.label;

function General(props: StudentProps) {
  const custom = () => customFieldsOf(props.room.options(), "student");
  return (
    <FactList>
      <TextRow {...props} fact="birthDate" label="Birth date" editor={{ as: "date" }} shown={day} />
      <TextRow
        {...props}
        fact="gender"
        label="Gender"
        editor={{ as: "choice", options: genderOptions }}
        shown={labelIn(genderOptions)}
      />
      <TextRow {...props} fact="preferredName" label="Preferred name" max={80} />
      <TextRow {...props} fact="school" label="School" max={120} />
      <TextRow {...props} fact="schoolGrade" label="Grade" max={40} />
      <TextRow {...props} fact="tShirtSize" label="T-shirt size" max={20} />
      <Row
        {...props}
        fact={photoFact(props.student.id)}
        editor={{ as: "choice", options: photoOptions }}
        shown={labelIn(photoOptions)}
      />
      <TextRow {...props} fact="flagText" label="Flag" max={200} />
      <Show when={can("billing_setup", "full") || props.student.specialDiscount}>
        <FactRow label="Discount">
          <InlineFact
            room={props.room}
            fact={studentFact(props.student.id, "specialDiscount", "Discount")}
            editor={{ as: "choice", options: discountOptions }}
            shown={discountLabel}
            editable={props.room.mayEditStudents() && can("billing_setup", "full")}
          />
        </FactRow>
      </Show>
      <For each={custom()}>
        {(field) => (
          <Row
            {...props}
            fact={studentCustomFact(props.student.id, field.id, field.label)}
            editor={customEditor(field)}
            shown={(value) => shownCustom(field, value)}
          />
        )}
      </For>
    </FactList>
  );
}

function Health(props: StudentProps) {
  return (
    <FactList>
      <TextRow {...props} fact="allergies" label="Allergies" max={2000} />
      <TextRow {...props} fact="medications" label="Medication" max={2000} />
      <TextRow
        {...props}
        fact="medicalNotes"
        label="Medical notes"
        editor={{ as: "lines", maxLength: 4000 }}
      />
      <TextRow {...props} fact="doctorName" label="Doctor" max={120} />
      <TextRow {...props} fact="doctorPhone" label="Doctor's phone" editor={{ as: "phone" }} shown={phone} />
      <TextRow {...props} fact="insuranceProvider" label="Insurance" max={120} />
      <TextRow {...props} fact="insurancePolicyNumber" label="Insurance no." max={80} />
    </FactList>
  );
}

function HealthHidden() {
  return (
    <p class="flex items-start gap-2 border-t border-line py-3 text-ink-3">
      <LockIcon class="mt-0.5" />
      Allergies, medication and doctors are shown to people with the right to see students.
    </p>
  );
}

type Shown = (value: string) => string | undefined;

function TextRow(
  props: StudentProps & { fact: TextKey; label: string; max?: number; editor?: FactEditor; shown?: Shown },
) {
  return (
    <Row
      room={props.room}
      fact={studentFact(props.student.id, props.fact, props.label)}
      editor={props.editor ?? { as: "text", maxLength: props.max ?? 200 }}
      shown={props.shown}
    />
  );
}

/** Who may only look is spared the facts that nobody has entered. */
function Row(props: { room: FamilyRoom; fact: EditableFact; editor: FactEditor; shown?: Shown }) {
  return (
    <Show when={props.room.mayEditStudents() || props.fact.read(props.room.page())}>
      <FactRow label={props.fact.label}>
        <InlineFact
          room={props.room}
          fact={props.fact}
          editor={props.editor}
          shown={props.shown}
          editable={props.room.mayEditStudents()}
        />
      </FactRow>
    </Show>
  );
}
