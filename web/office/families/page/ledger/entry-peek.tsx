import { For, Show } from "solid-js";
import { formats } from "../../../../shared/formats.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { IconButton } from "../../../../shared/ui/icon-button.tsx";
import { XIcon } from "../../../../shared/ui/icons.tsx";
import { BalanceText, MoneyText } from "../../../../shared/ui/money-text.tsx";
import { Fact, Facts, PeekSection } from "../../../../shared/ui/peek-panel.tsx";
import { dayText, entryName, methodLabel, statusWords } from "../../../ledger/words.ts";
import type { LedgerRow } from "./ledger-tab.tsx";

type EntryPeekProps = { entry: LedgerRow; onOpen: () => void; onClose: () => void };

/** An entry beside the ledger: the list has brought all that is shown. */
export function EntryPeek(props: EntryPeekProps) {
  const entry = () => props.entry;
  const paysTitle = () => (entry().document.entity === "charges" ? "Paid by" : "Pays for");
  const openLabel = () => (entry().document.entity === "charges" ? "Open" : "On account");
  return (
    <aside
      aria-label={entryName(entry())}
      class="w-93 flex-none self-stretch border-t border-l border-line bg-sheet max-lg:hidden"
      data-no-print
    >
      <div class="sticky top-0 max-h-[calc(100dvh-6rem)] overflow-y-auto">
        <header class="flex items-start gap-2 border-b border-line px-4 pt-3 pb-3">
          <div class="min-w-0 flex-1">
            <h3 class="text-md font-bold tracking-tight [overflow-wrap:anywhere]">{entry().title}</h3>
            <p class="text-ink-3">{entryName(entry())}</p>
          </div>
          <Button size="small" onClick={() => props.onOpen()}>
            Open
          </Button>
          <span class="-mt-0.5 -mr-2">
            <IconButton label="Close" icon={XIcon} onClick={() => props.onClose()} />
          </span>
        </header>
        <Facts>
          <Fact label="Date">{dayText(entry().effectiveOn)}</Fact>
          <Show when={entry().dueOn}>{(dueOn) => <Fact label="Due">{dayText(dueOn())}</Fact>}</Show>
          <Fact label="Amount">
            <MoneyText amountMinor={Math.abs(entry().amountMinor)} />
          </Fact>
          <Show when={entry().openMinor > 0}>
            <Fact label={openLabel()}>
              <BalanceText
                amountMinor={entry().document.entity === "charges" ? entry().openMinor : -entry().openMinor}
              />
            </Fact>
          </Show>
          <Fact label="Status">{statusWords(entry().status).label}</Fact>
          <Show when={entry().method}>{(method) => <Fact label="Method">{methodLabel(method())}</Fact>}</Show>
          <Show when={entry().reference}>{(reference) => <Fact label="Reference">{reference()}</Fact>}</Show>
          <Show when={entry().reason}>{(reason) => <Fact label="Reason">{reason()}</Fact>}</Show>
          <Fact label="Entered">{formats().instant(entry().postedAt)}</Fact>
          <Fact label="Balance after">
            <BalanceText amountMinor={entry().balanceMinor} />
          </Fact>
        </Facts>
        <Show when={entry().lines.length > 0}>
          <PeekSection title="Lines">
            <Amounts
              rows={entry().lines.map(({ description, amountMinor }) => ({ text: description, amountMinor }))}
            />
          </PeekSection>
        </Show>
        <Show when={entry().applied.length > 0}>
          <PeekSection title={paysTitle()}>
            <Amounts
              rows={entry().applied.map(({ number, title, amountMinor }) => ({
                text: `${title} (${number})`,
                amountMinor,
              }))}
            />
          </PeekSection>
        </Show>
      </div>
    </aside>
  );
}

function Amounts(props: { rows: { text: string; amountMinor: number }[] }) {
  return (
    <ul>
      <For each={props.rows}>
        {(row) => (
          <li class="flex gap-3 py-0.5">
            <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">{row.text}</span>
            <MoneyText amountMinor={row.amountMinor} />
          </li>
        )}
      </For>
    </ul>
  );
}
