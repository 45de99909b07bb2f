import type { StudentRow } from "../../../worker/domains/students/schemas.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";

export const genders: Record<string, string> = { female: "Female", male: "Male", other: "Other" };

export const studentColumns = (words: () => string): Column<StudentRow>[] => [
  {
    id: "name",
    label: "Student",
    width: "minmax(150px, 1.2fr)",
    card: "title",
    class: "font-semibold",
    cell: (row) => <Highlight text={row.name} search={words()} />,
  },
  {
    id: "age",
    label: "Age",
    width: "minmax(132px, 148px)",
    class: "tabular-nums",
    cell: (row) => <Age row={row} />,
  },
  {
    id: "gender",
    label: "Gender",
    width: "76px",
    card: "hidden",
    class: "text-ink-2",
    cell: (row) => genders[row.gender ?? ""],
  },
  {
    id: "family",
    label: "Family",
    width: "minmax(140px, 1fr)",
    card: "hidden",
    class: "text-ink-2",
    cell: (row) => row.familyName,
  },
  {
    id: "guardian",
    label: "Primary guardian",
    width: "minmax(210px, 1.4fr)",
    class: "flex gap-1.5",
    cell: (row) => <Guardian row={row} />,
  },
  {
    id: "status",
    label: "Status",
    width: "104px",
    card: "aside",
    cell: (row) => <StatusPill status={row.isActive ? "active" : "inactive"} />,
  },
];

// A cell is drawn anew when its row changes, so what it shows of the row is read once and not watched.
function Age(props: { row: StudentRow }) {
  const { birthDate } = props.row;
  if (birthDate === null) return <span class="text-ink-3">Not known</span>;
  const age = formats().age(birthDate);
  const date = formats().date(birthDate);
  return (
    <>
      <span class="sm:mr-2 sm:inline-block sm:w-10">{age}</span>
      <span class="text-ink-3 max-sm:hidden">{date}</span>
    </>
  );
}

function Guardian(props: { row: StudentRow }) {
  const { guardianName, phone } = props.row;
  const name = guardianName ?? <span class="text-ink-3">No guardian</span>;
  const number = phone ? (
    <span class="flex-none text-ink-3 tabular-nums">{formats().phone(phone)}</span>
  ) : undefined;
  return (
    <>
      <span class="cut">{name}</span>
      {number}
    </>
  );
}
