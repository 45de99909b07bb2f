import { createSignal, Show } from "solid-js";
import type {
  AnniversaryFeeRow,
  AnniversaryFeesPage as Fees,
} from "../../../../worker/domains/anniversary-fees/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { FeeDrawer } from "./fee-drawer.tsx";
import { FeeExceptionsDrawer } from "./fee-exceptions-drawer.tsx";
import { SetupEntry, SetupPage } from "./setup-page.tsx";

/** Yearly and one-time fees, each with the families and students for whom something else holds. */
export default function AnniversaryPage() {
  const [opened, setOpened] = createSignal<AnniversaryFeeRow>();
  return (
    <>
      <SetupPage<AnniversaryFeeRow, Fees>
        path="/anniversary-fees"
        title="Anniversary fees"
        noun="anniversary fee"
        intro="What a family or student pays when they begin, and again every so many months: a registration, an insurance. They are charged by the task “Anniversary fees” under Transactions, each so long after its last charge."
        example="Yearly registration, 45.00 a student, every 12 months"
        entry={(row, page) => (
          <SetupEntry name={row.name} details={detailsOf(row, page)}>
            <Button size="small" variant="quiet" onClick={() => setOpened(() => row)}>
              {exceptionsText(row.exceptions)}
            </Button>
          </SetupEntry>
        )}
        drawer={(row, page, onClose) => <FeeDrawer entry={row} page={page} onClose={onClose} />}
      />
      <Show when={opened()} keyed>
        {(fee) => <FeeExceptionsDrawer fee={fee} onClose={() => setOpened(undefined)} />}
      </Show>
    </>
  );
}

function exceptionsText(count: number): string {
  if (count === 0) return "Exceptions";
  return count === 1 ? "1 exception" : `${formats().number(count)} exceptions`;
}

function detailsOf(row: AnniversaryFeeRow, page: Fees): string {
  const { money, number } = formats();
  const program = page.programs.find(({ id }) => id === row.programId)?.name;
  const places = Object.keys(row.locationAmounts).length;
  return [
    `${money(row.amountMinor)} ${row.per === "family" ? "a family" : "a student"}`,
    rhythm(row.months),
    program === undefined ? "any program" : program,
    ...(places === 0
      ? []
      : [`another amount at ${places === 1 ? "1 location" : `${number(places)} locations`}`]),
    ...(row.familyCapMinor === null ? [] : [`at most ${money(row.familyCapMinor)} a family`]),
  ].join(" · ");
}

function rhythm(months: number | null): string {
  if (months === null) return "once";
  if (months === 12) return "every year";
  return months === 1 ? "every month" : `every ${formats().number(months)} months`;
}
