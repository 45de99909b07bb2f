import { createSignal, For } from "solid-js";
import type { Group, GroupedAccount } from "../../../worker/enterprise/groups/schemas.ts";
import { api } from "../../shared/api.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { isEnterpriseUser } from "../session.ts";
import { type People, refreshPeople } from "./people.ts";

type AccountsDialogProps = { people: People; group: Group; onClose: () => void };

/** Which accounts a group has. An account stands in one group: choosing it here takes it out of the other. */
export default function AccountsDialog(props: AccountsDialogProps) {
  const isIn = (account: GroupedAccount) => account.groupId === props.group.id;
  const [chosen, setChosen] = createSignal(
    new Set(
      props.people
        .accounts()
        .filter(isIn)
        .map(({ id }) => id),
    ),
  );
  const [busy, setBusy] = createSignal(false);
  const changed = () =>
    props.people.accounts().filter((account) => chosen().has(account.id) !== isIn(account));
  // Somebody of one group cannot leave an account without any.
  const isFixed = (account: GroupedAccount) => isIn(account) && !isEnterpriseUser();

  async function save() {
    setBusy(true);
    try {
      for (const { id, version } of changed()) {
        const groupId = chosen().has(id) ? props.group.id : null;
        await api.put(`/accounts/${id}/group`, { version, groupId });
      }
      showToast("Saved", { tone: "good" });
      props.onClose();
    } catch (cause) {
      showProblem(cause);
    } finally {
      refreshPeople();
      setBusy(false);
    }
  }

  function toggle(id: string) {
    const next = new Set(chosen());
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  return (
    <Dialog
      open
      size="narrow"
      title={`Accounts of ${props.group.name}`}
      description="An account stands in one group at a time."
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={busy()}
            disabled={changed().length === 0}
            onClick={() => void save()}
          >
            Save
          </Button>
        </>
      }
    >
      <fieldset class="flex flex-col">
        <legend class="sr-only">Accounts</legend>
        <For each={props.people.accounts()}>
          {(account) => (
            <label class="flex min-h-9 items-center gap-2.5 rounded-sm px-1 hover:bg-hover pointer-coarse:min-h-11">
              <input
                type="checkbox"
                class="check"
                checked={chosen().has(account.id)}
                disabled={isFixed(account)}
                onChange={() => toggle(account.id)}
              />
              <span class="min-w-0 flex-1 truncate">{account.name}</span>
              <span class="truncate text-sm text-ink-3">
                {account.groupId === null
                  ? "No group"
                  : isIn(account)
                    ? ""
                    : props.people.pathOf(account.groupId)}
              </span>
            </label>
          )}
        </For>
      </fieldset>
    </Dialog>
  );
}
