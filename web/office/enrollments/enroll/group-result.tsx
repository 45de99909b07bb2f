import { createSignal, For, Show } from "solid-js";
import type { StudentOutcome } from "../../../../worker/domains/enrollments/shapes.ts";
import type { JoinedStudent } from "../../../../worker/domains/waitlist/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { readable } from "../../../shared/readable.ts";
import { showProblem } from "../../../shared/toasts.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Drawer } from "../../../shared/ui/drawer.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { announcePlaces } from "../announce-places.ts";
import { waitlist } from "../calls.ts";
import type { Enrollment } from "./enroll-state.ts";
import type { Answered } from "./send-enrollment.ts";

type GroupResultProps = {
  answer: Answered & { outcome: "group" | "joined" };
  enrollment: Enrollment;
  onClose: () => void;
};

const outcomes = {
  enrolled: { label: "Enrolled", tone: "good" },
  waitlisted: { label: "Waitlist", tone: "plain" },
  full: { label: "No place", tone: "warn" },
  refused: { label: "Not possible", tone: "bad" },
} as const;

/** What became of each student, and the waitlist for those who found no place. */
export function GroupResult(props: GroupResultProps) {
  const [students, setStudents] = createSignal<readonly (StudentOutcome | JoinedStudent)[]>(
    props.answer.students,
  );
  const [busy, setBusy] = createSignal(false);
  const left = () => students().filter(({ outcome }) => outcome === "full");

  async function join() {
    const ids = left().map(({ studentId }) => studentId);
    const { classId, slotIds, form } = props.enrollment;
    const target = classId();
    if (target === undefined) return;
    setBusy(true);
    try {
      const answer = await waitlist.join({
        studentIds: ids,
        classId: target,
        slotIds: slotIds(),
        startsOn: form.values.startsOn,
        waitsForSiblings: false,
        note: form.values.note.trim() || null,
      });
      announcePlaces([answer.change]);
      const joined = new Map(answer.students.map((student) => [student.studentId, student]));
      setStudents((current) => current.map((student) => joined.get(student.studentId) ?? student));
    } catch (cause) {
      showProblem(cause);
    } finally {
      setBusy(false);
    }
  }

  const enrolled = () => students().filter(({ outcome }) => outcome === "enrolled").length;
  return (
    <Drawer
      open
      onClose={props.onClose}
      title="What became of it"
      description={enrolled() > 0 ? `${plural(enrolled(), "student")} enrolled` : "Nobody was enrolled"}
      actions={
        <>
          <Button onClick={props.onClose}>Close</Button>
          <Show when={left().length > 0}>
            <Button variant="primary" busy={busy()} onClick={() => void join()}>
              Put {left().length} on the waitlist
            </Button>
          </Show>
        </>
      }
    >
      <ul class="flex flex-col">
        <For each={students()}>{(student) => <Outcome student={student} />}</For>
      </ul>
    </Drawer>
  );
}

function Outcome(props: { student: StudentOutcome | JoinedStudent }) {
  const shown = () => outcomes[props.student.outcome];
  const detail = () => {
    const { student } = props;
    if (student.outcome === "waitlisted") return `Position ${student.position}`;
    return student.outcome === "refused"
      ? student.obstacles.map(({ text }) => readable(text)).join(" ")
      : undefined;
  };
  return (
    <li class="flex items-start gap-3 border-t border-line py-2 first:border-0">
      <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <span class="font-book">
          <bdi>{props.student.name}</bdi>
        </span>
        <Show when={detail()}>
          <span class="block text-sm text-ink-2">{detail()}</span>
        </Show>
      </span>
      <Pill tone={shown().tone}>{shown().label}</Pill>
    </li>
  );
}
