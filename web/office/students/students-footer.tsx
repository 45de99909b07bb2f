import { Show } from "solid-js";
import type { StudentRow } from "../../../worker/domains/students/schemas.ts";
import { createPainted } from "../../shared/after-paint.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import type { Pages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import type { Selection } from "../../shared/table/selection.ts";
import { Button } from "../../shared/ui/button.tsx";
import { PlusIcon, Trash2Icon } from "../../shared/ui/icons.tsx";
import { WriteButton } from "../campaigns/write-button.tsx";
import { openEnroll } from "../enrollments/opening.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { ChargeButton } from "../ledger/group/charge-button.tsx";
import { FooterActions } from "../shell/footer-actions.tsx";
import { SelectionActions } from "../shell/selection-actions.tsx";
import { deleteMax, type StudentDeletion } from "./delete-students.ts";
import type { StudentSearch } from "./student-search.ts";

type StudentsFooterProps = {
  selection: Selection;
  students: Pages<StudentRow>;
  search: StudentSearch;
  deletion: StudentDeletion;
};

export function StudentsFooter(props: StudentsFooterProps) {
  // The list comes first, what can be done with it with the next paint.
  const isPainted = createPainted();
  const exports = () => can("export") && props.students.rows().length > 0;
  const exportButton = (label: string) => (
    <ExportButton file="students.csv" filter={props.search.filterParams()} label={label} inFooter />
  );
  return (
    <>
      <SelectionActions selection={props.selection} total={props.students.total()}>
        <WriteButton list="students" filter={props.search.filterParams} selection={props.selection} />
        <Show when={can("enrollments", "full")}>
          <EnrollButton students={props.students} selection={props.selection} />
        </Show>
        <Show when={can("charges", "full")}>
          <ChargeButton kind="students" pages={props.students} selection={props.selection} />
        </Show>
        <Show when={can("students", "full")}>
          <DeleteButton deletion={props.deletion} any={props.selection.any} />
        </Show>
        <Show when={exports()}>
          <span class="contents max-sm:hidden">{exportButton("Export the whole list")}</span>
        </Show>
      </SelectionActions>
      <Show when={isPainted() && !props.selection.any()}>
        <FooterActions>
          <WriteButton list="students" filter={props.search.filterParams} />
          <Show when={exports()}>{exportButton("Export CSV")}</Show>
          <span class="pl-2 whitespace-nowrap text-ink-3 max-sm:hidden">
            New students are added in their family.
          </span>
        </FooterActions>
      </Show>
    </>
  );
}

const enrollMax = 100;

/** The ticked students into one class. */
function EnrollButton(props: Pick<StudentsFooterProps, "students" | "selection">) {
  const chosen = () => {
    const target = props.selection.target();
    if ("all" in target && props.students.hasMore()) return [];
    return props.students.rows().filter(({ id }) => props.selection.has(id));
  };
  const fits = () => chosen().length > 0 && chosen().length <= enrollMax;
  return (
    <Button
      size="small"
      icon={PlusIcon}
      disabled={!fits()}
      title={fits() ? undefined : `At most ${enrollMax} students are enrolled at once`}
      onClick={() =>
        openEnroll(
          { students: chosen().map(({ id, name, familyName }) => ({ id, name, hint: familyName })) },
          props.selection.clear,
        )
      }
    >
      Enroll…
    </Button>
  );
}

function DeleteButton(props: { deletion: StudentDeletion; any: () => boolean }) {
  const ids = () => props.deletion.chosen() ?? [];
  const fits = () => ids().length > 0 && ids().length <= deleteMax;
  const remove = () => void props.deletion.remove(ids());
  useShortcuts({
    keys: "Delete",
    label: "Delete the selected students",
    group: "List",
    when: () => props.any() && fits(),
    run: remove,
  });
  return (
    <Button
      size="small"
      icon={Trash2Icon}
      busy={props.deletion.busy()}
      disabled={!fits()}
      title={fits() ? undefined : `At most ${deleteMax} students are deleted at once`}
      onClick={remove}
    >
      Delete
    </Button>
  );
}
