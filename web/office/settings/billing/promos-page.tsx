import { Show } from "solid-js";
import type { PromoRow, PromosPage as Promos } from "../../../../worker/domains/tuition/shapes.ts";
import { plural } from "../../../shared/format/names.ts";
import { formats } from "../../../shared/formats.ts";
import { Pill } from "../../../shared/ui/pill.tsx";
import { PromoDrawer } from "./promo-drawer.tsx";
import { SetupEntry, SetupPage } from "./setup-page.tsx";
import { percentText } from "./typed-values.ts";

export default function PromosPage() {
  return (
    <SetupPage<PromoRow, Promos>
      path="/tuition/promos"
      title="Promo codes"
      noun="promo code"
      intro="What staff or families type to pay less. A code is used once in a school's life: not even a deleted one can be given out again."
      example="Spring open house, SPRING26, 10 % off"
      entry={(row, page) => (
        <SetupEntry name={row.name} details={detailsOf(row, page)}>
          <code class="rounded-sm bg-sunken px-1.5 text-sm font-medium">{row.code}</code>
          <Show when={row.expiresOn !== null && row.expiresOn < page.today}>
            <Pill>Expired</Pill>
          </Show>
          <Show when={row.mostUses !== null && row.uses >= row.mostUses}>
            <Pill tone="warn">Used up</Pill>
          </Show>
        </SetupEntry>
      )}
      drawer={(row, page, onClose) => <PromoDrawer entry={row} page={page} onClose={onClose} />}
    />
  );
}

function detailsOf(row: PromoRow, page: Promos): string {
  const { money, date } = formats();
  const what = {
    percent: () => `${percentText(row.percentBp ?? 0)} % off`,
    amount: () => `${money(row.amountMinor ?? 0)} off`,
    switch_schedule: () =>
      `Bills by ${page.schedules.find(({ id }) => id === row.billingScheduleId)?.name ?? "another schedule"}`,
    force_trial: () => "A trial",
  }[row.kind]();
  const programs = page.programs.filter(({ id }) => row.programIds.includes(id)).map(({ name }) => name);
  return [
    what,
    programs.length === 0 ? "everything" : programs.join(", "),
    ...(row.startsOn ? [`from ${date(row.startsOn)}`] : []),
    ...(row.expiresOn ? [`until ${date(row.expiresOn)}`] : []),
    row.mostUses === null ? `used ${plural(row.uses, "time")}` : `used ${row.uses} of ${row.mostUses} times`,
  ].join(" · ");
}
