import { For, Show } from "solid-js";
import type { Statement, StatementEntry } from "../../../../worker/domains/papers/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { BalanceText, MoneyText } from "../../../shared/ui/money-text.tsx";
import { actLabel, dayText } from "../words.ts";
import { bodyCell, headCell, Sheet } from "./sheet.tsx";

/** A period of the account: before, what happened, after, and how long what is open has been due. */
export function StatementSheet(props: { statement: Statement }) {
  const statement = () => props.statement;
  const facts = () => [
    { label: "From", value: dayText(statement().fromOn) },
    { label: "To", value: dayText(statement().toOn) },
  ];
  return (
    <Sheet letterhead={statement().letterhead} to={statement().to} title="Statement" facts={facts()}>
      <Show when={statement().isCut}>
        <p class="rounded-sm bg-warn-soft px-3 py-2 text-warn">
          There are more entries than a statement holds. Choose fewer days.
        </p>
      </Show>
      <table class="w-full">
        <caption class="sr-only">Entries of the account</caption>
        <thead>
          <tr>
            <th scope="col" class={headCell}>
              Date
            </th>
            <th scope="col" class={headCell}>
              Entry
            </th>
            <th scope="col" class={`${headCell} text-right`}>
              Charges
            </th>
            <th scope="col" class={`${headCell} text-right`}>
              Payments
            </th>
            <th scope="col" class={`${headCell} text-right`}>
              Balance
            </th>
          </tr>
        </thead>
        <tbody>
          <BalanceRow label="Balance before" amountMinor={statement().openingMinor} />
          <For each={statement().entries}>{(entry) => <EntryRow entry={entry} />}</For>
          <BalanceRow
            label={`Balance on ${dayText(statement().toOn)}`}
            amountMinor={statement().closingMinor}
          />
        </tbody>
      </table>
      <Ages statement={statement()} />
    </Sheet>
  );
}

function BalanceRow(props: { label: string; amountMinor: number }) {
  return (
    <tr class="font-semibold">
      <th scope="row" colspan="4" class={`${bodyCell} text-left font-semibold`}>
        {props.label}
      </th>
      <td class={`${bodyCell} text-right`}>
        <BalanceText amountMinor={props.amountMinor} />
      </td>
    </tr>
  );
}

function EntryRow(props: { entry: StatementEntry }) {
  const entry = () => props.entry;
  const isCharge = () => entry().act.startsWith("charge");
  return (
    <tr>
      <td class={`${bodyCell} whitespace-nowrap tabular-nums`}>{dayText(entry().on)}</td>
      <td class={`${bodyCell} [overflow-wrap:anywhere]`}>
        {entry().title}{" "}
        <span class="text-sm text-ink-3">
          {actLabel({ act: entry().act, kind: "charge" })} {entry().number}
          <Show when={entry().dueOn}>{(dueOn) => <>, due {dayText(dueOn())}</>}</Show>
        </span>
      </td>
      <td class={`${bodyCell} text-right`}>
        <Show when={isCharge()}>
          <MoneyText amountMinor={entry().owedMinor} />
        </Show>
      </td>
      <td class={`${bodyCell} text-right`}>
        <Show when={!isCharge()}>
          <MoneyText amountMinor={-entry().owedMinor} />
        </Show>
      </td>
      <td class={`${bodyCell} text-right whitespace-nowrap tabular-nums`}>
        {formats().balance(entry().balanceMinor)}
      </td>
    </tr>
  );
}

function Ages(props: { statement: Statement }) {
  const ageing = () => props.statement.ageing;
  const columns = () => [
    { label: "Not due yet", amountMinor: ageing().notDueMinor },
    { label: "1 to 30 days", amountMinor: ageing().days1to30Minor },
    { label: "31 to 60 days", amountMinor: ageing().days31to60Minor },
    { label: "61 to 90 days", amountMinor: ageing().days61to90Minor },
    { label: "Over 90 days", amountMinor: ageing().daysOver90Minor },
    { label: "On account", amountMinor: -ageing().onAccountMinor },
  ];
  return (
    <section aria-label="How long what is open has been due">
      <h2 class="mb-2 font-semibold">How long what is open has been due</h2>
      <dl class="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-6">
        <For each={columns()}>
          {(column) => (
            <div>
              <dt class="text-sm text-ink-3">{column.label}</dt>
              <dd class="whitespace-nowrap tabular-nums">{formats().balance(column.amountMinor)}</dd>
            </div>
          )}
        </For>
      </dl>
    </section>
  );
}
