import { Show } from "solid-js";
import type { ClassRow } from "../../../worker/domains/classes/shapes.ts";
import type { Pages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import type { Selection } from "../../shared/table/selection.ts";
import { Button } from "../../shared/ui/button.tsx";
import { CopyIcon, PencilIcon } from "../../shared/ui/icons.tsx";
import { WriteButton } from "../campaigns/write-button.tsx";
import { ExportButton } from "../exports/export-button.tsx";
import { FooterActions } from "../shell/footer-actions.tsx";
import { SelectionActions } from "../shell/selection-actions.tsx";
import type { ClassSearch } from "./class-search.ts";

const editMax = 200;

type ClassesFooterProps = {
  selection: Selection;
  classes: Pages<ClassRow>;
  search: ClassSearch;
  onEdit: (rows: ClassRow[]) => void;
  onDuplicate: (row: ClassRow) => void;
};

export function ClassesFooter(props: ClassesFooterProps) {
  const exports = () => can("export") && props.classes.rows().length > 0;
  const exportButton = (label: string) => (
    <ExportButton file="classes.csv" filter={props.search.filterParams()} label={label} inFooter />
  );
  /** The ticked ones; where everything is ticked, all that match, once they are all loaded. */
  const chosen = (): ClassRow[] => {
    const isComplete = "ids" in props.selection.target() || !props.classes.hasMore();
    return isComplete ? props.classes.rows().filter((row) => props.selection.has(row.id)) : [];
  };
  const fits = () => chosen().length > 0 && chosen().length <= editMax;
  return (
    <>
      <SelectionActions selection={props.selection} total={props.classes.total()}>
        <WriteButton list="classes" filter={props.search.filterParams} selection={props.selection} />
        <Show when={can("classes", "full")}>
          <Button
            size="small"
            icon={PencilIcon}
            disabled={!fits()}
            title={fits() ? undefined : `Up to ${editMax} classes that the list shows are edited at once`}
            onClick={() => props.onEdit(chosen())}
          >
            Quick edit…
          </Button>
          <Button
            size="small"
            icon={CopyIcon}
            disabled={chosen().length !== 1}
            title={chosen().length === 1 ? undefined : "Select one class to duplicate it"}
            onClick={() => props.onDuplicate(chosen()[0]!)}
          >
            Duplicate…
          </Button>
        </Show>
        <Show when={exports()}>
          <span class="contents max-sm:hidden">{exportButton("Export the whole list")}</span>
        </Show>
      </SelectionActions>
      <Show when={props.classes.rows().length > 0 && !props.selection.any()}>
        <FooterActions>
          <WriteButton list="classes" filter={props.search.filterParams} />
          <Show when={exports()}>{exportButton("Export CSV")}</Show>
        </FooterActions>
      </Show>
    </>
  );
}
