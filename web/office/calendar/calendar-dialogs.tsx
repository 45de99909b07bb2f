import { lazy, Match, Switch } from "solid-js";
import type { CalendarState } from "./calendar-state.ts";
import type { Asked } from "./meeting-acts.ts";

const AwayDialog = lazy(() => import("./away-dialog.tsx"));
const CancelDialog = lazy(() => import("./cancel-dialog.tsx"));
const MoveDialog = lazy(() => import("./move-dialog.tsx"));
const RestoreDialog = lazy(() => import("./restore-dialog.tsx"));
const SubscribeDialog = lazy(() => import("./subscribe-dialog.tsx"));
const SubstituteDialog = lazy(() => import("./substitute-dialog.tsx"));

interface CalendarDialogsProps {
  asked: Asked;
  state: CalendarState;
  onClose: () => void;
}

export interface DialogProps<Kind extends Asked["kind"]> {
  asked: Extract<Asked, { kind: Kind }>;
  state: CalendarState;
  onClose: () => void;
}

/** Each is fetched when it is first asked for. */
export default function CalendarDialogs(props: CalendarDialogsProps) {
  const is = <Kind extends Asked["kind"]>(kind: Kind) =>
    props.asked.kind === kind ? (props.asked as Extract<Asked, { kind: Kind }>) : undefined;
  const common = () => ({ state: props.state, onClose: props.onClose });
  return (
    <Switch>
      <Match when={is("cancel")}>{(asked) => <CancelDialog asked={asked()} {...common()} />}</Match>
      <Match when={is("restore")}>{(asked) => <RestoreDialog asked={asked()} {...common()} />}</Match>
      <Match when={is("move")}>{(asked) => <MoveDialog asked={asked()} {...common()} />}</Match>
      <Match when={is("substitute")}>{(asked) => <SubstituteDialog asked={asked()} {...common()} />}</Match>
      <Match when={is("away")}>{(asked) => <AwayDialog asked={asked()} {...common()} />}</Match>
      <Match when={is("subscribe")}>
        <SubscribeDialog {...common()} />
      </Match>
    </Switch>
  );
}
