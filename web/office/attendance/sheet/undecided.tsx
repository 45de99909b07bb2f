import { Match, Show, Switch } from "solid-js";
import type { RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { formats } from "../../../shared/formats.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { TriangleAlertIcon } from "../../../shared/ui/icons.tsx";
import { markWords } from "../attendance-words.ts";
import type { Trouble } from "../queue/mark-queue.ts";
import { calledName, type Sheet } from "./sheet-state.ts";

type Conflict = Extract<Trouble, { kind: "conflict" }>;

/** A mark that was not saved as it was said: both values stand side by side, and nothing is lost in silence. */
export function Undecided(props: { sheet: Sheet; student: RollSheetStudent }) {
  const trouble = () => props.sheet.entryOf(props.student)?.trouble;
  const conflict = () => {
    const known = trouble();
    return known?.kind === "conflict" ? known : undefined;
  };
  const refused = () => {
    const known = trouble();
    return known?.kind === "refused" ? known : undefined;
  };
  return (
    <Show when={trouble()}>
      <div
        role="alert"
        class="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-sm bg-warn-soft px-3 py-2 text-warn"
      >
        <span class="flex min-w-0 flex-1 basis-64 items-start gap-2">
          <TriangleAlertIcon class="mt-0.5" />
          <span class="min-w-0 [overflow-wrap:anywhere]">
            <Switch>
              <Match when={conflict()}>
                {(known) => <Both conflict={known()} sheet={props.sheet} student={props.student} />}
              </Match>
              <Match when={refused()}>{(known) => <>{known().message}</>}</Match>
            </Switch>
          </span>
        </span>
        <span class="flex flex-wrap gap-2">
          <Show when={conflict()}>
            <Button size="small" onClick={() => props.sheet.useMine(props.student)}>
              Use mine
              <span class="sr-only"> for {calledName(props.student)}</span>
            </Button>
          </Show>
          <Button size="small" onClick={() => props.sheet.keepTheirs(props.student)}>
            {conflict() ? "Keep the saved one" : "Discard my mark"}
            <span class="sr-only"> for {calledName(props.student)}</span>
          </Button>
        </span>
      </div>
    </Show>
  );
}

function Both(props: { conflict: Conflict; sheet: Sheet; student: RollSheetStudent }) {
  const theirs = () => props.conflict.mark;
  const who = () => (theirs().isOwn ? "you, elsewhere" : (theirs().markedBy ?? "somebody else"));
  const at = () => {
    const { markedAt } = theirs();
    return markedAt === null ? "" : `, ${formats().instant(markedAt, { timeStyle: "short" })}`;
  };
  return (
    <>
      Saved meanwhile: <strong class="font-semibold">{markWords(theirs())}</strong> (by {who()}
      {at()}). Yours: <strong class="font-semibold">{markWords(props.sheet.markOf(props.student))}</strong>.
    </>
  );
}
