import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { DecidePanel } from "./decide-panel.tsx";

/** Several requests with one preview of all that approving them does; what is decided meanwhile leaves it. */
export default function DecideDialog(props: { rows: readonly ActivityRow[]; onClose: () => void }) {
  const isOver = () => props.rows.length === 0;
  return (
    <Dialog
      open
      size="wide"
      onClose={props.onClose}
      title={isOver() ? "Nothing is left to decide" : `Decide ${plural(props.rows.length, "request")}`}
      description={
        isOver()
          ? "All of these are decided."
          : "Those that cannot be approved stay as they are; the others are done one by one."
      }
    >
      <DecidePanel rows={props.rows} isTitled isOver={isOver()} onDone={props.onClose} />
    </Dialog>
  );
}
