import { For, Show } from "solid-js";
import type { DashboardAnswer } from "../../../worker/enterprise/dashboard/schemas.ts";
import { moneyIn } from "./money.ts";

const AGES = [
  ["notDueMinor", "Not due yet"],
  ["to30Minor", "1–30 days"],
  ["to60Minor", "31–60 days"],
  ["to90Minor", "61–90 days"],
  ["over90Minor", "Over 90 days"],
] as const;

/** What is owed across accounts, by how long it has been due; currencies are never added up. */
export function AgingTable(props: { money: DashboardAnswer["money"] }) {
  const owed = () => props.money.filter(({ aging }) => Object.values(aging).some((minor) => minor !== 0));
  return (
    <Show when={owed().length > 0}>
      <section class="flex flex-col gap-3" aria-labelledby="dashboard-owed">
        <h2 id="dashboard-owed" class="text-md font-bold tracking-tight">
          Owed by age
        </h2>
        <section
          class="overflow-x-auto rounded-md border border-line bg-sheet"
          tabindex="0"
          aria-label="Owed by age, table"
        >
          <table class="w-full text-right tabular-nums [&_td]:px-3 [&_td]:py-2 [&_th]:px-3 [&_th]:py-2">
            <thead class="text-sm text-ink-3">
              <tr>
                <th scope="col" class="text-left font-medium">
                  Currency
                </th>
                <For each={AGES}>
                  {([, label]) => (
                    <th scope="col" class="font-medium whitespace-nowrap">
                      {label}
                    </th>
                  )}
                </For>
                <th scope="col" class="font-medium">
                  Total
                </th>
              </tr>
            </thead>
            <tbody>
              <For each={owed()}>
                {({ currency, aging }) => (
                  <tr class="border-t border-line">
                    <th scope="row" class="text-left font-semibold">
                      {currency}
                    </th>
                    <For each={AGES}>{([key]) => <td>{moneyIn(currency)(aging[key])}</td>}</For>
                    <td class="font-semibold">
                      {moneyIn(currency)(Object.values(aging).reduce((sum, minor) => sum + minor, 0))}
                    </td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </section>
    </Show>
  );
}
