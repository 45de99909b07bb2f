import type { ClassRow, SlotBrief } from "../../../worker/domains/classes/shapes.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { ageText, genderLabel, slotTime, statusLabel, statusTones } from "./class-words.ts";
import { LevelMark } from "./level-mark.tsx";

export const classColumns = (words: () => string): Column<ClassRow>[] => [
  {
    id: "name",
    label: "Class",
    width: "minmax(180px, 1.5fr)",
    card: "title",
    class: "font-semibold",
    cell: (row) => <Highlight text={row.name} search={words()} />,
  },
  {
    id: "level",
    label: "Level",
    width: "minmax(110px, 0.9fr)",
    card: "hidden",
    class: "text-ink-2",
    cell: (row) => <LevelMark name={row.levelName} color={row.levelColor} />,
  },
  {
    id: "day",
    label: "Times",
    width: "minmax(150px, 1.2fr)",
    class: "truncate tabular-nums",
    cell: (row) => <Times slots={row.slots} />,
  },
  {
    id: "instructors",
    label: "Instructors",
    width: "minmax(120px, 1fr)",
    card: "hidden",
    class: "truncate text-ink-2",
    cell: (row) => [...new Set(row.slots.flatMap((slot) => slot.instructors))].join(", "),
  },
  {
    id: "ages",
    label: "Ages",
    width: "minmax(84px, 112px)",
    card: "hidden",
    class: "truncate text-ink-2 tabular-nums",
    cell: (row) => [ageText(row), row.gender && genderLabel(row.gender)].filter(Boolean).join(" · "),
  },
  {
    id: "openings",
    label: "Taken",
    width: "minmax(124px, 148px)",
    card: "aside",
    class: "flex items-center gap-2 tabular-nums",
    cell: (row) => <Places row={row} />,
  },
];

// A cell is drawn anew when its row changes, so what it shows of the row is read once and not watched.

function Times(props: { slots: readonly SlotBrief[] }) {
  if (props.slots.length === 0) return <span class="text-ink-3">No times yet</span>;
  return <>{props.slots.map(slotTime).join(", ")}</>;
}

/** Each slot's own places where they differ; the free ones as a word, so that "full" is read and not counted. */
function Places(props: { row: ClassRow }) {
  const { slots, enrolled, capacity, waiting, status } = props.row;
  if (status !== "active" && status !== "future")
    return <Pill tone={statusTones[status]}>{statusLabel(status)}</Pill>;
  const counts =
    slots.length > 0 ? slots.map((slot) => `${slot.enrolled}/${slot.capacity}`) : [`${enrolled}/${capacity}`];
  const isFull = slots.length > 0 && slots.every((slot) => slot.openings === 0);
  // Places that are free and promised to those who wait.
  const isHeld = slots.some((slot) => slot.enrolled < slot.capacity) && waiting > 0;
  const title = slots
    .map((slot) => `${slotTime(slot)}: ${slot.enrolled} of ${slot.capacity}, ${slot.openings} free`)
    .join("\n");
  return (
    <span class="flex min-w-0 items-center gap-2" title={title}>
      <span class={isFull ? "font-semibold text-warn" : ""}>{[...new Set(counts)].join(", ")}</span>
      {isFull ? <span class="text-sm text-warn">{isHeld ? "Held" : "Full"}</span> : undefined}
      {waiting > 0 ? <span class="text-sm text-ink-3">+{formats().number(waiting)} wait</span> : undefined}
    </span>
  );
}
