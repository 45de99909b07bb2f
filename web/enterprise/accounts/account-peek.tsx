import { createSignal, lazy, Show } from "solid-js";
import type { EnterpriseAccount } from "../../../worker/enterprise/accounts/schemas.ts";
import { formats } from "../../shared/formats.ts";
import { Button } from "../../shared/ui/button.tsx";
import { KeyRoundIcon, PencilIcon } from "../../shared/ui/icons.tsx";
import { Fact, Facts, PeekPanel } from "../../shared/ui/peek-panel.tsx";
import { Pill } from "../../shared/ui/pill.tsx";
import { enterAccount, wantsNewTab } from "../enter-account.ts";
import { isAdmin } from "../session.ts";
import { dataAge, healthOf, planName } from "./account-words.ts";

const ContactDialog = lazy(() => import("./contact-dialog.tsx"));

type AccountPeekProps = { account: EnterpriseAccount; groupPath: string; onClose: () => void };

export function AccountPeek(props: AccountPeekProps) {
  const account = () => props.account;
  const [isEditing, setEditing] = createSignal(false);
  return (
    <PeekPanel
      title={account().name}
      subtitle={account().place}
      onClose={props.onClose}
      action={
        <Button
          size="small"
          variant="primary"
          icon={KeyRoundIcon}
          onClick={(event) => void enterAccount(account().id, "/", wantsNewTab(event))}
        >
          Log in
        </Button>
      }
    >
      <Facts>
        <Fact label="Health">
          <Pill tone={healthOf(account()).tone} dot>
            {healthOf(account()).label}
          </Pill>
          <p class="mt-1 text-sm text-ink-3">{healthOf(account()).says}</p>
        </Fact>
        <Fact label="Group">{props.groupPath}</Fact>
        <Fact label="Owner">{account().ownerName || "–"}</Fact>
        <Fact label="Contact">
          {account().contactName || "–"}
          <Show when={account().contactEmail}>
            {(email) => (
              <p>
                <a class="link" href={`mailto:${email()}`}>
                  {email()}
                </a>
              </p>
            )}
          </Show>
          <Show when={account().contactPhone}>
            {(phone) => (
              <p>
                <a class="link" href={`tel:${phone()}`}>
                  {formats().phone(phone())}
                </a>
              </p>
            )}
          </Show>
        </Fact>
        <Fact label="Location">{account().place || "–"}</Fact>
        <Fact label="Plan">{planName(account().plan)}</Fact>
        <Fact label="Figures read">{dataAge(account())}</Fact>
        <Fact label="Address">/a/{account().urlName}</Fact>
      </Facts>
      <Show when={isAdmin()}>
        <div class="px-4 pb-4">
          <Button size="small" icon={PencilIcon} onClick={() => setEditing(true)}>
            Edit owner and contact
          </Button>
        </div>
        <Show when={isEditing()}>
          <ContactDialog account={account()} onClose={() => setEditing(false)} />
        </Show>
      </Show>
    </PeekPanel>
  );
}
