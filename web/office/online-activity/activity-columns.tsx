import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { readable } from "../../shared/readable.ts";
import type { Column } from "../../shared/table/column.ts";
import { Pill } from "../../shared/ui/pill.tsx";
import { kindWords, stateWords } from "./activity-words.ts";
import { ItemAge } from "./item-age.tsx";

export const activityColumns: Column<ActivityRow>[] = [
  {
    id: "summary",
    label: "What happened",
    width: "minmax(220px, 2.2fr)",
    card: "title",
    class: "truncate",
    cell: (row) => readable(row.summary),
  },
  {
    id: "kind",
    label: "Kind",
    width: "156px",
    card: "line",
    cell: (row) => <Pill tone={row.nature === "request" ? "warn" : "plain"}>{kindWords[row.kind]}</Pill>,
  },
  {
    id: "family",
    label: "Family",
    width: "minmax(110px, 0.9fr)",
    card: "line",
    class: "truncate text-ink-2",
    cell: (row) => row.familyName,
  },
  {
    id: "state",
    label: "State",
    width: "minmax(120px, 0.8fr)",
    card: "hidden",
    cell: (row) => <State row={row} />,
  },
  {
    id: "age",
    label: "Since",
    width: "112px",
    card: "aside",
    cell: (row) => <ItemAge row={row} />,
  },
];

function State(props: { row: ActivityRow }) {
  const state = () => stateWords[props.row.state];
  const who = () => props.row.claimedByName?.split(" ")[0];
  return (
    <Pill tone={state()?.tone}>
      {props.row.state === "in_review" && who() ? `With ${who()}` : state()?.label}
    </Pill>
  );
}
