import { batch, onCleanup } from "solid-js";
import type { MarkStatus } from "../../../../worker/domains/attendance/schemas.ts";
import type { RollSheetStudent } from "../../../../worker/domains/attendance/shapes.ts";
import { afterPaint } from "../../../shared/after-paint.ts";
import { type Shortcut, useShortcuts } from "../../../shared/keyboard.ts";
import type { Sheet } from "./sheet-state.ts";

const group = "Roll sheet";

/** The roll is called without a mouse: a letter marks a student and goes on to the next. */
export function useSheetKeys(sheet: Sheet, list: () => HTMLElement | undefined) {
  let coming: (() => void) | undefined;

  /** The mark is painted first: moving the focus lays the whole list out. */
  function go(to: number) {
    const last = sheet.students().length - 1;
    const next = Math.max(0, Math.min(to, last));
    sheet.setAt(next);
    coming?.();
    coming = afterPaint(() => {
      coming = undefined;
      const row = list()?.children[next]?.querySelector<HTMLElement>("[data-student]");
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    });
  }
  onCleanup(() => coming?.());

  const step = (by: number) => {
    const isInList = coming !== undefined || (list()?.contains(document.activeElement) ?? false);
    // The first press only enters the list, so that nobody is passed over.
    go(isInList ? sheet.at() + by : sheet.at());
  };

  const on = (act: (student: RollSheetStudent) => void) => () => {
    const student = sheet.current();
    if (student) act(student);
  };

  const marks = (keys: string, status: MarkStatus, label: string): Shortcut => ({
    keys,
    label,
    group,
    when: () => sheet.may(status),
    run: on((student) =>
      batch(() => {
        sheet.mark(student, status);
        if (status !== "none") go(sheet.at() + 1);
      }),
    ),
  });

  useShortcuts(
    { keys: "ArrowDown", label: "Next student", group, run: () => step(1) },
    { keys: "ArrowUp", label: "Previous student", group, run: () => step(-1) },
    { keys: "j", label: "Next student", group, hidden: true, run: () => step(1) },
    { keys: "k", label: "Previous student", group, hidden: true, run: () => step(-1) },
    marks("p", "present", "Present, and on to the next"),
    marks("a", "absent", "Absent, and on to the next"),
    marks("t", "tardy", "Tardy, and on to the next"),
    marks("Backspace", "none", "Take the mark back"),
    {
      keys: "e",
      label: "Excused, or not",
      group,
      when: sheet.mayExcuse,
      run: on(sheet.excuse),
    },
    { keys: "n", label: "Note", group, when: () => sheet.may("absent"), run: on(sheet.setNoting) },
    {
      keys: "shift+p",
      label: "Mark everybody else present",
      group,
      when: () => sheet.may("present"),
      run: sheet.markAllPresent,
    },
  );

  /** The arrows belong to buttons elsewhere; in this list they walk through students also from a button. */
  return (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (!(event.target instanceof HTMLElement) || !event.target.matches("button, a")) return;
    event.preventDefault();
    go(sheet.at() + (event.key === "ArrowDown" ? 1 : -1));
  };
}
