import type { DashboardAccount } from "../../../worker/enterprise/dashboard/schemas.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { AccountKey } from "../accounts/account-key.tsx";
import { dataAge } from "../accounts/account-words.ts";
import { moneyIn, percent } from "./money.ts";

const count = (value: number) => formats().number(value);
type Part = keyof DashboardAccount["shows"];
const overdue = ({ aging }: DashboardAccount) =>
  aging.to30Minor + aging.to60Minor + aging.to90Minor + aging.over90Minor;

/** What each account brings to the sums. */
export const accountColumns: Column<DashboardAccount>[] = [
  {
    id: "key",
    label: "Key",
    width: "3rem",
    card: "aside",
    class: "-my-1",
    cell: (row) => <AccountKey account={row} />,
  },
  {
    id: "name",
    label: "Account",
    width: "minmax(150px, 1.5fr)",
    card: "title",
    class: "font-semibold",
    cell: (row) => row.name,
  },
  figure("people", "enrollments", "Enrollments", (row) => count(row.now.enrollments), "line"),
  figure("people", "change", "Month", (row) => signed(row.now.enrollments - row.before.enrollments)),
  figure("people", "openings", "Openings", (row) => count(Math.max(0, row.now.places - row.now.filled))),
  figure("people", "fill", "Fill rate", (row) => percent(row.now.filled, row.now.places), "line"),
  figure("people", "retention", "Retention", (row) =>
    percent(row.before.studentsBefore - row.before.studentsLost, row.before.studentsBefore),
  ),
  figure("money", "revenue", "Revenue", (row) => moneyIn(row.currency)(row.now.revenueMinor), "line"),
  figure("money", "receivables", "Receivables", (row) => moneyIn(row.currency)(row.now.receivableMinor)),
  figure("money", "overdue", "Past due", (row) => moneyIn(row.currency)(overdue(row))),
  {
    id: "read",
    label: "Read",
    width: "minmax(84px, 104px)",
    card: "hidden",
    class: "truncate text-ink-3 tabular-nums",
    cell: dataAge,
  },
];

/** What the enterprise keeps from the reader is a dash, which is not a nought. */
function figure(
  part: Part,
  id: string,
  label: string,
  cell: (row: DashboardAccount) => string,
  card: "line" | "hidden" = "hidden",
): Column<DashboardAccount> {
  const shown = (row: DashboardAccount) => (row.shows[part] ? cell(row) : "–");
  return { id, label, width: "minmax(84px, 1fr)", align: "end", card, class: "tabular-nums", cell: shown };
}

const signed = (value: number) => (value > 0 ? `+${count(value)}` : value < 0 ? `−${count(-value)}` : "0");
