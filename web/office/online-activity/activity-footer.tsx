import { createSignal, lazy, Show, Suspense } from "solid-js";
import type { ActivityRow } from "../../../worker/domains/online-activity/schemas.ts";
import { useShortcuts } from "../../shared/keyboard.ts";
import type { Pages } from "../../shared/pages.ts";
import type { Selection } from "../../shared/table/selection.ts";
import { Button } from "../../shared/ui/button.tsx";
import { SelectionActions } from "../shell/selection-actions.tsx";
import { dismiss } from "./activity-calls.ts";
import { isOpen } from "./activity-words.ts";

const DecideDialog = lazy(() => import("./decide-dialog.tsx"));
const dismissMax = 200;
const decideMax = 100;

type ActivityFooterProps = { selection: Selection; items: Pages<ActivityRow> };

/** What can be done with the ticked items: requests are decided, the others dismissed. */
export function ActivityFooter(props: ActivityFooterProps) {
  const [deciding, setDeciding] = createSignal<ReadonlySet<string>>();
  const asked = () => props.items.rows().filter((row) => deciding()?.has(row.id) && isOpen(row));
  const chosen = () => props.items.rows().filter((row) => props.selection.has(row.id) && isOpen(row));
  const infos = () => chosen().filter(({ nature }) => nature === "info");
  const requests = () => chosen().filter(({ nature }) => nature === "request");
  const dismissThem = async () => {
    await dismiss(infos().slice(0, dismissMax));
    props.selection.clear();
  };
  useShortcuts({
    keys: "d",
    label: "Dismiss the selected items",
    group: "List",
    when: () => infos().length > 0,
    run: () => void dismissThem(),
  });
  return (
    <>
      <SelectionActions selection={props.selection} total={props.items.total()}>
        <Button size="small" disabled={infos().length === 0} onClick={() => void dismissThem()}>
          Dismiss {infos().length}
        </Button>
        <Button
          size="small"
          disabled={requests().length === 0}
          onClick={() =>
            setDeciding(
              new Set(
                requests()
                  .slice(0, decideMax)
                  .map(({ id }) => id),
              ),
            )
          }
        >
          Decide {requests().length}…
        </Button>
      </SelectionActions>
      <Show when={deciding()}>
        <Suspense>
          <DecideDialog
            rows={asked()}
            onClose={() => {
              setDeciding(undefined);
              props.selection.clear();
            }}
          />
        </Suspense>
      </Show>
    </>
  );
}
