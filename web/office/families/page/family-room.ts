import { type Accessor, createComputed, createSignal } from "solid-js";
import { createStore, reconcile, unwrap } from "solid-js/store";
import type { FamilyPage } from "../../../../worker/domains/families/shapes.ts";
import type { Committed } from "../../../../worker/kernel/committed.ts";
import { api } from "../../../shared/api.ts";
import { invalidate } from "../../../shared/cache.ts";
import { createQuery, patchQuery, setQuery } from "../../../shared/query.ts";
import { readable } from "../../../shared/readable.ts";
import { can } from "../../../shared/session.ts";
import { showProblem, showToast } from "../../../shared/toasts.ts";
import { createFamilyOptions } from "../forms/family-options.ts";
import { familyPath } from "./opening.ts";

export type Written = { change: Committed | null };

/** What lies over the page; without an id it makes a new record. */
export type Opened =
  | { kind: "family" | "suspend" | "lift" }
  | { kind: "guardian" | "student" | "contact" | "pickup"; id?: string };

export type FamilyRoom = ReturnType<typeof createFamilyRoom>;

/** One family and everything that can be done with it. */
export function createFamilyRoom(id: Accessor<string>) {
  const path = () => familyPath(id());
  const query = createQuery<FamilyPage>(path);
  const options = createFamilyOptions();
  const [opened, open] = createSignal<Opened>();
  // A store, so that a refresh changes only what differs: whoever is typing or has focus keeps both.
  const [shown, setShown] = createStore<{ page?: FamilyPage }>({});
  let turn: Promise<unknown> = Promise.resolve();
  let draft: object | undefined;

  createComputed(() => setShown("page", reconcile(structuredClone(query.data()), { key: "id" })));

  const refresh = () => invalidate("/families", "/students", "/welcome", "/history");

  /** Writes wait for each other, so that each knows the version that the one before it left. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = turn.then(act);
    turn = mine.catch(() => {});
    return mine;
  }

  async function undo(changeId: string) {
    await api.post(`/changes/${changeId}/undo`);
    refresh();
  }

  function announce(written: Written, title?: string) {
    const { change } = written;
    if (!change) return;
    showToast(title ?? readable(change.summary), {
      tone: "good",
      undo: change.undoUntil === null ? undefined : () => undo(change.id),
    });
  }

  /** Shows what will be at once, then does it; when it is refused, says why and shows what is. */
  const act = (send: () => Promise<Written>, expected?: (page: FamilyPage) => FamilyPage) =>
    inTurn(async () => {
      const takeBack = expected && patchQuery<FamilyPage>(path(), expected);
      try {
        announce(await send());
        return true;
      } catch (cause) {
        takeBack?.();
        showProblem(cause);
        return false;
      } finally {
        refresh();
      }
    });

  return {
    path,
    query,
    options: options.data,
    page: () => shown.page as FamilyPage,
    /** As it is now, for a form or a comparison that must not change under the hand. */
    snapshot: () => structuredClone(unwrap(shown.page)) as FamilyPage,
    async reload() {
      const fresh = await api.get<FamilyPage>(path());
      setQuery(path(), fresh);
      return fresh;
    },
    patch: (update: (page: FamilyPage) => FamilyPage) => patchQuery(path(), update),
    mayEdit: () => can("families", "full"),
    maySeeStudents: () => can("students"),
    mayEditStudents: () => can("students", "full"),
    maySuspend: () => can("suspend_families", "full"),
    opened,
    open: (what: Opened) => open(what),
    close: () => open(undefined),
    /** Opens a form again with what was typed into it. */
    resume(what: Opened, typed: object) {
      draft = typed;
      open(what);
    },
    takeDraft() {
      const taken = draft;
      draft = undefined;
      return taken;
    },
    inTurn,
    act,
    announce,
    undo,
    refresh,
  };
}
