import {
  type BillingCycle,
  billingCycles,
  scheduleInput,
  updateScheduleInput,
} from "../../../../worker/domains/tuition/schemas.ts";
import type { ScheduleRow, SchedulesPage as Schedules } from "../../../../worker/domains/tuition/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { TextInput } from "../../../shared/ui/text-input.tsx";
import { RadioChoice } from "./radio-choice.tsx";
import { createSetupForm, SetupDrawer } from "./setup-drawer.tsx";
import { SetupEntry, SetupPage } from "./setup-page.tsx";

const path = "/tuition/schedules";

const labels: Record<BillingCycle, string> = {
  month_session: "By the meetings of the class",
  calendar_month: "By the whole calendar month",
  four_weeks: "Every month is four weeks",
};

/** What each cycle divides a full price by, with the same small case for all three. */
const meanings: Record<BillingCycle, () => string> = {
  month_session: () =>
    `The price is for the meetings the class itself has in the month, within its session. A session that begins mid-month with two Mondays left: whoever comes to both pays all of ${formats().money(8000)}.`,
  calendar_month: () =>
    `The price is for all meetings a whole month would have. The same two of four Mondays: ${formats().money(4000)} of ${formats().money(8000)}.`,
  four_weeks: () =>
    `The price is for four weeks, whatever the month has. Two Mondays: ${formats().money(4000)} of ${formats().money(8000)}; a fifth Monday costs nothing.`,
};

export default function SchedulesPage() {
  return (
    <SetupPage<ScheduleRow, Schedules>
      path={path}
      title="Billing schedules"
      noun="billing schedule"
      intro="What a full price is divided by when somebody starts late, leaves early, or a day is not billed."
      example="Monthly"
      isOrdered
      entry={(row) => (
        <SetupEntry
          name={row.name}
          details={`${labels[row.cycle]} · ${row.classes === 0 ? "no class" : plural(row.classes, "class", "classes")}`}
        />
      )}
      drawer={(row, _page, onClose) => <ScheduleDrawer entry={row} onClose={onClose} />}
    />
  );
}

function ScheduleDrawer(props: { entry: ScheduleRow | undefined; onClose: () => void }) {
  const { entry, onClose } = props;
  const form = createSetupForm({
    path,
    entry,
    initial: { name: entry?.name ?? "", cycle: entry?.cycle ?? "month_session" },
    schema: entry ? updateScheduleInput : scheduleInput,
    onClose,
  });
  return (
    <SetupDrawer form={form} noun="billing schedule" entry={entry} onClose={onClose}>
      <TextInput field={form.field("name")} label="Name" maxLength={60} autofocus />
      <RadioChoice
        field={form.field("cycle")}
        legend="A part of a month costs a part of the price"
        choices={billingCycles.map((value) => ({ value, label: labels[value], means: meanings[value]() }))}
      />
    </SetupDrawer>
  );
}
