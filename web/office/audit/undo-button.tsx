import { createSignal } from "solid-js";
import type { Committed } from "../../../worker/kernel/committed.ts";
import { api } from "../../shared/api.ts";
import { readable } from "../../shared/readable.ts";
import { showProblem } from "../../shared/toasts.ts";
import { Button } from "../../shared/ui/button.tsx";
import { Undo2Icon } from "../../shared/ui/icons.tsx";
import { announce } from "./announce.ts";

type UndoButtonProps = {
  entry: { id: string; summary: string };
  /** What else shows the records, besides the history itself. */
  invalidates: string[];
  /** In a list of many, where a frame around each would be all one sees. */
  quiet?: boolean;
};

export function UndoButton(props: UndoButtonProps) {
  const [busy, setBusy] = createSignal(false);
  async function undo() {
    setBusy(true);
    try {
      const { change } = await api.post<{ change: Committed }>(`/changes/${props.entry.id}/undo`);
      announce(change, ...props.invalidates);
    } catch (cause) {
      showProblem(cause, "Could not be undone");
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      size="small"
      variant={props.quiet ? "quiet" : "plain"}
      icon={Undo2Icon}
      busy={busy()}
      aria-label={`Undo: ${readable(props.entry.summary)}`}
      onClick={() => void undo()}
    >
      Undo
    </Button>
  );
}
