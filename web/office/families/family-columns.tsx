import { createMemo, type JSX } from "solid-js";
import type { FamilyRow } from "../../../worker/domains/families/shapes.ts";
import { formats } from "../../shared/formats.ts";
import { can } from "../../shared/session.ts";
import type { Column } from "../../shared/table/column.ts";
import { Highlight } from "../../shared/ui/highlight.tsx";
import { BalanceText } from "../../shared/ui/money-text.tsx";
import { Pill, StatusPill } from "../../shared/ui/pill.tsx";
import type { FamilySearch } from "./family-search.ts";
import { PhoneMatch } from "./phone-match.tsx";

export function familyStatus(row: Pick<FamilyRow, "isSuspended" | "isActive">): string {
  if (row.isSuspended) return "suspended";
  return row.isActive ? "active" : "inactive";
}

const balance: Column<FamilyRow> = {
  id: "balance",
  label: "Balance",
  width: "112px",
  align: "end",
  card: "aside",
  cell: (row) => (
    // A phone has room for what is owed, and none to say that nothing is.
    <BalanceText amountMinor={row.balanceMinor ?? 0} class={row.balanceMinor ? "" : "max-sm:hidden"} />
  ),
};

export const familyColumns = (search: FamilySearch): Column<FamilyRow>[] => [
  {
    id: "name",
    label: "Family",
    width: "minmax(150px, 1.2fr)",
    card: "title",
    class: "font-semibold",
    cell: (row) => <Name row={row} search={search} />,
  },
  {
    id: "guardian",
    label: "Primary guardian",
    width: "minmax(190px, 1.5fr)",
    // The children are what tells families of one name apart: on a phone they have their share of the line.
    class: "flex gap-1.5 max-sm:max-w-3/5!",
    cell: (row) => <Guardian row={row} search={search} />,
  },
  {
    id: "students",
    label: "Students",
    width: "minmax(160px, 1.4fr)",
    cell: (row) => <Students row={row} search={search} />,
  },
  ...(can("charges") ? [balance] : []),
  {
    id: "status",
    label: "Status",
    width: "104px",
    card: "aside",
    cell: (row) => <StatusPill status={familyStatus(row)} />,
  },
];

// A cell is drawn anew when its row changes, so only what depends on the search is watched.

function Name(props: { row: FamilyRow; search: FamilySearch }) {
  const { name, needsReview } = props.row;
  const review = needsReview ? (
    <span class="ml-2 align-middle">
      <Pill tone="warn">Review</Pill>
    </span>
  ) : undefined;
  return (
    <>
      <Highlight text={name} search={props.search.words()} />
      {review}
    </>
  );
}

/** Beside her name stands how to reach her as it was searched for, else, where there is room, her phone. */
function Guardian(props: { row: FamilyRow; search: FamilySearch }) {
  const { guardianName, email, phone } = props.row;
  const name =
    guardianName === null ? (
      <span class="text-ink-3">No guardian</span>
    ) : (
      <Highlight text={guardianName} search={props.search.words()} />
    );
  const byEmail = (address: string) => (
    <span class="cut min-w-1/2 text-ink-3">
      <Highlight text={address} search={props.search.emailWords()} />
    </span>
  );
  const byPhone = (number: string) => (
    <span
      class="flex-none text-ink-3 tabular-nums"
      classList={{ "max-sm:hidden": props.search.phoneTyped() === "" }}
    >
      <PhoneMatch e164={number} typed={props.search.phoneTyped()} />
    </span>
  );
  const showsEmail = createMemo(() => email !== null && props.search.byEmail());
  const contact = () => {
    if (email !== null && showsEmail()) return byEmail(email);
    return phone === null ? undefined : byPhone(phone);
  };
  return (
    <>
      <span class="cut">{name}</span>
      {contact()}
    </>
  );
}

function Students(props: { row: FamilyRow; search: FamilySearch }): JSX.Element {
  return props.row.students.map(({ name, birthDate }, place) => {
    const age = birthDate ? ` ${formats().age(birthDate)}` : "";
    return (
      <>
        {place > 0 && ", "}
        <Highlight text={name} search={props.search.words()} />
        <span class="text-xs text-ink-3 tabular-nums">{age}</span>
      </>
    );
  });
}
