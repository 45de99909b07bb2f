import { For, Show } from "solid-js";
import type { GroupChargePreview } from "../../../../worker/domains/ledger/outcomes.ts";
import { plural } from "../../../shared/format/names.ts";
import { MoneyText } from "../../../shared/ui/money-text.tsx";

/** Who is charged how much, named in figures before it is done. */
export function GroupRows(props: { preview: GroupChargePreview }) {
  const cell = "border-b border-line py-2 align-baseline";
  return (
    <>
      <Show when={props.preview.missing > 0}>
        <p class="mb-3 rounded-sm bg-warn-soft px-3 py-2 text-warn">
          {plural(props.preview.missing, "chosen record is", "chosen records are")} no longer there and left
          out.
        </p>
      </Show>
      {/* Whoever has no mouse scrolls a long list with the keys: the drawer's body has nothing else to stand on. */}
      <section tabindex="0" aria-label="Who is charged" class="rounded-xs">
        <table class="w-full">
          <caption class="sr-only">Who is charged</caption>
          <thead class="text-left text-xs font-semibold text-ink-3">
            <tr>
              <th scope="col" class="border-b border-line pb-1.5">
                Family
              </th>
              <th scope="col" class="border-b border-line pb-1.5 text-right">
                Amount
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.preview.rows}>
              {(row) => (
                <tr>
                  <td class={`${cell} [overflow-wrap:anywhere]`}>
                    <bdi class="font-medium">{row.familyName}</bdi>
                    <Show when={row.studentNames.length > 0}>
                      <span class="block text-sm text-ink-3">{row.studentNames.join(", ")}</span>
                    </Show>
                  </td>
                  <td class={`${cell} pl-4 text-right`}>
                    <MoneyText amountMinor={row.totalMinor} />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
          <tfoot>
            <tr class="font-semibold">
              <th scope="row" class="pt-2 text-left font-semibold">
                {plural(props.preview.charges, "charge")}
              </th>
              <td class="pt-2 text-right">
                <MoneyText amountMinor={props.preview.totalMinor} />
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  );
}
