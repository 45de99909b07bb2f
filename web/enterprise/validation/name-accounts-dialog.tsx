import { For, Show } from "solid-js";
import type { NameAccount, NameKind } from "../../../worker/enterprise/validation/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { withParams } from "../../shared/url-state.ts";
import { AccountKey } from "../accounts/account-key.tsx";
import { shownName, wordsOf } from "./kind-words.ts";

type NameAccountsDialogProps = { kind: NameKind; name: string; onClose: () => void };

/** The accounts behind a name, each with the key that logs in straight to the page on which it is changed. */
export function NameAccountsDialog(props: NameAccountsDialogProps) {
  const found = createQuery<{ accounts: NameAccount[] }>(() =>
    withParams("/validation/accounts", { kind: props.kind, name: props.name }),
  );
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={`Accounts with “${shownName(props.name)}”`}
      description={`The key opens the ${wordsOf(props.kind).nouns} of the account in its settings.`}
      size="narrow"
    >
      <Show
        when={found.data()}
        fallback={
          <Show
            when={found.error()}
            fallback={
              <SkeletonRegion label="the accounts" class="late">
                <SkeletonText width={240} />
              </SkeletonRegion>
            }
          >
            {(error) => <ErrorState error={error()} onRetry={found.refetch} />}
          </Show>
        }
      >
        {(data) => (
          <ul class="divide-y divide-line">
            <For each={data().accounts}>
              {(account) => (
                <li class="flex items-center gap-3 py-1.5">
                  <AccountKey
                    account={{ id: account.accountId, name: account.accountName }}
                    path={account.path}
                  />
                  <span class="min-w-0 flex-1 truncate font-medium">{account.accountName}</span>
                  <span class="truncate text-ink-3">{account.groupName ?? ""}</span>
                </li>
              )}
            </For>
          </ul>
        )}
      </Show>
    </Dialog>
  );
}
