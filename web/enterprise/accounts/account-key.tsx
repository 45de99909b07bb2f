import type { EnterpriseAccount } from "../../../worker/enterprise/accounts/schemas.ts";
import { IconButton } from "../../shared/ui/icon-button.tsx";
import { KeyRoundIcon } from "../../shared/ui/icons.tsx";
import { enterAccount, wantsNewTab } from "../enter-account.ts";

type AccountKeyProps = {
  account: Pick<EnterpriseAccount, "id" | "name">;
  /** The page to open below the account's own address. */
  path?: string;
};

/** Logs into an account; with the keys that open a link in a new tab, in a new tab. */
export function AccountKey(props: AccountKeyProps) {
  return (
    <IconButton
      label={`Log into ${props.account.name}`}
      icon={KeyRoundIcon}
      class="[&>svg]:text-accent"
      onClick={(event) => {
        // The row around it would open its peek.
        event.stopPropagation();
        void enterAccount(props.account.id, props.path, wantsNewTab(event));
      }}
      onAuxClick={(event) => {
        event.stopPropagation();
        if (wantsNewTab(event)) void enterAccount(props.account.id, props.path, true);
      }}
    />
  );
}
