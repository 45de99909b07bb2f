import { useNavigate } from "@solidjs/router";
import { createMemo, Show } from "solid-js";
import { addDays } from "../../../../tenant-schema/dates.ts";
import type { Mark, RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { can } from "../../../shared/session.ts";
import { Avatar } from "../../../shared/ui/avatar.tsx";
import { CalendarIcon, EllipsisIcon, NoteIcon, UsersIcon } from "../../../shared/ui/icons.tsx";
import { Menu, MenuItem } from "../../../shared/ui/menu.tsx";
import { KindPill } from "../../enrollments/kind-pill.tsx";
import { markWords, shortDay } from "../attendance-words.ts";
import { ExcuseButton, MarkButtons } from "./mark-buttons.tsx";
import { calledName, type Sheet } from "./sheet-state.ts";
import { StudentAlerts } from "./student-alerts.tsx";
import { StudentPhones } from "./student-phones.tsx";
import { Undecided } from "./undecided.tsx";

type StudentRowProps = { sheet: Sheet; student: RollSheetStudent; index: number };

export function StudentRow(props: StudentRowProps) {
  const student = () => props.student;
  const isCurrent = () => props.sheet.isAt(props.index);
  /** One stop for Tab: the student one is at, and from there the buttons. */
  const tabIndex = () => (isCurrent() ? 0 : -1);
  const mark = createMemo(() => props.sheet.markOf(student()));
  return (
    // A row out of sight is neither laid out nor painted; it counts as high as it was, or as most are.
    <li class="border-b border-line [contain-intrinsic-block-size:auto_6.5rem] [content-visibility:auto] md:[contain-intrinsic-block-size:auto_3.0625rem]">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid of three lines in every browser. */}
      <div
        role="group"
        data-student
        tabIndex={tabIndex()}
        aria-label={`${calledName(student())}: ${markWords(mark())}`}
        class="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 px-4 py-2.5 outline-offset-[-2px] sm:px-6 md:grid-cols-[auto_minmax(0,26rem)_3.5rem_auto_6rem_minmax(4rem,1fr)] md:py-1.5"
        classList={{ "pointer-fine:bg-hover": isCurrent() }}
        onFocusIn={() => props.sheet.setAt(props.index)}
      >
        <Avatar name={calledName(student())} />
        <About sheet={props.sheet} student={student()} mark={mark()} />
        <span class="text-right text-sm text-ink-3 tabular-nums max-md:hidden">
          <Show when={student().attendancePercent !== null}>
            {student().attendancePercent}%<span class="sr-only"> attendance</span>
          </Show>
        </span>
        <div class="col-span-full row-start-2 md:col-auto md:row-auto">
          <MarkButtons sheet={props.sheet} student={student()} mark={mark()} tabIndex={tabIndex()} />
        </div>
        <div class="col-span-full row-start-3 empty:hidden md:col-auto md:row-auto md:block!">
          <ExcuseButton sheet={props.sheet} student={student()} mark={mark()} tabIndex={tabIndex()} />
        </div>
        <div class="col-start-3 row-start-1 -mr-2 flex items-center md:col-auto md:row-auto md:min-w-16 md:justify-end">
          <StudentPhones student={student()} />
          <More {...props} />
        </div>
        <div class="col-span-full empty:hidden">
          <Undecided sheet={props.sheet} student={student()} />
        </div>
      </div>
    </li>
  );
}

/** So long before it the last day of a student is worth a line. */
const leavingDays = 14;

function About(props: { sheet: Sheet; student: RollSheetStudent; mark: Mark }) {
  const student = () => props.student;
  const leaving = () => {
    const { endsOn, kind } = student();
    if (kind !== "active" || endsOn === null) return "";
    return endsOn <= addDays(props.sheet.onDate(), leavingDays) ? `Last day ${shortDay(endsOn)}` : "";
  };
  const remarks = () =>
    [props.mark.isReported ? "Reported absent" : "", props.mark.note, student().enrollmentNote, leaving()]
      .filter(Boolean)
      .join(" · ");
  return (
    <div class="min-w-0">
      <p class="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <span class="font-medium [overflow-wrap:anywhere]">
          <bdi>{calledName(student())}</bdi>
        </span>
        <Show when={student().age !== null}>
          <span class="text-ink-3 tabular-nums">
            <span class="sr-only">age </span>
            {student().age}
          </span>
        </Show>
        <Show when={student().attendancePercent !== null}>
          <span class="text-sm text-ink-3 tabular-nums md:hidden">{student().attendancePercent}%</span>
        </Show>
        <Show when={student().kind !== "active"}>
          <KindPill kind={student().kind} />
        </Show>
        <StudentAlerts student={student()} />
      </p>
      <Show when={student().alerts.allergies}>
        {(text) => (
          <p class="line-clamp-1 text-sm font-medium text-bad" aria-hidden="true">
            {text()}
          </p>
        )}
      </Show>
      <Show when={remarks()}>
        {(text) => <p class="line-clamp-2 text-sm text-ink-2 [overflow-wrap:anywhere]">{text()}</p>}
      </Show>
    </div>
  );
}

function More(props: StudentRowProps) {
  const navigate = useNavigate();
  const student = () => props.student;
  return (
    <Menu
      label={`More for ${calledName(student())}`}
      placement="bottom-end"
      triggerClass="inline-grid size-8 flex-none place-items-center rounded-sm text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:size-11"
      trigger={<EllipsisIcon />}
    >
      <Show when={props.sheet.may("absent")}>
        <MenuItem label="Note …" icon={NoteIcon} keys="n" onSelect={() => props.sheet.setNoting(student())} />
      </Show>
      <Show when={can("attendance", "full")}>
        <MenuItem
          label="Report absences …"
          icon={CalendarIcon}
          onSelect={() => props.sheet.setReporting(student())}
        />
      </Show>
      <Show when={can("families")}>
        <MenuItem
          label="Open the family"
          icon={UsersIcon}
          onSelect={() => navigate(`/families/${student().familyId}`)}
        />
      </Show>
    </Menu>
  );
}
