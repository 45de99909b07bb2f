import { createSignal, lazy, Match, Show, Suspense, Switch } from "solid-js";
import type { EnterpriseUser } from "../../../worker/enterprise/users/schemas.ts";
import { foldText } from "../../shared/format/text-match.ts";
import { Button } from "../../shared/ui/button.tsx";
import { ErrorState } from "../../shared/ui/error-state.tsx";
import { PlusIcon } from "../../shared/ui/icons.tsx";
import { PageHeader } from "../../shared/ui/page-header.tsx";
import { SkeletonRegion, SkeletonText } from "../../shared/ui/skeleton.tsx";
import { type Tab, UrlTabs } from "../../shared/ui/url-tabs.tsx";
import { useParam, useQuickParam } from "../../shared/url-state.ts";
import { isAdmin, isEnterpriseUser } from "../session.ts";
import { GroupList, type GroupWish } from "./group-list.tsx";
import { createPeople } from "./people.ts";
import { SignInRulesPanel } from "./sign-in-rules.tsx";
import { UserList } from "./user-list.tsx";

const UserDialog = lazy(() => import("./user-dialog.tsx"));
const GroupDialog = lazy(() => import("./group-dialog.tsx"));
const AccountsDialog = lazy(() => import("./accounts-dialog.tsx"));

type Wish = GroupWish | { kind: "user"; user?: EnterpriseUser };

export default function PeoplePage() {
  const people = createPeople();
  const [tab] = useParam("tab");
  const [search, setSearch] = useQuickParam("q");
  const [wish, setWish] = createSignal<Wish>();
  const close = () => setWish(undefined);
  const failed = () => people.tree.error() ?? people.people.error();
  const users = () => {
    const words = foldText(search()).split(/\s+/).filter(Boolean);
    return people
      .users()
      .filter(({ name, email }) =>
        words.every((word) => ` ${foldText(`${name} ${email}`)}`.includes(` ${word}`)),
      );
  };
  const isGroups = () => tab() === "groups";
  const tabs = (): Tab[] => [
    {
      id: "users",
      label: "Users",
      count: people.people.data() && people.users().length,
      content: () => (
        <UserList
          people={people}
          users={users()}
          isNarrowed={search() !== ""}
          onEdit={(user) => setWish({ kind: "user", user })}
        />
      ),
    },
    {
      id: "groups",
      label: "Groups",
      count: people.tree.data() && people.groups().length,
      content: () => <GroupList people={people} onWish={setWish} />,
    },
    ...(isAdmin() && isEnterpriseUser()
      ? [{ id: "sign-in", label: "Sign-in", content: () => <SignInRulesPanel /> }]
      : []),
  ];

  return (
    <div class="flex h-full min-h-0 flex-col">
      <PageHeader
        title="Users & Groups"
        search={
          isGroups() || tab() === "sign-in"
            ? undefined
            : { label: "Search users", value: search(), onInput: setSearch }
        }
        actions={
          <Show when={isAdmin()}>
            <Show
              when={!isGroups()}
              fallback={
                <Button
                  variant="primary"
                  icon={PlusIcon}
                  onClick={() => setWish({ kind: "create", parentId: null })}
                >
                  New group
                </Button>
              }
            >
              <Button variant="primary" icon={PlusIcon} onClick={() => setWish({ kind: "user" })}>
                Invite
              </Button>
            </Show>
          </Show>
        }
      />
      <Switch
        fallback={
          <SkeletonRegion label="users and groups" class="flex flex-col gap-4 px-6 py-4">
            <SkeletonText width={260} />
            <SkeletonText width={320} />
            <SkeletonText width={220} />
          </SkeletonRegion>
        }
      >
        <Match when={failed()}>
          {(error) => <ErrorState error={error()} onRetry={people.tree.refetch} />}
        </Match>
        <Match when={people.tree.data() && people.people.data()}>
          <UrlTabs
            label="Users and groups"
            tabs={tabs()}
            panelClass="min-h-0 flex-1 overflow-y-auto border-t border-line bg-sheet"
          />
        </Match>
      </Switch>
      <Suspense>
        <Show when={wish()} keyed>
          {(asked) => <WishDialog wish={asked} people={people} onClose={close} />}
        </Show>
      </Suspense>
    </div>
  );
}

type WishDialogProps = { wish: Wish; people: ReturnType<typeof createPeople>; onClose: () => void };

function WishDialog(props: WishDialogProps) {
  const { wish } = props;
  const common = { people: props.people, onClose: props.onClose };
  switch (wish.kind) {
    case "user":
      return <UserDialog {...common} user={wish.user} />;
    case "create":
      return <GroupDialog {...common} parentId={wish.parentId} />;
    case "edit":
      return <GroupDialog {...common} group={wish.group} />;
    case "accounts":
      return <AccountsDialog {...common} group={wish.group} />;
  }
}
