import { createMemo, Show } from "solid-js";
import type { AccountList, EnterpriseAccount } from "../../../worker/enterprise/accounts/schemas.ts";
import { beginsWords, foldedWords } from "../../shared/format/text-match.ts";
import { formats } from "../../shared/formats.ts";
import { createQuery } from "../../shared/query.ts";
import { VirtualTable } from "../../shared/table/virtual-table.tsx";
import { Button } from "../../shared/ui/button.tsx";
import { ButtonLink } from "../../shared/ui/button-link.tsx";
import { EmptyState } from "../../shared/ui/empty-state.tsx";
import { BuildingIcon, PlusIcon } from "../../shared/ui/icons.tsx";
import { ListPage } from "../../shared/ui/list-page.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { useQuickParam } from "../../shared/url-state.ts";
import { wholeList } from "../../shared/whole-list.ts";
import { enterAccount } from "../enter-account.ts";
import { isAdmin, isEnterpriseUser } from "../session.ts";
import { accountColumns } from "./account-columns.tsx";
import { AccountPeek } from "./account-peek.tsx";
import { GroupFilter, NO_GROUP, useGroups } from "./group-filter.tsx";
import { placed, withBelow } from "./group-tree.ts";

export default function AccountsPage() {
  const list = createQuery<AccountList>(() => "/accounts", { staleMs: 10_000 });
  const [search, setSearch] = useQuickParam("q");
  const [peekId, setPeekId] = useQuickParam("peek");
  const [chosen, setChosen] = useGroups();
  const groups = () => list.data()?.groups ?? [];
  const paths = createMemo(() => new Map(placed(groups()).map(({ id, path }) => [id, path.join(" › ")])));
  const groupPath = (id: string | null) => (id === null ? "–" : (paths().get(id) ?? "–"));
  const rows = createMemo(() => found(list.data(), chosen(), search()));
  const accounts = wholeList(list, rows, () => `/accounts?${[...chosen()]}&${search()}`);
  const peeked = () => list.data()?.accounts.find(({ id }) => id === peekId());
  const isNarrowed = () => chosen().size > 0 || search() !== "";
  const columns = accountColumns({ search, groupPath });

  return (
    <ListPage
      header={
        <PageHeader
          title="Accounts"
          count={list.data() ? formats().number(rows().length) : undefined}
          search={{ label: "Search accounts", value: search(), onInput: setSearch }}
          actions={
            <>
              <Show when={groups().length > 0}>
                <GroupFilter
                  groups={groups()}
                  hasUngrouped={list.data()?.accounts.some(({ groupId }) => groupId === null) ?? false}
                />
              </Show>
              <Show when={isAdmin() && isEnterpriseUser()}>
                <ButtonLink href="/onboarding" icon={PlusIcon} variant="primary">
                  Add account
                </ButtonLink>
              </Show>
            </>
          }
        />
      }
      peek={
        <Show when={peeked()}>
          {(account) => (
            <AccountPeek
              account={account()}
              groupPath={groupPath(account().groupId)}
              onClose={() => setPeekId(undefined)}
            />
          )}
        </Show>
      }
    >
      <VirtualTable
        label="Accounts"
        pages={accounts}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => row.name}
        onOpen={(row) => void enterAccount(row.id)}
        peekId={peekId()}
        onPeek={setPeekId}
        empty={
          <EmptyState
            icon={BuildingIcon}
            title={isNarrowed() ? "No account is like that" : "No accounts yet"}
            action={
              <Show when={isNarrowed()}>
                <Button
                  onClick={() => {
                    setChosen([]);
                    setSearch("");
                  }}
                >
                  Show all accounts
                </Button>
              </Show>
            }
          >
            <p>
              {isNarrowed()
                ? "Try other words, or take the filter away."
                : "The accounts of your group appear here as soon as an Admin puts them into it."}
            </p>
          </EmptyState>
        }
      />
    </ListPage>
  );
}

/** Every word must begin a word of what the row says: name, owner, contact or place. */
function found(list: AccountList | undefined, chosen: Set<string>, search: string): EnterpriseAccount[] {
  if (!list) return [];
  const wanted = withBelow(list.groups, chosen);
  const words = foldedWords(search);
  return list.accounts.filter((account) => {
    if (chosen.size > 0 && !wanted.has(account.groupId ?? NO_GROUP)) return false;
    const { name, ownerName, contactName, contactEmail, place, urlName } = account;
    return beginsWords([name, ownerName, contactName, contactEmail, place, urlName].join(" "), words);
  });
}
