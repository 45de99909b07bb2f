import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import type { Column } from "../../../shared/table/column.ts";
import { Highlight } from "../../../shared/ui/highlight.tsx";
import { KindPill } from "../kind-pill.tsx";
import { LevelDot } from "../level-dot.tsx";
import { StudentBadges } from "../student-badges.tsx";
import { slotsText } from "../words.ts";
import type { CheckInActs } from "./check-in-acts.ts";
import { CheckInCell } from "./check-in-cell.tsx";

const columns = (words: () => string): Column<EnrollmentRow>[] => [
  {
    id: "student",
    label: "Student",
    width: "minmax(190px, 1.3fr)",
    card: "title",
    cell: (row) => <Student row={row} words={words} />,
  },
  {
    id: "kind",
    label: "Type",
    width: "112px",
    card: "aside",
    cell: (row) => <KindPill kind={row.kind} />,
  },
  {
    id: "class",
    label: "Class",
    width: "minmax(170px, 1.2fr)",
    class: "flex gap-2",
    cell: (row) => <Class row={row} />,
  },
  {
    id: "slots",
    label: "Slots",
    width: "minmax(120px, 0.8fr)",
    card: "hidden",
    class: "text-ink-2 tabular-nums",
    cell: (row) => slotsText(row.slots),
  },
  {
    id: "start",
    label: "First day",
    width: "104px",
    class: "tabular-nums",
    cell: (row) => formats().date(row.startsOn),
  },
  {
    id: "drop",
    label: "Last day",
    width: "104px",
    card: "hidden",
    class: "tabular-nums",
    cell: (row) => <LastDay row={row} />,
  },
  {
    id: "family",
    label: "Family",
    width: "minmax(110px, 0.8fr)",
    card: "hidden",
    class: "text-ink-2",
    cell: (row) => row.familyName,
  },
];

/** With the simple check-in where the school has chosen it: its column stands first after the name. */
export function enrollmentColumns(
  words: () => string,
  checkIn: CheckInActs | undefined,
): Column<EnrollmentRow>[] {
  const [student, ...others] = columns(words);
  if (!student || !checkIn) return columns(words);
  const column: Column<EnrollmentRow> = {
    id: "checkIn",
    label: "Here today",
    width: "minmax(120px, 150px)",
    class: "flex gap-1",
    cell: (row) => <CheckInCell row={row} acts={checkIn} />,
  };
  return [student, column, ...others];
}

// A cell is drawn anew when its row changes, so what it shows of the row is read once and not watched.
function Student(props: { row: EnrollmentRow; words: () => string }) {
  const { studentName } = props.row;
  return (
    // Of the link only the name is underlined: no line goes through what stands in a line as a box.
    <span class="inline-flex max-w-full items-center gap-2 align-middle">
      <span class="truncate font-semibold underline-offset-3 group-hover/row:underline">
        <Highlight text={studentName} search={props.words()} />
      </span>
      <StudentBadges row={props.row} />
    </span>
  );
}

function Class(props: { row: EnrollmentRow }) {
  const { className, levelColor } = props.row;
  return (
    <>
      <LevelDot color={levelColor} />
      <span class="truncate">{className}</span>
    </>
  );
}

function LastDay(props: { row: EnrollmentRow }) {
  const { endsOn, startsOn, wait } = props.row;
  if (wait) return wait.position === null ? "" : `Position ${wait.position}`;
  if (endsOn === null) return <span class="text-ink-3">Open</span>;
  return endsOn === startsOn ? <span class="text-ink-3">That day</span> : formats().date(endsOn);
}
