import type { HistoryLine } from "../../../worker/domains/ledger/shapes.ts";
import { Timeline } from "../../shared/ui/timeline.tsx";
import { DrawerPart } from "./drawer-part.tsx";

/** Who did what with a document, newest first. */
export function DocumentHistory(props: { lines: readonly HistoryLine[] }) {
  const entries = () =>
    props.lines.map(({ changeId, at, by, summary }) => ({ id: changeId, at, actorName: by, summary }));
  return (
    <DrawerPart title="History">
      <Timeline entries={entries()} />
    </DrawerPart>
  );
}
