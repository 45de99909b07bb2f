import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { plural } from "../../shared/format/names.ts";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { DecidePanel } from "./decide-panel.tsx";

/** Several requests with one preview of all that approving them does. */
export default function DecideDialog(props: { rows: readonly ActivityRow[]; onClose: () => void }) {
  return (
    <Dialog
      open
      size="wide"
      onClose={props.onClose}
      title={`Decide ${plural(props.rows.length, "request")}`}
      description="Those that cannot be approved stay as they are; the others are done one by one."
    >
      <DecidePanel rows={props.rows} onDone={props.onClose} />
    </Dialog>
  );
}
