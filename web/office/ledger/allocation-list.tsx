import { For, Show } from "solid-js";
import type { Allocation } from "../../../worker/domains/ledger/shapes.ts";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { Undo2Icon } from "../../shared/ui/icons.tsx";
import { MoneyText } from "../../shared/ui/money-text.tsx";
import { DrawerPart } from "./drawer-part.tsx";
import { dayText } from "./words.ts";

type AllocationListProps = {
  title: string;
  /** The document that shows them; the other one is named. */
  side: "charge" | "payment";
  allocations: readonly Allocation[];
  onTakeOff?: ((allocation: Allocation) => void) | undefined;
};

/** What pays a charge, or what a payment pays. */
export function AllocationList(props: AllocationListProps) {
  const name = (one: Allocation) => (props.side === "charge" ? one.paymentTitle : one.description);
  const number = (one: Allocation) =>
    props.side === "charge" ? `Receipt ${one.paymentNumber}` : `Charge ${one.chargeNumber}`;
  return (
    <Show when={props.allocations.length > 0}>
      <DrawerPart title={props.title}>
        <ul>
          <For each={props.allocations}>
            {(one) => (
              <li class="flex items-baseline gap-3 py-1">
                <span class="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  {name(one)}{" "}
                  <span class="text-sm text-ink-3">
                    {number(one)} · {dayText(one.effectiveOn)}
                  </span>
                </span>
                <MoneyText amountMinor={one.amountMinor} />
                <Show when={props.onTakeOff}>
                  {(takeOff) => (
                    <span class="-my-1.5 -mr-2 self-center">
                      <IconButton
                        label={`Take off ${name(one)}`}
                        icon={Undo2Icon}
                        onClick={() => takeOff()(one)}
                      />
                    </span>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </DrawerPart>
    </Show>
  );
}
