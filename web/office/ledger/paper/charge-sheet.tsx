import { For, Show } from "solid-js";
import type { ChargePaper } from "../../../../worker/domains/papers/shapes.ts";
import { BalanceText, MoneyText } from "../../../shared/ui/money-text.tsx";
import { Sum, Sums } from "../sums.tsx";
import { dayText } from "../words.ts";
import { LineWords } from "./line-words.tsx";
import { bodyCell, headCell, Sheet } from "./sheet.tsx";

/** What is charged, line by line, with how each price came about. */
export function ChargeSheet(props: { paper: ChargePaper }) {
  const paper = () => props.paper;
  const living = () => paper().lines.filter((line) => !line.isVoided);
  const sumOf = (key: "discountMinor" | "taxMinor") => living().reduce((sum, line) => sum + line[key], 0);
  const facts = () => [
    { label: "Number", value: paper().number },
    { label: "Charged", value: dayText(paper().chargeOn) },
    { label: "Due", value: dayText(paper().dueOn) },
    ...(paper().voidedOn ? [{ label: "Voided", value: dayText(paper().voidedOn ?? "") }] : []),
  ];
  return (
    <Sheet letterhead={paper().letterhead} to={paper().to} title="Charge" facts={facts()}>
      <table class="w-full">
        <caption class="sr-only">{paper().title}</caption>
        <thead>
          <tr>
            <th scope="col" class={headCell}>
              For
            </th>
            <th scope="col" class={`${headCell} text-right`}>
              Price
            </th>
            <Show when={sumOf("discountMinor") > 0}>
              <th scope="col" class={`${headCell} text-right`}>
                Discount
              </th>
            </Show>
            <Show when={sumOf("taxMinor") > 0}>
              <th scope="col" class={`${headCell} text-right`}>
                Tax
              </th>
            </Show>
            <th scope="col" class={`${headCell} text-right`}>
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={paper().lines}>
            {(line) => (
              <tr>
                <td class={bodyCell}>
                  <LineWords line={line} />
                </td>
                <td class={`${bodyCell} text-right`}>
                  <MoneyText amountMinor={line.baseMinor} />
                </td>
                <Show when={sumOf("discountMinor") > 0}>
                  <td class={`${bodyCell} text-right`}>
                    <Show when={line.discountMinor > 0}>
                      <MoneyText amountMinor={-line.discountMinor} />
                    </Show>
                  </td>
                </Show>
                <Show when={sumOf("taxMinor") > 0}>
                  <td class={`${bodyCell} text-right`}>
                    <MoneyText amountMinor={line.taxMinor} />
                  </td>
                </Show>
                <td class={`${bodyCell} text-right`}>
                  <MoneyText amountMinor={line.isVoided ? 0 : line.totalMinor} />
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <div class="ml-auto w-full max-w-80">
        <Sums>
          <Sum label="Total" amountMinor={paper().amountMinor} strong />
          <Show when={paper().openMinor < paper().amountMinor}>
            <Sum label="Paid" amountMinor={-(paper().amountMinor - paper().openMinor)} />
          </Show>
          <Sum label="To pay" amountMinor={paper().openMinor} strong />
        </Sums>
        <p class="mt-2 flex justify-between gap-6 border-t border-line pt-2">
          Balance after it
          <BalanceText amountMinor={paper().balanceAfterMinor} />
        </p>
      </div>
      <Show when={paper().note}>{(note) => <p class="text-ink-2">{note()}</p>}</Show>
    </Sheet>
  );
}
