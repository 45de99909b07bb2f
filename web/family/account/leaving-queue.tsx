import { Button } from "../../shared/ui/button.tsx";
import { Dialog } from "../../shared/ui/dialog.tsx";
import { actWords } from "../words/enrollment-acts.ts";

/** A turn on a waitlist, or a place that is kept, cannot be had again, so it is not lost by one press. */
export function LeavingQueue(props: {
  className: string;
  isOffered: boolean;
  busy: boolean;
  onClose: () => void;
  onLeave: () => void;
}) {
  const words = actWords;
  return (
    <Dialog
      open
      onClose={props.onClose}
      size="narrow"
      title={props.isOffered ? words().loseOffer(props.className) : words().loseTurn(props.className)}
      description={words().loseTurnHelp}
      actions={
        <>
          <Button onClick={props.onClose}>{words().stay}</Button>
          <Button variant="danger" busy={props.busy} onClick={props.onLeave}>
            {props.isOffered ? words().letGo : words().leave}
          </Button>
        </>
      }
    />
  );
}
