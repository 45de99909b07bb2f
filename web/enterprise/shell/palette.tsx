import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal } from "solid-js";
import type { AccountList } from "../../../worker/enterprise/accounts/schemas.ts";
import { beginsWords, foldedWords } from "../../shared/format/text-match.ts";
import { createQuery } from "../../shared/query.ts";
import { Palette, type PaletteEntry } from "../../shared/ui/palette.tsx";
import { withParams } from "../../shared/url-state.ts";
import { placed } from "../accounts/group-tree.ts";
import { enterAccount } from "../enter-account.ts";
import { openRooms } from "../rooms.ts";
import { isAdmin, isEnterpriseUser } from "../session.ts";

/** An account is logged into; everything else is a page of this portal. */
type Found = PaletteEntry & ({ href: string } | { accountId: string });

const ACCOUNTS_SHOWN = 20;

/** Pages, accounts and groups; and what is typed as a family's name. */
export default function EnterprisePalette(props: { onClose: () => void }) {
  const navigate = useNavigate();
  const [typed, setTyped] = createSignal("");
  const list = createQuery<AccountList>(() => "/accounts", { staleMs: 60_000 });
  const words = createMemo(() => foldedWords(typed()));
  const tree = createMemo(() => placed(list.data()?.groups ?? []));
  const entries = createMemo((): Found[] => [
    ...pages().filter(({ name }) => beginsWords(name, words())),
    ...accounts(list.data(), words(), new Map(tree().map(({ id, path }) => [id, path.join(" › ")]))),
    ...tree()
      .filter(({ name }) => words().length > 0 && beginsWords(name, words()))
      .map(({ id, name, path }) => ({
        id,
        group: "Groups",
        name,
        hint: path.slice(0, -1).join(" › "),
        href: withParams("/accounts", { group: id }),
      })),
    ...(words().length > 0 ? [familySearch(typed().trim())] : []),
  ]);

  function open(entry: Found, newTab: boolean) {
    if ("accountId" in entry) void enterAccount(entry.accountId, "/", newTab);
    else navigate(entry.href);
  }

  return (
    <Palette
      label="Find pages, accounts and groups"
      placeholder="Pages, accounts, groups…"
      advice="An account opens in its office portal"
      typed={typed()}
      onType={setTyped}
      entries={entries()}
      searching={list.pending()}
      onOpen={open}
      onClose={props.onClose}
    />
  );
}

function pages(): Found[] {
  const rooms = openRooms().map(({ path, label, goKey }) => ({
    ...{ id: `page-${path}`, group: "Pages", name: label, keys: `g ${goKey}`, href: path },
  }));
  const adding = { id: "page-/onboarding", group: "Pages", name: "Add account", href: "/onboarding" };
  return isAdmin() && isEnterpriseUser() ? [...rooms, adding] : rooms;
}

function accounts(
  list: AccountList | undefined,
  words: readonly string[],
  groupPaths: ReadonlyMap<string, string>,
): Found[] {
  if (!list || words.length === 0) return [];
  return list.accounts
    .filter(({ name, place, ownerName, contactName }) =>
      beginsWords([name, place, ownerName, contactName].join(" "), words),
    )
    .slice(0, ACCOUNTS_SHOWN)
    .map(({ id, name, place, groupId }) => ({
      id,
      group: "Accounts",
      name,
      hint: [place, groupId === null ? "" : groupPaths.get(groupId)].filter(Boolean).join(" · "),
      accountId: id,
    }));
}

function familySearch(name: string): Found {
  return {
    id: "families",
    group: "Families",
    name: `Families called “${name}”`,
    hint: "In all accounts",
    href: withParams("/family-search", { name }),
  };
}
