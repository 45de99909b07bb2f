import type { Accessor } from "solid-js";
import type { StaffRow } from "../../../worker/domains/staff/schemas.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";

/** The standing of everybody is the same in the usual list of active people, so its column comes with the filter. */
export const staffColumns = (search: Accessor<string>, withStatus: Accessor<boolean>): Column<StaffRow>[] => {
  const columns: Column<StaffRow>[] = [
    {
      id: "name",
      label: "Name",
      width: "minmax(150px, 1.3fr)",
      card: "title",
      cell: (row) => (
        <span class="font-semibold">
          <Highlight text={row.name} search={search()} />
        </span>
      ),
    },
    {
      id: "username",
      label: "User name",
      width: "minmax(110px, 1fr)",
      cell: (row) => <Highlight text={row.username} search={search()} />,
    },
    {
      id: "groups",
      label: "Groups",
      width: "minmax(150px, 1.3fr)",
      cell: (row) => (
        <span class={row.groups.length === 0 ? "text-ink-3" : ""}>
          {row.groups.map((group) => group.name).join(", ") || "None"}
        </span>
      ),
    },
    {
      id: "phone",
      label: "Phone",
      width: "minmax(130px, 1fr)",
      card: "hidden",
      cell: (row) => <span class="tabular-nums">{row.phone ? formats().phone(row.phone) : ""}</span>,
    },
    {
      id: "email",
      label: "E-mail",
      width: "minmax(170px, 1.5fr)",
      card: "hidden",
      cell: (row) => <Highlight text={row.email ?? ""} search={search()} />,
    },
  ];
  if (!withStatus()) return columns;
  return [
    ...columns,
    {
      id: "status",
      label: "Status",
      width: "104px",
      card: "aside",
      cell: (row) => <StatusPill status={row.isActive ? "active" : "inactive"} />,
    },
  ];
};
