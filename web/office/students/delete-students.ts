import { createSignal } from "solid-js";
import type { StudentRow } from "../../../worker/domains/students/schemas.ts";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { toApiError } from "../../shared/api-error.ts";
import type { Pages } from "../../shared/pages.ts";
import type { Selection } from "../../shared/table/selection.ts";
import { showProblem } from "../../shared/toasts.ts";
import { announceChange } from "../families/undoable.ts";

export type Enrolled = { studentId: string; name: string; familyId: string; className: string };

export const deleteMax = 200;

/** Deleting can be taken back, so nobody is asked twice; whoever is enrolled is named with the way out. */
export function createStudentDeletion(students: Pages<StudentRow>, selection: Selection) {
  const [enrolled, setEnrolled] = createSignal<Enrolled[]>();
  const [busy, setBusy] = createSignal(false);

  /** The ticked ones; where everything is ticked, all that match, once they are all loaded. */
  function chosen(): string[] | undefined {
    const target = selection.target();
    if ("ids" in target) return target.ids;
    if (students.hasMore()) return undefined;
    return students
      .rows()
      .map(({ id }) => id)
      .filter((id) => !target.except.includes(id));
  }

  async function remove(ids: string[]) {
    if (busy()) return;
    setBusy(true);
    const gone = new Set(ids);
    const putBack = students.patchRows((rows) => rows.filter((row) => !gone.has(row.id)));
    try {
      const { change } = await api.post<{ change: Committed }>("/students/delete", {
        students: ids.map((id) => ({ id })),
      });
      selection.clear();
      setEnrolled(undefined);
      announceChange(change);
    } catch (cause) {
      putBack();
      const error = toApiError(cause);
      const who = (error.problem as { enrolled?: Enrolled[] }).enrolled;
      if (error.code === "students_enrolled" && who?.length) setEnrolled(who);
      else showProblem(error, "Nobody was deleted");
    } finally {
      setBusy(false);
    }
  }

  return { enrolled, close: () => setEnrolled(undefined), busy, chosen, remove };
}

export type StudentDeletion = ReturnType<typeof createStudentDeletion>;
