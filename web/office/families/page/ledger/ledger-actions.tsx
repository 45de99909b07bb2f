import { Show } from "solid-js";
import { can } from "../../../../shared/session.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { ButtonLink } from "../../../../shared/ui/button-link.tsx";
import { PlusIcon } from "../../../../shared/ui/icons.tsx";
import { type MoneyFamily, openMoney } from "../../../ledger/opening.ts";
import { statementPath } from "../../../ledger/paper/paper-path.ts";

export const mayCharge = () => can("charges", "full");
const mayPay = () => can("payments", "full");
const mayCredit = () => can("credits", "full");

/** What can be done with the family's money, the most frequent last, where the hand is. */
export function LedgerActions(props: { family: MoneyFamily }) {
  const family = () => props.family;
  return (
    <div class="flex flex-wrap items-center gap-2" data-no-print>
      <ButtonLink href={statementPath(family().id)}>Statement</ButtonLink>
      <Show when={mayCredit()}>
        <Button onClick={() => openMoney({ kind: "credit", family: family() })}>Give credit</Button>
      </Show>
      <Show when={mayCharge()}>
        <Button
          class="max-sm:order-first"
          icon={PlusIcon}
          aria-keyshortcuts="c"
          onClick={() => openMoney({ kind: "charge", family: family() })}
        >
          New charge
        </Button>
      </Show>
      <Show when={mayPay()}>
        <Button
          class="max-sm:order-first"
          variant="primary"
          aria-keyshortcuts="p"
          onClick={() => openMoney({ kind: "payment", family: family() })}
        >
          Take payment
        </Button>
      </Show>
    </div>
  );
}
