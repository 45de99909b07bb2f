import { A } from "@solidjs/router";
import { type JSX, Show } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { Fact, Facts, PeekPanel } from "../../../shared/ui/peek-panel.tsx";
import { Pill } from "../../../shared/ui/pill.tsx";
import { studentHref } from "../../families/student-href.ts";
import { KindPill } from "../kind-pill.tsx";
import { openDrop, openEdit, openTransfer } from "../opening.ts";
import { StudentBadges } from "../student-badges.tsx";
import StudentEnrollments from "../student-enrollments.tsx";
import { TimeLeft } from "../waitlist/time-left.tsx";
import { slotsText, waitLabel, waitTones } from "../words.ts";

/** One enrollment beside the list, and what else the student is in. */
export function EnrollmentPeek(props: { row: EnrollmentRow; onClose: () => void }) {
  const row = () => props.row;
  const born = () => row().birthDate;
  return (
    <PeekPanel
      title={row().studentName}
      subtitle={born() ? `Age ${formats().age(born()!)} · family ${row().familyName}` : row().familyName}
      href={studentHref(row().familyId, row().studentId)}
      onClose={props.onClose}
    >
      <Acts row={row()} />
      <Facts>
        <Fact label="Type">
          <span class="flex flex-wrap gap-1.5">
            <KindPill kind={row().kind} />
            <Show when={row().isOverCapacity}>
              <Pill tone="warn">Over capacity</Pill>
            </Show>
          </span>
        </Fact>
        <Fact label="Class">
          <Show when={can("classes")} fallback={row().className}>
            <A class="link" href={`/classes/${row().classId}`}>
              {row().className}
            </A>
          </Show>
          <span class="block text-ink-3">
            {[row().levelName, row().programName, row().locationName].filter(Boolean).join(" · ")}
          </span>
        </Fact>
        <Fact label="Slots">{slotsText(row().slots)}</Fact>
        <Fact label="First day">{formats().date(row().startsOn)}</Fact>
        <Show when={row().wait === null}>
          <Fact label="Last day">
            <Show when={row().endsOn} fallback={<span class="text-ink-3">Open</span>}>
              {(endsOn) => <>{formats().date(endsOn())}</>}
            </Show>
          </Fact>
        </Show>
        <WaitFact row={row()} />
        <OptionalFact label="Reason">{row().dropReason}</OptionalFact>
        <OptionalFact label="Drop note">{row().dropNote}</OptionalFact>
        <OptionalFact label="Note">{row().note}</OptionalFact>
        <Show when={Object.values(row().badges).some(Boolean)}>
          <Fact label="Today">
            <span class="flex flex-wrap gap-1.5">
              <StudentBadges row={row()} />
            </span>
          </Fact>
        </Show>
      </Facts>
      <div class="border-t border-line px-4 py-2">
        <StudentEnrollments studentId={row().studentId} studentName={row().studentName} />
      </div>
    </PeekPanel>
  );
}

function OptionalFact(props: { label: string; children: JSX.Element }) {
  return (
    <Show when={props.children}>
      <Fact label={props.label}>{props.children}</Fact>
    </Show>
  );
}

function WaitFact(props: { row: EnrollmentRow }) {
  return (
    <Show when={props.row.wait}>
      {(wait) => (
        <Fact label="Waitlist">
          <span class="flex flex-wrap items-center gap-x-2">
            <Show when={wait().position}>{(position) => <span>Position {position()}</span>}</Show>
            <Pill tone={waitTones[wait().state]}>{waitLabel(wait().state)}</Pill>
            <Show when={wait().state === "offered" && wait().expiresAt}>
              {(at) => <TimeLeft expiresAt={at()} />}
            </Show>
          </span>
        </Fact>
      )}
    </Show>
  );
}

function Acts(props: { row: EnrollmentRow }) {
  const row = () => props.row;
  const isOver = () => row().endsOn !== null && (row().endsOn ?? "") < formats().today();
  return (
    <Show when={can("enrollments", "full") && !isOver()}>
      <div class="flex flex-wrap gap-2 px-4 pt-3">
        <Show when={row().kind !== "wait"}>
          <Button size="small" onClick={() => openEdit(row())}>
            Edit
          </Button>
        </Show>
        <Show when={row().kind === "active"}>
          <Button size="small" onClick={() => openTransfer([row()])}>
            Transfer
          </Button>
        </Show>
        <Button size="small" onClick={() => openDrop([row()])}>
          {row().kind === "wait" ? "Take off the waitlist" : "Drop"}
        </Button>
      </div>
    </Show>
  );
}
