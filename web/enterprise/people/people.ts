import { createMemo } from "solid-js";
import type { Group, GroupTree } from "../../../worker/enterprise/groups/schemas.ts";
import type { EnterpriseUser, EnterpriseUsers } from "../../../worker/enterprise/users/schemas.ts";
import { api } from "../../shared/api.ts";
import { invalidate } from "../../shared/cache.ts";
import { createQuery } from "../../shared/query.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";
import { placed } from "../accounts/group-tree.ts";
import { isAdmin, me } from "../session.ts";

/** The tree and the people of it, with the paths of the groups in words. */
export function createPeople() {
  const tree = createQuery<GroupTree>(() => "/groups", { staleMs: 5_000 });
  const people = createQuery<EnterpriseUsers>(() => "/users", { staleMs: 5_000 });
  const groups = () => tree.data()?.groups ?? [];
  const places = createMemo(() => placed(groups()));
  const paths = createMemo(() => new Map(places().map(({ id, path }) => [id, path.join(" › ")])));
  return {
    tree,
    people,
    groups,
    places,
    users: () => people.data()?.users ?? [],
    accounts: () => tree.data()?.accounts ?? [],
    pathOf: (id: string | null) => (id === null ? "Whole enterprise" : (paths().get(id) ?? "–")),
  };
}

export type People = ReturnType<typeof createPeople>;

/** One's own group is changed by somebody above it. */
export const mayChange = (group: Pick<Group, "id">) => isAdmin() && me()?.user.group?.id !== group.id;

/** Nobody changes their own access. */
export const mayManage = (user: Pick<EnterpriseUser, "id">) => isAdmin() && me()?.user.id !== user.id;

export const refreshPeople = () => invalidate("/groups", "/users", "/accounts");

/** An act on a group, a user or an account, said when it is done, with the way back where there is one. */
export async function act<Answer extends { version: number }>(
  run: () => Promise<Answer>,
  done: string,
  undo?: (answer: Answer) => Promise<unknown>,
): Promise<boolean> {
  try {
    const answer = await run();
    refreshPeople();
    showToast(done, {
      tone: "good",
      ...(undo
        ? {
            undo: async () => {
              await undo(answer);
              refreshPeople();
            },
          }
        : {}),
    });
    return true;
  } catch (cause) {
    showProblem(cause);
    refreshPeople();
    return false;
  }
}

type Written = { id: string; version: number; mailed?: boolean };

export const writeGroup = (group: Pick<Group, "id" | "version">, patch: object) =>
  api.patch<Written>(`/groups/${group.id}`, { version: group.version, ...patch });

export const writeUser = (user: Pick<EnterpriseUser, "id" | "version">, patch: object) =>
  api.patch<Written>(`/users/${user.id}`, { version: user.version, ...patch });

export function removeGroup(group: Group) {
  return act(
    () => api.delete<Written>(`/groups/${group.id}`, { version: group.version }),
    `${group.name} is deleted`,
    ({ version }) => api.post(`/groups/${group.id}/restore`, { version }),
  );
}

export function removeUser(user: EnterpriseUser) {
  return act(
    () => api.delete<Written>(`/users/${user.id}`, { version: user.version }),
    `${user.name} is removed`,
    ({ version }) => api.post(`/users/${user.id}/restore`, { version }),
  );
}

export function suspend(user: EnterpriseUser, isSuspended: boolean) {
  return act(
    () => writeUser(user, { isSuspended }),
    isSuspended ? `${user.name} is suspended and signed out everywhere` : `${user.name} can sign in again`,
    ({ version }) => writeUser({ id: user.id, version }, { isSuspended: !isSuspended }),
  );
}

export async function resend(user: EnterpriseUser) {
  try {
    const { mailed } = await api.post<Written>(`/users/${user.id}/invite`, { version: user.version });
    refreshPeople();
    if (mailed) showToast(`A new link is on its way to ${user.email}`, { tone: "good" });
    else showProblem(new Error("The mail could not be sent. Try again in a while."), "Not sent");
  } catch (cause) {
    showProblem(cause);
  }
}
