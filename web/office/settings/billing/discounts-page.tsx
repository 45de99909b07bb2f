import type {
  DiscountScheduleRow,
  DiscountsPage as Discounts,
} from "../../../../worker/domains/tuition/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { DiscountDrawer } from "./discount-drawer.tsx";
import { SetupEntry, SetupPage } from "./setup-page.tsx";

export default function DiscountsPage() {
  return (
    <SetupPage<DiscountScheduleRow, Discounts>
      path="/tuition/discounts"
      title="Discounts"
      noun="discount schedule"
      intro="What is off for a second class, a second child, members or employees. The most expensive class comes first in the order; each class is discounted by the schedule of its own program."
      example="Family: 10 % off every further class"
      entry={(row, page) => (
        <SetupEntry
          name={row.name}
          details={`${plural(row.rows.length, "row")} × ${plural(row.rows[0]?.length ?? 0, "column")} · ${programsText(row, page)}`}
        />
      )}
      drawer={(row, page, onClose) => <DiscountDrawer entry={row} page={page} onClose={onClose} />}
    />
  );
}

function programsText(row: DiscountScheduleRow, page: Discounts): string {
  const names = page.programs.filter(({ id }) => row.programIds.includes(id)).map(({ name }) => name);
  return names.length === 0 ? "no program uses it" : names.join(", ");
}
