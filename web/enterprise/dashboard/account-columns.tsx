import type { DashboardAccount } from "../../../worker/enterprise/dashboard/schemas.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { AccountKey } from "../accounts/account-key.tsx";
import { moneyIn, percent } from "./money.ts";

const count = (value: number) => formats().number(value);
const overdue = ({ aging }: DashboardAccount) =>
  aging.to30Minor + aging.to60Minor + aging.to90Minor + aging.over90Minor;

/** What each account brings to the sums. */
export const accountColumns: Column<DashboardAccount>[] = [
  {
    id: "key",
    label: "",
    width: "2.5rem",
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
  figure("enrollments", "Enrollments", (row) => count(row.now.enrollments), "line"),
  figure("change", "Month", (row) => signed(row.now.enrollments - row.before.enrollments)),
  figure("openings", "Openings", (row) => count(Math.max(0, row.now.places - row.now.filled))),
  figure("fill", "Fill rate", (row) => percent(row.now.filled, row.now.places), "line"),
  figure("retention", "Retention", (row) =>
    percent(row.before.studentsBefore - row.before.studentsLost, row.before.studentsBefore),
  ),
  figure("revenue", "Revenue", (row) => moneyIn(row.currency)(row.now.revenueMinor), "line"),
  figure("receivables", "Receivables", (row) => moneyIn(row.currency)(row.now.receivableMinor)),
  figure("overdue", "Past due", (row) => moneyIn(row.currency)(overdue(row))),
  {
    id: "read",
    label: "Read",
    width: "minmax(84px, 104px)",
    card: "hidden",
    class: "truncate text-ink-3 tabular-nums",
    cell: (row) => (row.syncedAt === null ? "Not yet" : formats().ago(row.syncedAt)),
  },
];

function figure(
  id: string,
  label: string,
  cell: (row: DashboardAccount) => string,
  card: "line" | "hidden" = "hidden",
): Column<DashboardAccount> {
  return { id, label, width: "minmax(84px, 1fr)", align: "end", card, class: "tabular-nums", cell };
}

const signed = (value: number) => (value > 0 ? `+${count(value)}` : value < 0 ? `−${count(-value)}` : "0");
