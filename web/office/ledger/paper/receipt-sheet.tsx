import { For, Show } from "solid-js";
import type { PaymentPaper } from "../../../../worker/domains/papers/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { BalanceText, MoneyText } from "../../../shared/ui/money-text.tsx";
import { Sum, Sums } from "../sums.tsx";
import { dayText, methodText, statusWords } from "../words.ts";
import { LineWords } from "./line-words.tsx";
import { bodyCell, headCell, Sheet } from "./sheet.tsx";

/** What was received, for what, and what the family owed after it. */
export function ReceiptSheet(props: { paper: PaymentPaper }) {
  const paper = () => props.paper;
  const isCredit = () => paper().kind === "credit";
  const isUsual = () => paper().status === "settled";
  const facts = () => [
    { label: "Number", value: paper().number },
    { label: isCredit() ? "Given" : "Received", value: dayText(paper().receivedOn) },
    { label: "Kind", value: methodText(paper().method, paper().cardBrand, paper().last4) },
    ...(paper().reference ? [{ label: "Reference", value: paper().reference }] : []),
    ...(isUsual() ? [] : [{ label: "Status", value: statusWords(paper().status).label }]),
  ];
  return (
    <Sheet
      letterhead={paper().letterhead}
      to={paper().to}
      title={isCredit() ? "Credit note" : "Receipt"}
      facts={facts()}
    >
      <Show when={paper().lines.length > 0}>
        <PaidLines paper={paper()} />
      </Show>
      <div class="ml-auto w-full max-w-80">
        <Sums>
          <Sum label={isCredit() ? "Credit" : "Received"} amountMinor={paper().amountMinor} strong />
          <Show when={paper().refundedMinor > 0}>
            <Sum label="Refunded" amountMinor={-paper().refundedMinor} />
          </Show>
          <Show when={paper().unappliedMinor > 0}>
            <Sum label="On account" amountMinor={paper().unappliedMinor} />
          </Show>
        </Sums>
        <p class="mt-2 flex justify-between gap-6 border-t border-line pt-2 font-semibold">
          Balance after it
          <BalanceText amountMinor={paper().balanceAfterMinor} />
        </p>
      </div>
      <Show when={paper().note}>{(note) => <p class="text-ink-2">{note()}</p>}</Show>
    </Sheet>
  );
}

function PaidLines(props: { paper: PaymentPaper }) {
  const taxMinor = () => props.paper.lines.reduce((sum, line) => sum + line.taxMinor, 0);
  return (
    <table class="w-full">
      <caption class="sr-only">What it pays</caption>
      <thead>
        <tr>
          <th scope="col" class={headCell}>
            What it pays
          </th>
          <th scope="col" class={`${headCell} text-right max-sm:hidden`}>
            Charge
          </th>
          <Show when={taxMinor() > 0}>
            <th scope="col" class={`${headCell} text-right`}>
              Tax in it
            </th>
          </Show>
          <th scope="col" class={`${headCell} text-right`}>
            Price
          </th>
          <th scope="col" class={`${headCell} text-right`}>
            Paid
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.paper.lines}>
          {(line) => (
            <tr>
              <td class={bodyCell}>
                <LineWords line={line} />
              </td>
              <td class={`${bodyCell} text-right tabular-nums max-sm:hidden`}>{line.chargeNumber}</td>
              <Show when={taxMinor() > 0}>
                <td class={`${bodyCell} text-right`}>
                  {line.taxMinor > 0 ? <MoneyText amountMinor={line.taxMinor} /> : formats().money(0)}
                </td>
              </Show>
              <td class={`${bodyCell} text-right`}>
                <MoneyText amountMinor={line.totalMinor} />
              </td>
              <td class={`${bodyCell} text-right`}>
                <MoneyText amountMinor={line.paidMinor ?? 0} />
              </td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  );
}
