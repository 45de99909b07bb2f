import {
  createEffect,
  createMemo,
  createSignal,
  For,
  lazy,
  Match,
  onCleanup,
  onMount,
  Show,
  Suspense,
  Switch,
} from "solid-js";
import type { RollSheet } from "../../../../worker/domains/attendance/shapes.ts";
import type { Calendar } from "../../../../worker/domains/calendar/shapes.ts";
import { createPainted } from "../../../shared/after-paint.ts";
import { createQuery } from "../../../shared/query.ts";
import { can } from "../../../shared/session.ts";
import { Button } from "../../../shared/ui/button.tsx";
import { EmptyState } from "../../../shared/ui/empty-state.tsx";
import { ErrorState } from "../../../shared/ui/error-state.tsx";
import { ListChecksIcon, PrinterIcon, UsersIcon } from "../../../shared/ui/icons.tsx";
import { PageTitle } from "../../../shared/ui/page-title.tsx";
import { SkeletonRegion, SkeletonText } from "../../../shared/ui/skeleton.tsx";
import { FooterActions } from "../../shell/footer-actions.tsx";
import { nextMeetingsPath, PrintSheet } from "./print-sheet.tsx";
import { SheetHeader } from "./sheet-header.tsx";
import { useSheetKeys } from "./sheet-keys.ts";
import { calledName, createSheet, type Sheet } from "./sheet-state.ts";
import { StudentRow } from "./student-row.tsx";

const AbsenceDrawer = lazy(() => import("../absences/absence-drawer.tsx"));
const NoteDialog = lazy(() => import("./note-dialog.tsx"));

const leastRowPx = 48;

export default function RollSheetPage(props: { slotId: string; meetsOn: string }) {
  const sheet = createSheet(() => ({ slotId: props.slotId, meetsOn: props.meetsOn }));
  return (
    <Switch>
      <Match when={sheet.query.data()}>{(data) => <Called sheet={sheet} data={data()} />}</Match>
      <Match when={sheet.query.error()}>
        {(error) => (
          <>
            <PageTitle class="sr-only" title="Roll sheet" />
            <ErrorState
              error={error()}
              title={
                error().status === 404
                  ? "This class does not meet then"
                  : "The roll sheet could not be loaded"
              }
              onRetry={sheet.query.refetch}
            />
          </>
        )}
      </Match>
      <Match when={sheet.query.pending()}>
        <Waiting />
      </Match>
    </Switch>
  );
}

function Called(props: { sheet: Sheet; data: RollSheet }) {
  const { sheet } = props;
  let list: HTMLUListElement | undefined;
  const walk = useSheetKeys(sheet, () => list);
  const paper = createPaper(() => props.data);
  const isPainted = createPainted();
  // Notes are written where there is no network as well.
  createEffect(() => isPainted() && void NoteDialog.preload());
  /** Those below the screen come after the first paint, which nothing that stands moves for. */
  const drawn = createMemo(() =>
    isPainted() ? sheet.students() : sheet.students().slice(0, Math.ceil(innerHeight / leastRowPx)),
  );
  return (
    <>
      <SheetHeader sheet={sheet} data={props.data} onPrint={paper.print} />
      <Show when={sheet.students().length > 0} fallback={<Nobody />}>
        <ul
          ref={list}
          class="border-t border-line bg-sheet"
          aria-label="Students"
          data-no-print
          onKeyDown={walk}
        >
          <For each={drawn()}>
            {(student, index) => <StudentRow sheet={sheet} student={student} index={index()} />}
          </For>
        </ul>
      </Show>
      <Foot sheet={sheet} onPrint={paper.print} />
      <Show when={paper.isPrinting()}>
        <PrintSheet sheet={sheet} data={props.data} calendar={paper.calendar()} />
      </Show>
      <Show when={sheet.noting()} keyed>
        {(student) => (
          <Suspense>
            <NoteDialog sheet={sheet} student={student} />
          </Suspense>
        )}
      </Show>
      <Show when={sheet.reporting()} keyed>
        {(student) => (
          <Suspense>
            <AbsenceDrawer
              studentId={student.studentId}
              studentName={calledName(student)}
              onClose={() => sheet.setReporting(undefined)}
            />
          </Suspense>
        )}
      </Show>
    </>
  );
}

/** The paper is drawn only when it is printed, by the button or by the browser's own command. */
function createPaper(data: () => RollSheet) {
  const [isPrinting, setPrinting] = createSignal(false);
  const [wanted, setWanted] = createSignal(false);
  const calendar = createQuery<Calendar>(() => (wanted() ? nextMeetingsPath(data()) : undefined));
  const start = () => setPrinting(true);
  const end = () => setPrinting(false);
  onMount(() => {
    addEventListener("beforeprint", start);
    addEventListener("afterprint", end);
  });
  onCleanup(() => {
    removeEventListener("beforeprint", start);
    removeEventListener("afterprint", end);
  });
  /** Waits a moment for the next meetings, but never long: a paper with weekdays is better than none. */
  async function print() {
    setWanted(can("classes"));
    for (let tries = 0; tries < 20 && calendar.pending(); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    window.print();
  }
  return { isPrinting, calendar: calendar.data, print: () => void print() };
}

function Foot(props: { sheet: Sheet; onPrint: () => void }) {
  const left = () => props.sheet.unmarked().length;
  const isUntouched = () => left() === props.sheet.students().length;
  return (
    <FooterActions>
      <Show when={props.sheet.may("present") && left() > 0}>
        {/* A phone's footer holds both buttons only with few words. */}
        <Button
          size="small"
          icon={ListChecksIcon}
          class="max-sm:[&>svg]:hidden"
          onClick={props.sheet.markAllPresent}
        >
          <span class="max-sm:hidden">
            {isUntouched() ? "Mark all present" : `Mark the other ${left()} present`}
          </span>
          <span class="sm:hidden">{isUntouched() ? "All present" : "Rest present"}</span>
        </Button>
      </Show>
      <span class="contents sm:hidden">
        <Button size="small" icon={PrinterIcon} aria-label="Print" class="min-w-11" onClick={props.onPrint} />
      </span>
    </FooterActions>
  );
}

function Nobody() {
  return (
    <EmptyState icon={UsersIcon} title="Nobody is enrolled on this day">
      Students appear here as soon as they are enrolled in the class, also for a trial or a makeup.
    </EmptyState>
  );
}

function Waiting() {
  return (
    <SkeletonRegion label="the roll sheet" class="flex flex-col gap-5 px-4 py-6 sm:px-6">
      <SkeletonText width={220} height={20} />
      <SkeletonText width={300} />
      <For each={Array.from({ length: 9 })}>
        {() => (
          <span class="flex h-10 items-center gap-3">
            <SkeletonText width={36} height={36} />
            <SkeletonText width={180} />
          </span>
        )}
      </For>
    </SkeletonRegion>
  );
}
