import { Show } from "solid-js";
import type { EnrollmentRow } from "../../../../worker/domains/enrollments/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { useShortcuts } from "../../../shared/keyboard.ts";
import type { Pages } from "../../../shared/pages.ts";
import { can } from "../../../shared/session.ts";
import type { Selection } from "../../../shared/table/selection.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { CheckIcon } from "../../../shared/ui/icons.tsx";
import { WriteButton } from "../../campaigns/write-button.tsx";
import { FooterActions } from "../../shell/footer-actions.tsx";
import { SelectionActions } from "../../shell/selection-actions.tsx";
import { openDrop, openTransfer } from "../opening.ts";
import { type CheckInActs, checkInsOf } from "./check-in-acts.ts";

const dropMax = 50;
const transferMax = 100;
const checkInMax = 100;

type EnrollmentsFooterProps = {
  selection: Selection;
  enrollments: Pages<EnrollmentRow>;
  checkIn: CheckInActs | undefined;
  filter: () => Readonly<Record<string, string | number | undefined>>;
};

/** What can be done with the ticked enrollments. */
export function EnrollmentsFooter(props: EnrollmentsFooterProps) {
  /** The ticked rows; where everything is ticked, all that match, once they are all loaded. */
  const chosen = (): EnrollmentRow[] => {
    const target = props.selection.target();
    if ("all" in target && props.enrollments.hasMore()) return [];
    return props.enrollments.rows().filter(({ id }) => props.selection.has(id));
  };
  const living = () => {
    const today = formats().today();
    return chosen().filter(({ endsOn }) => endsOn === null || endsOn >= today);
  };
  const fits = (rows: EnrollmentRow[], most: number) => rows.length > 0 && rows.length <= most;
  const allActive = () => living().length > 0 && living().every(({ kind }) => kind === "active");
  const droppable = () => living().every(({ kind }) => kind !== "wait");
  const expected = () => chosen().filter((row) => checkInsOf(row).length > 0);
  const done = () => props.selection.clear();
  const here = () => props.checkIn?.checkInAll(expected());

  useShortcuts({
    keys: "c",
    label: "Check in the selected students",
    group: "List",
    when: () => props.checkIn !== undefined && props.selection.any() && fits(expected(), checkInMax),
    run: () => here(),
  });

  return (
    <>
      <Show when={props.enrollments.rows().length > 0 && !props.selection.any()}>
        <FooterActions>
          <WriteButton list="enrollments" filter={props.filter} />
        </FooterActions>
      </Show>
      <SelectionActions selection={props.selection} total={props.enrollments.total()}>
        <WriteButton list="enrollments" filter={props.filter} selection={props.selection} />
        <Show when={props.checkIn && can("attendance", "full")}>
          <Button
            size="small"
            icon={CheckIcon}
            busy={props.checkIn?.busy()}
            disabled={!fits(expected(), checkInMax)}
            onClick={here}
          >
            Check in
          </Button>
        </Show>
        <Show when={can("enrollments", "full")}>
          <Button
            size="small"
            disabled={!fits(living(), transferMax) || !allActive()}
            title={allActive() ? undefined : "Only active enrollments are transferred"}
            onClick={() => openTransfer(living(), done)}
          >
            Transfer…
          </Button>
          <Button
            size="small"
            disabled={!fits(living(), dropMax) || !droppable()}
            title={
              droppable() ? `At most ${dropMax} at once` : "Entries of a waitlist are taken off one by one"
            }
            onClick={() => openDrop(living(), done)}
          >
            Drop…
          </Button>
        </Show>
      </SelectionActions>
    </>
  );
}
