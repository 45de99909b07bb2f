import { createMemo, createSignal } from "solid-js";
import type {
  OverrideChange,
  OverrideLevel,
  OverridesPage,
} from "../../../worker/enterprise/permissions/schemas.ts";
import { api } from "../../shared/api.ts";
import { showProblem, showToast } from "../../shared/toasts.ts";

/** What was chosen for one place and not saved yet. */
export function createOverrideEdits(page: () => OverridesPage | undefined, refetch: () => void) {
  const [chosen, setChosen] = createSignal<ReadonlyMap<string, OverrideLevel>>(new Map());
  const [isSaving, setIsSaving] = createSignal(false);
  const own = (right: string) => page()?.rights.find((one) => one.right === right)?.own ?? null;
  const value = (right: string) => (chosen().has(right) ? (chosen().get(right) ?? null) : own(right));
  const changes = createMemo((): OverrideChange[] =>
    [...chosen()].flatMap(([right, to]) => (to === own(right) ? [] : [{ right, from: own(right), to }])),
  );

  const put = (groupId: string | null, list: readonly OverrideChange[], isUndo: boolean) =>
    api.put<{ summary: string }>("/permissions", { groupId, changes: list, isUndo });

  async function save(): Promise<boolean> {
    const groupId = page()?.node.id ?? null;
    const list = changes();
    setIsSaving(true);
    try {
      const { summary } = await put(groupId, list, false);
      setChosen(new Map());
      refetch();
      // The same act the other way round; it refuses when somebody came between.
      const back = list.map(({ right, from, to }) => ({ right, from: to, to: from }));
      const detail = "In force everywhere within 30 seconds.";
      showToast(summary, {
        tone: "good",
        detail,
        undo: async () => {
          await put(groupId, back, true);
          refetch();
        },
      });
      return true;
    } catch (cause) {
      showProblem(cause, "This could not be saved");
      refetch();
      return false;
    } finally {
      setIsSaving(false);
    }
  }

  return {
    value,
    changes,
    isSaving,
    save,
    choose: (right: string, to: OverrideLevel) => setChosen((known) => new Map(known).set(right, to)),
    drop: () => setChosen(new Map()),
  };
}
