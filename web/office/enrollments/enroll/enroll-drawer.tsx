import { createSignal, Show } from "solid-js";
import type { EnrollmentOptions } from "../../../../worker/domains/enrollments/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { showToast } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { ErrorSummary } from "../../../shared/ui/error-summary.tsx";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { announcePlaces } from "../announce-places.ts";
import type { EnrollPreset } from "../opening.ts";
import { createEnrollmentOptions } from "../options.ts";
import { SlotChoice } from "../slot-choice.tsx";
import { isOneDay } from "../words.ts";
import { BillingPart } from "./billing-part.tsx";
import { ClassPart } from "./class-part.tsx";
import { DaysPart } from "./days-part.tsx";
import { createEnrollment, type Enrollment } from "./enroll-state.ts";
import { GroupResult } from "./group-result.tsx";
import { KindPart } from "./kind-part.tsx";
import { Outlook } from "./outlook.tsx";
import type { Answered } from "./send-enrollment.ts";
import { SessionPart } from "./session-part.tsx";
import { StudentChoice } from "./student-choice.tsx";

type EnrollDrawerProps = { preset: EnrollPreset; onClose: () => void; onDone?: () => void };

/** One student or many into one class, from wherever somebody thought of it. */
export default function EnrollDrawer(props: EnrollDrawerProps) {
  const [group, setGroup] = createSignal<Answered & { outcome: "group" | "joined" }>();
  const options = createEnrollmentOptions();

  const enrollment: Enrollment = createEnrollment(props.preset, (answer) => {
    if (answer.outcome === "full" || answer.outcome === "refused") {
      // What was seen is not true any more: it is looked at again, and stands where it stood.
      enrollment.preview.refetch();
      showToast(
        answer.outcome === "full" ? "The last place was taken meanwhile" : "This cannot be done any more",
        { tone: "bad", detail: "Nothing was changed. Look at what can be done now." },
      );
      return;
    }
    announcePlaces([answer.change], { detail: positionText(answer) });
    const needsALook =
      (answer.outcome === "group" || answer.outcome === "joined") &&
      answer.students.some(({ outcome }) => outcome === "refused" || outcome === "full");
    if (needsALook) setGroup(answer);
    else finish();
  });

  const finish = () => {
    props.onDone?.();
    props.onClose();
  };

  return (
    <Show
      when={group()}
      fallback={
        <Drawer
          open
          onClose={props.onClose}
          title={titleOf(enrollment)}
          actions={
            <>
              <Button onClick={props.onClose}>Cancel</Button>
              <Button
                type="submit"
                form={enrollment.form.id}
                variant="primary"
                busy={enrollment.form.submitting()}
                disabled={!isReady(enrollment)}
              >
                {actLabel(enrollment)}
              </Button>
            </>
          }
        >
          <form
            id={enrollment.form.id}
            class="flex flex-col gap-5"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              if (isReady(enrollment)) void enrollment.form.submit();
            }}
          >
            <ErrorSummary form={enrollment.form} />
            <Fields enrollment={enrollment} options={options.data()} preset={props.preset} />
          </form>
        </Drawer>
      }
    >
      {(answer) => <GroupResult answer={answer()} enrollment={enrollment} onClose={finish} />}
    </Show>
  );
}

type FieldsProps = { enrollment: Enrollment; options: EnrollmentOptions | undefined; preset: EnrollPreset };

function Fields(props: FieldsProps) {
  const { form, roster, preview, slotIds, setSlotIds, verdict } = props.enrollment;
  const isForced = () => verdict().act === "exceed" || (verdict().warnings.length > 0 && form.values.anyway);
  return (
    <>
      <StudentChoice enrollment={props.enrollment} />
      <ClassPart enrollment={props.enrollment} />
      <KindPart enrollment={props.enrollment} options={props.options} />
      <Show when={!isOneDay(form.values.kind)}>
        <SlotChoice
          slots={roster.data()?.slots ?? []}
          places={preview.data()?.slots}
          chosen={slotIds()}
          onChange={setSlotIds}
        />
      </Show>
      <DaysPart enrollment={props.enrollment} />
      <SessionPart enrollment={props.enrollment} />
      <BillingPart enrollment={props.enrollment} />
      <Outlook enrollment={props.enrollment} />
      <TextInput
        field={form.field("note")}
        label={isForced() ? "Reason" : "Note"}
        description={isForced() ? "Why it is done against the rules; kept with the enrollment." : undefined}
        optional={!isForced()}
        maxLength={1000}
      />
    </>
  );
}

/** Against the rules takes a reason. */
function isReady({ verdict, preview, form }: Enrollment): boolean {
  const { act, warnings } = verdict();
  if (act === undefined || !preview.isCurrent()) return false;
  const isForced = act === "exceed" || (warnings.length > 0 && form.values.anyway);
  return !isForced || form.values.note.trim() !== "";
}

function titleOf({ students }: Enrollment): string {
  const [first, ...more] = students();
  if (!first) return "Enroll a student";
  return more.length === 0 ? `Enroll ${first.name}` : `Enroll ${more.length + 1} students`;
}

function actLabel({ verdict, preview, students }: Enrollment): string {
  const count = students().length;
  const { act } = verdict();
  if (act === "wait") {
    const first = preview.data()?.students.find(({ waitPosition }) => waitPosition !== null)?.waitPosition;
    return count > 1 ? `Put ${count} on the waitlist` : `Join the waitlist as no. ${first}`;
  }
  const { fitting } = verdict();
  return count > 1 && fitting > 0 ? `Enroll ${plural(fitting, "student")}` : "Enroll";
}

function positionText(answer: Answered): string | undefined {
  if (answer.outcome !== "joined") return undefined;
  const places = answer.students.flatMap((student) =>
    student.outcome === "waitlisted" ? [student.position] : [],
  );
  if (places.length === 0) return undefined;
  return places.length === 1 ? `Position ${places[0]}` : `Positions ${places.join(", ")}`;
}
