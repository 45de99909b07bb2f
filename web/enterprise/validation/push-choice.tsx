import { createEffect, createUniqueId, For, on, Show } from "solid-js";
import type { NameAccount, NameKind } from "../../../worker/enterprise/validation/schemas.ts";
import { createQuery } from "../../shared/query.ts";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { withParams } from "../../shared/url-state.ts";

type PushChoiceProps = {
  kind: NameKind;
  from: string;
  to: string;
  onTo: (name: string) => void;
  chosen: ReadonlySet<string>;
  onChosen: (ids: ReadonlySet<string>) => void;
};

/** The new name, and the accounts in which it is given: all that have the old one, until some are unticked. */
export function PushChoice(props: PushChoiceProps) {
  const id = createUniqueId();
  const found = createQuery<{ accounts: NameAccount[] }>(() =>
    withParams("/validation/accounts", { kind: props.kind, name: props.from }),
  );
  createEffect(
    on(
      () => found.data()?.accounts.map(({ accountId }) => accountId),
      (ids) => ids && props.chosen.size === 0 && props.onChosen(new Set(ids)),
    ),
  );
  const toggle = (accountId: string, isChosen: boolean) => {
    const next = new Set(props.chosen);
    if (isChosen) next.add(accountId);
    else next.delete(accountId);
    props.onChosen(next);
  };
  return (
    <>
      <div class="flex flex-col gap-1">
        <label for={id} class="font-medium">
          New name
        </label>
        <input
          id={id}
          type="text"
          class="control"
          maxlength={60}
          autocomplete="off"
          value={props.to}
          onInput={(event) => props.onTo(event.currentTarget.value)}
        />
      </div>
      <fieldset>
        <legend class="pb-1 font-medium">In these accounts</legend>
        <Show when={found.error()}>{(error) => <ErrorState error={error()} onRetry={found.refetch} />}</Show>
        <For each={found.data()?.accounts}>
          {(account) => (
            <label class="flex items-center gap-2.5 py-1 pointer-coarse:py-3">
              <input
                type="checkbox"
                class="check"
                checked={props.chosen.has(account.accountId)}
                onChange={(event) => toggle(account.accountId, event.currentTarget.checked)}
              />
              <span class="font-book">{account.accountName}</span>
              <span class="text-ink-3">{account.groupName ?? ""}</span>
            </label>
          )}
        </For>
      </fieldset>
    </>
  );
}
