import { Show } from "solid-js";
import type { ChargeLine } from "../../../../worker/domains/ledger/shapes.ts";
import { MoneyText } from "../../../shared/ui/money-text.tsx";
import { PriceStory } from "../price-story.tsx";
import { Sum, Sums } from "../sums.tsx";
import { dayText } from "../words.ts";

/** One line of a charge: what it is for, how its amount is made up, what of it is still to be paid. */
export function ChargeLineCard(props: { line: ChargeLine; onVoid: (() => void) | undefined }) {
  const line = () => props.line;
  const isVoided = () => line().voidedOn !== null;
  const isComposed = () => line().discountMinor > 0 || line().taxMinor > 0;
  const isPartPaid = () => line().openMinor > 0 && line().openMinor < line().totalMinor;
  return (
    <li class="flex flex-col gap-2 rounded-md border border-line px-3.5 py-2.5">
      <div class="flex items-start gap-3">
        <div class="min-w-0 flex-1">
          <p
            class="font-medium [overflow-wrap:anywhere]"
            classList={{ "line-through decoration-ink-3": isVoided() }}
          >
            {line().description}
          </p>
          <p class="text-sm text-ink-3">{aboutLine(line())}</p>
        </div>
        <div class="flex flex-none flex-col items-end">
          <MoneyText
            amountMinor={line().totalMinor}
            class={isVoided() ? "text-ink-3 line-through" : "font-semibold"}
          />
          <Show when={props.onVoid}>
            {(run) => (
              <button
                type="button"
                class="rounded-xs text-sm text-ink-3 underline-offset-3 hover:text-ink hover:underline pointer-coarse:min-h-11"
                onClick={() => run()()}
              >
                Void<span class="sr-only"> the line {line().description}</span>…
              </button>
            )}
          </Show>
        </div>
      </div>
      <Show when={!isVoided() && (isComposed() || isPartPaid())}>
        <Sums>
          <Show when={isComposed()}>
            <Sum label="Price" amountMinor={line().baseMinor} />
            <Show when={line().discountMinor > 0}>
              <Sum label="Discount" amountMinor={-line().discountMinor} />
              <Show when={line().taxMinor > 0}>
                <Sum label="After the discount" amountMinor={line().netMinor} />
              </Show>
            </Show>
            <Show when={line().taxMinor > 0}>
              <Sum label="Tax" amountMinor={line().taxMinor} />
            </Show>
          </Show>
          <Show when={isPartPaid()}>
            <Sum label="Open" amountMinor={line().openMinor} strong tone="bad" />
          </Show>
        </Sums>
      </Show>
      <PriceStory line={line()} />
    </li>
  );
}

function aboutLine(line: ChargeLine): string {
  const period =
    line.periodFrom && line.periodTo ? `${dayText(line.periodFrom)} – ${dayText(line.periodTo)}` : undefined;
  const state = line.voidedOn ? `Voided ${dayText(line.voidedOn)}` : undefined;
  const paid = !line.voidedOn && line.openMinor === 0 && line.totalMinor > 0 ? "Paid" : undefined;
  return [line.student?.name, period, line.program, line.category, state, paid].filter(Boolean).join(" · ");
}
