import type { RateInput } from "../../../../worker/domains/tuition/schemas.ts";
import type { RateRow, RatesPage as Rates } from "../../../../worker/domains/tuition/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { RateDrawer } from "./rate-drawer.tsx";
import { rateText } from "./rate-words.ts";
import { SetupEntry, SetupPage } from "./setup-page.tsx";

export default function RatesPage() {
  return (
    <SetupPage<RateRow, Rates>
      path="/tuition/rates"
      title="Tuition rates"
      noun="rate"
      intro="What a class costs. A change holds for what is charged from now on; charges that were made keep the price they were made with."
      example="One hour a week"
      isOrdered
      entry={(row) => (
        <SetupEntry
          name={row.name}
          details={`${rateText(row as RateInput)} · ${row.classes === 0 ? "no class" : plural(row.classes, "class", "classes")}`}
        />
      )}
      drawer={(row, _page, onClose) => <RateDrawer entry={row} onClose={onClose} />}
    />
  );
}
