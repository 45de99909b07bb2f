import { Show } from "solid-js";
import type { FoundRow } from "../../../worker/enterprise/family-search/schemas.ts";
import { formats } from "../../shared/formats.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { SearchIcon } from "../../shared/ui/icons.tsx";
import { StatusPill } from "../../shared/ui/pill.tsx";
import { dataAge } from "../accounts/account-words.ts";
import { wantsNewTab } from "../enter-account.ts";

type Parts = { search: () => string; open: (row: FoundRow, newTab: boolean) => void };

export const foundColumns = ({ search, open }: Parts): Column<FoundRow>[] => [
  {
    id: "open",
    label: "Open",
    width: "3.25rem",
    card: "aside",
    class: "-my-1",
    cell: (row) => (
      <IconButton
        label={`Open ${row.name} in ${row.accountName}`}
        icon={SearchIcon}
        class="[&>svg]:text-accent"
        onClick={(event) => {
          event.stopPropagation();
          open(row, wantsNewTab(event));
        }}
        onAuxClick={(event) => {
          event.stopPropagation();
          if (wantsNewTab(event)) open(row, true);
        }}
      />
    ),
  },
  {
    id: "guardian",
    label: "Guardians",
    width: "minmax(130px, 1.2fr)",
    card: "title",
    class: "font-semibold",
    cell: (row) => <Highlight text={row.guardians ?? row.name} search={search()} />,
  },
  {
    id: "family",
    label: "Family",
    width: "minmax(100px, 0.8fr)",
    card: "hidden",
    class: "truncate text-ink-2",
    cell: (row) => row.name,
  },
  {
    id: "account",
    label: "Account",
    width: "minmax(130px, 1.1fr)",
    class: "truncate text-ink-2",
    cell: (row) => row.accountName,
  },
  {
    id: "status",
    label: "Status",
    width: "92px",
    card: "hidden",
    cell: (row) => <StatusPill status={row.isActive ? "active" : "inactive"} />,
  },
  {
    id: "students",
    label: "Students",
    width: "minmax(100px, 1fr)",
    class: "truncate text-ink-2",
    cell: (row) => row.students.join(", "),
  },
  {
    id: "email",
    label: "E-mail",
    width: "minmax(130px, 1.2fr)",
    card: "hidden",
    class: "truncate text-ink-2",
    cell: (row) => row.email ?? "–",
  },
  {
    id: "phone",
    label: "Phone",
    width: "minmax(110px, 140px)",
    class: "truncate text-ink-2 tabular-nums",
    cell: (row) => <Show when={row.phone}>{(phone) => <>{formats().phone(phone())}</>}</Show>,
  },
  {
    id: "read",
    label: "Read",
    width: "minmax(84px, 104px)",
    card: "hidden",
    class: "truncate text-ink-3 tabular-nums",
    cell: dataAge,
  },
];
