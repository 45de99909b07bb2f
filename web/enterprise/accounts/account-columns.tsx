import type { EnterpriseAccount } from "../../../worker/enterprise/accounts/schemas.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { AccountKey } from "./account-key.tsx";
import { dataAge, healthOf, planName } from "./account-words.ts";

type Words = { search: () => string; groupPath: (id: string | null) => string };

export const accountColumns = ({ search, groupPath }: Words): Column<EnterpriseAccount>[] => [
  {
    id: "key",
    label: "Key",
    width: "2.5rem",
    card: "aside",
    class: "-my-1",
    cell: (row) => <AccountKey account={row} />,
  },
  {
    id: "name",
    label: "Account",
    width: "minmax(170px, 1.4fr)",
    card: "title",
    class: "font-semibold",
    cell: (row) => <Highlight text={row.name} search={search()} />,
  },
  {
    id: "group",
    label: "Group",
    width: "minmax(120px, 1.1fr)",
    class: "truncate text-ink-2",
    cell: (row) => groupPath(row.groupId),
  },
  {
    id: "owner",
    label: "Owner",
    width: "minmax(110px, 1fr)",
    card: "hidden",
    class: "truncate text-ink-2",
    cell: (row) => <Highlight text={row.ownerName} search={search()} />,
  },
  {
    id: "contact",
    label: "Contact",
    width: "minmax(110px, 1fr)",
    card: "hidden",
    class: "truncate text-ink-2",
    cell: (row) => <Highlight text={row.contactName || row.contactEmail} search={search()} />,
  },
  {
    id: "place",
    label: "Location",
    width: "minmax(110px, 1fr)",
    class: "truncate text-ink-2",
    cell: (row) => <Highlight text={row.place} search={search()} />,
  },
  {
    id: "plan",
    label: "Plan",
    width: "92px",
    card: "hidden",
    class: "truncate text-ink-2",
    cell: (row) => planName(row.plan),
  },
  {
    id: "synced",
    label: "Figures read",
    width: "minmax(96px, 116px)",
    card: "hidden",
    class: "truncate text-ink-2 tabular-nums",
    cell: dataAge,
  },
  {
    id: "health",
    label: "Health",
    width: "minmax(84px, 126px)",
    card: "hidden",
    cell: (row) => (
      <Pill tone={healthOf(row).tone} dot>
        {healthOf(row).label}
      </Pill>
    ),
  },
];
