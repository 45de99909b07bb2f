import { singleKeys } from "../../shared/keyboard.ts";
import { blockAt, focusBlock, neighbour } from "./block-focus.ts";
import type { CalendarState } from "./calendar-state.ts";
import { type Carry, mayCarry } from "./carry.ts";
import type { MeetingActs } from "./meeting-acts.ts";

const carrySteps: Record<string, readonly [columns: number, minutes: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -15],
  ArrowDown: [0, 15],
};
const fineMinutes = 5;

/** What presses and keys on blocks do. One listener on whatever holds them, however many there are. */
export function createBlockEvents(options: {
  scope: () => HTMLElement;
  state: CalendarState;
  acts: MeetingActs;
  /** Where there is a grid, blocks can be taken along it. */
  carry?: Carry;
  /** Draws what waits to be drawn: who acts on a block means what it is about to show. */
  settle?: () => void;
}) {
  const { scope, state, acts, carry } = options;
  const pressedBlock = ({ target }: Event) =>
    target instanceof Element ? target.closest<HTMLElement>("[data-meeting]") : null;
  const found = (event: Event) => {
    options.settle?.();
    const block = pressedBlock(event);
    const meeting = state.meetingOf(block?.dataset.meeting ?? "");
    return block && meeting ? { block, meeting } : undefined;
  };

  /** What there was no room for leads to the day, which has a column for every room. */
  function showMore(event: Event): boolean {
    const more = event.target instanceof Element ? event.target.closest("[data-more]") : null;
    const id = more?.closest<HTMLElement>("[data-column]")?.dataset.column;
    const column = state.columns().find((one) => one.id === id);
    if (column) {
      state.setDate(column.date);
      state.setView("room");
    }
    return column !== undefined;
  }

  function carryKey(event: KeyboardEvent): boolean {
    if (!carry?.isCarrying()) return false;
    const step = carrySteps[event.key];
    if (step) carry.nudge(step[0], event.altKey ? Math.sign(step[1]) * fineMinutes : step[1]);
    else if (event.key === "Enter" || event.key === " ") carry.drop();
    else if (event.key === "Escape") carry.cancel();
    else return event.key !== "Tab";
    return true;
  }

  function walk(event: KeyboardEvent): boolean {
    const block = event.target instanceof Element ? blockAt(event.target) : undefined;
    if (!block || !(event.key in carrySteps) || event.altKey || event.shiftKey) return false;
    const next = neighbour(block, event.key, scope());
    if (next) focusBlock(next, scope());
    else if (event.key === "ArrowLeft") state.step(-1);
    else if (event.key === "ArrowRight") state.step(1);
    return true;
  }

  function actKey(event: KeyboardEvent): boolean {
    const pressed = event.key.length === 1 && singleKeys() ? found(event) : undefined;
    if (!pressed) return false;
    const { block, meeting } = pressed;
    const key = event.key.toLowerCase();
    if (key === "m" && carry && mayCarry(meeting)) {
      const id = block.closest<HTMLElement>("[data-column]")?.dataset.column;
      const column = state.columns().find((one) => one.id === id);
      if (column) carry.pickUp(meeting, column);
      return column !== undefined;
    }
    return acts.press(key, meeting);
  }

  return {
    onClick: (event: MouseEvent) => {
      const pressed = showMore(event) ? undefined : found(event);
      if (!pressed) return;
      focusBlock(pressed.block, scope());
      acts.open(pressed.meeting);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.defaultPrevented) return;
      if (carryKey(event) || walk(event) || actKey(event)) event.preventDefault();
    },
  };
}
