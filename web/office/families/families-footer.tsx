import { Show } from "solid-js";
import type { FamilyRow } from "../../../worker/domains/families/shapes.ts";
import { createPainted } from "../../shared/after-paint.ts";
import type { Pages } from "../../shared/pages.ts";
import { can } from "../../shared/session.ts";
import type { Selection } from "../../shared/table/selection.ts";
import { Button } from "../../shared/ui/button.tsx";
import { WriteButton } from "../campaigns/write-button.tsx";
import { ExportButton } from "../exports/export-button.tsx";
import { ChargeButton } from "../ledger/group/charge-button.tsx";
import { FooterActions } from "../shell/footer-actions.tsx";
import { SelectionActions } from "../shell/selection-actions.tsx";
import type { FamilySearch } from "./family-search.ts";

const mergeMax = 5;

type FamiliesFooterProps = {
  selection: Selection;
  families: Pages<FamilyRow>;
  search: FamilySearch;
  onMerge: (ids: string[]) => void;
};

export function FamiliesFooter(props: FamiliesFooterProps) {
  // The list comes first, what can be done with it with the next paint.
  const isPainted = createPainted();
  const exports = () => can("export") && props.families.rows().length > 0;
  const exportButton = (label: string) => (
    <ExportButton file="families.csv" filter={props.search.filterParams()} label={label} inFooter />
  );
  return (
    <>
      <SelectionActions selection={props.selection} total={props.families.total()}>
        <WriteButton list="families" filter={props.search.filterParams} selection={props.selection} />
        <Show when={can("charges", "full")}>
          <ChargeButton kind="families" pages={props.families} selection={props.selection} />
        </Show>
        <Show when={can("merge_families", "full")}>
          <MergeButton selection={props.selection} onMerge={props.onMerge} />
        </Show>
        <Show when={exports()}>
          <span class="contents max-sm:hidden">{exportButton("Export the whole list")}</span>
        </Show>
      </SelectionActions>
      <Show when={isPainted() && props.families.rows().length > 0 && !props.selection.any()}>
        <FooterActions>
          <WriteButton list="families" filter={props.search.filterParams} />
          <Show when={exports()}>{exportButton("Export CSV")}</Show>
        </FooterActions>
      </Show>
    </>
  );
}

function MergeButton(props: { selection: Selection; onMerge: (ids: string[]) => void }) {
  const ids = () => {
    const target = props.selection.target();
    return "ids" in target ? target.ids : [];
  };
  const fits = () => ids().length >= 2 && ids().length <= mergeMax;
  return (
    <Button
      size="small"
      disabled={!fits()}
      title={fits() ? undefined : "Select two to five families to merge them"}
      onClick={() => props.onMerge(ids())}
    >
      Merge…
    </Button>
  );
}
