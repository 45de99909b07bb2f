import { useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { can } from "../../../../shared/session.ts";
import { Button } from "../../../../shared/ui/button.tsx";
import { buttonClass } from "../../../../shared/ui/button-class.ts";
import { ChevronDownIcon, PlusIcon } from "../../../../shared/ui/icons.tsx";
import { Menu, MenuItem } from "../../../../shared/ui/menu.tsx";
import { type MoneyFamily, openMoney } from "../../../ledger/opening.ts";

export const mayCharge = () => can("charges", "full");
export const mayPay = () => can("payments", "full");
const mayCredit = () => can("credits", "full");

/** What can be done with the family's money, the most frequent first. */
export function LedgerActions(props: { family: MoneyFamily }) {
  const navigate = useNavigate();
  const family = () => props.family;
  return (
    <div class="flex flex-wrap items-center gap-2" data-no-print>
      <Menu
        label="More of the ledger"
        placement="bottom-end"
        triggerClass={buttonClass({})}
        trigger={
          <>
            More <ChevronDownIcon class="text-ink-3" />
          </>
        }
      >
        <Show when={mayCredit()}>
          <MenuItem label="Give credit…" onSelect={() => openMoney({ kind: "credit", family: family() })} />
        </Show>
        <Show when={mayPay()}>
          <MenuItem
            label="Apply what is on account…"
            onSelect={() => openMoney({ kind: "apply", family: family() })}
          />
        </Show>
        <MenuItem label="Statement" onSelect={() => navigate(`/families/${family().id}/statement`)} />
      </Menu>
      <Show when={mayCharge()}>
        <Button icon={PlusIcon} title="C" onClick={() => openMoney({ kind: "charge", family: family() })}>
          New charge
        </Button>
      </Show>
      <Show when={mayPay()}>
        <Button variant="primary" title="P" onClick={() => openMoney({ kind: "payment", family: family() })}>
          Take payment
        </Button>
      </Show>
    </div>
  );
}
